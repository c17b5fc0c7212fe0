/** Figures where people would look rather than read, each with its table. */
export const figures = {
	heading: "Figures",
	lead: "Counted on this device, from the cases that you may read.",
	waiting: "The cases are still being opened. The figures grow until that is done.",
	none: "There is nothing to count yet.",
	age: "Open cases by age",
	ageWhat: "How long ago the open cases were raised. The dark part went up to those above.",
	ageSays: (open: string, up: string) => `${open} open, ${up} of them went up`,
	ageColumns: { age: "Raised", open: "Open", up: "Went up" },
	answer: "Time to the first answer",
	answerWhat: "Each point is one concern, in the order in which they were raised. The line is the median: half of all waited less.",
	median: (time: string) => `Median: ${time}`,
	unanswered: (count: string) => (count === "1" ? "1 open case has no answer yet." : `${count} open cases have no answer yet.`),
	answerColumns: { raised: "Raised", time: "Time to the first answer" },
	answerSays: (count: string, median: string) => `A line of ${count} points. ${median}.`,
	table: "Show as a table",
	units: { days: "days", hours: "hours", minutes: "minutes", seconds: "seconds" },
};
