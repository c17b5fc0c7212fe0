/** The one queue that we have: wakes of cases. */
export const QUEUE_NAME = "wake";
