/** What an open page says by itself: that something is new, and who else is there. */
export const live = {
	quiet: "If something new happens, this page tells you.",
	cut: "This page cannot look for news just now. Look again yourself.",
	list: "Something new happened. Look again to see it.",
	case: {
		/** Where it may not be read, or could not be proved. */
		something: "Something new happened in this case.",
		up: "This case went up.",
		told: (what: string, when: string) => `${what} (${when})`,
		more: (count: number) => (count === 1 ? "One more thing happened." : `${count} more things happened.`),
		show: "Show it",
		gone: "You can no longer see this case. Your key may have ended. What you typed is still here: copy it if you need it. A colleague who can open the case can give it to you.",
	},
	beside: {
		one: (who: string) => `${who} has this case open now too.`,
		many: (who: string) => `${who} have this case open now too.`,
		colleague: "another colleague",
		same: (role: string) => `another person (${role})`,
		what: "Colleagues who can open this case see when you have it open. The reporter does not.",
	},
	/** Beside what came since the case was shown before. */
	fresh: "New",
	/** What the system did while somebody wrote, told after their act went through. */
	before: (what: string) => `Before you sent this, something else happened. ${what}`,
	beforeUp: (what: string) => `It had gone up before you sent this. ${what}`,
};
