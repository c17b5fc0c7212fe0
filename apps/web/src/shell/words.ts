/** Words that all pages have, whoever reads them. */
export const common = {
	shell: {
		skip: "Skip to the main part",
		back: "Back",
		goOn: "Continue",
		problem: "There is a problem",
		loading: "Please wait",
		tryAgain: "Try again",
		change: "Change",
		print: "Print",
		dayParts: { day: "Day", month: "Month", year: "Year" },
	},
	/** Seven words, while they are typed. */
	typing: {
		suggestions: "Tap to finish the word",
		read: "What we read",
		unlisted: "not on our list of words",
		swap: (word: string) => `Use ${word}`,
		count: (have: string) => `${have} of 7 words`,
	},
	letter: {
		unread: {
			"not-for-me": "You cannot open this one.",
			gone: "This letter is not there any more.",
			"other-ciphertext": "This is not the letter that was signed. Somebody changed it.",
			"cannot-open": "This letter cannot be opened. Somebody may have changed it.",
			malformed: "This letter cannot be read.",
		},
		showAll: "Show all of this letter",
	},
};

export type CommonWords = typeof common;
