/** What page and engine say to each other. The engine is a worker: whatever is heavy or secret happens there, while the page stays light. */
import type { RaisingProgress, RaisingRequests } from "../../raising/raising.ts";
import type { MailboxRequests } from "./mailbox-protocol.ts";

/** How far a concern is on its way, or a mailbox in being opened. */
export type Progress = RaisingProgress | "unlocking" | "fetching";

/** Each request with what it takes and gives. */
export type Requests = MailboxRequests & RaisingRequests;
export type RequestKind = keyof Requests;
