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
	/** What stands beside the words of a letter: something that was agreed, what became of it, how the case is counted. */
	beside: {
		owner: "Who does it",
		by: "By when",
		became: { done: "This was done.", dropped: "This will not be done." },
		counted: "Counted as",
		detriment: "Treated worse for speaking up",
		detrimentSaid: { yes: "yes", no: "no sign of it" },
		group: "Kind of work",
	},
	/** What a national return counts. Not known here: as it stands in the list. */
	elements: {
		patient_safety_quality: "Patient safety, or how good care is",
		worker_safety_wellbeing: "The safety or health of staff",
		bullying_harassment: "Bullying or harassment",
		inappropriate_behaviours: "Other ways to treat people that are not right",
		none_of_these: "None of these",
	},
	groupUnknown: "Not known",
};

export type CommonWords = typeof common;
