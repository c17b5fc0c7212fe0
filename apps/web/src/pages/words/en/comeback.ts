/** Coming back: typing seven words, and what it means if they do not open anything. */
export const comeback = {
	heading: "Type your seven words",
	lead: "Type them in the order of your slip. Capitals, commas and lines do not matter. You can paste them.",
	label: "Your seven words",
	hint: "For example: anchor willow sketch lantern bucket harvest violin",
	open: "Open my answers",
	meant: (word: string) => `Did you mean ${word}?`,
	private: "Nothing is sent while you type. Nobody is told that you looked.",
	empty: "Type the seven words from your slip.",
	tooFew: (have: string) => `We read ${have} words, but there must be seven. Check your slip.`,
	tooMany: (have: string) => `We read ${have} words, but there are only seven. Take out what is not on your slip.`,
	unknownWord: "One of these is not a word from our list. Look for the word marked below.",
	checkWrong: "These words do not fit together. One may be wrong, or two may have changed places. Look at your slip again.",
	repair: "Did you mean this?",
	useRepair: "Yes, use these words",
	elsewhere: (name: string) => `These are words for ${name}, not for the organisation you chose.`,
	goElsewhere: (name: string) => `Open my answers at ${name}`,
	opening: "Opening your answers",
	openingHint: "This can take half a minute on an old phone. Please keep this page open.",
	steps: { unlocking: "Making the key from your words, on this device", fetching: "Fetching your answers, and checking that all is true" },
	lostWords: "I have lost my words",
	lost: [
		"Nobody can give them to you again. We do not have them, and we do not know who you are.",
		"Your concern still goes on. It is still answered, and it still goes up if it is not.",
		"You can raise it again and say that you raised it before. You then get new words.",
	],
	notFound: {
		heading: "We found nothing for these words",
		right: "You typed them right: the seventh word fits the other six.",
		none: {
			heading: "What this means",
			what: [
				"The public record has no concern under these words. It may be so new that it is not on the record yet. That takes up to two days.",
				"If it is older, use the promise on your slip below. It can show whether we broke it.",
			],
		},
		changed: {
			heading: "These words were changed",
			what: [
				"The public record shows that somebody made new words for this concern. These old ones open nothing any more.",
				"If it was you, use your new slip. If it was not you, somebody had your words. Raise your concern again, and say so.",
			],
		},
		deleted: {
			heading: "It was deleted after its time",
			what: ["The public record shows that this concern was closed, and was deleted when the time to keep it was over."],
		},
		buried: {
			heading: "It was here, and it is being kept from you",
			what: [
				"The public record shows your concern. But we were shown no answers for it. That should never happen.",
				"Keep your slip safe: it is proof. Use another way to speak up, and show them what this page says.",
			],
		},
		unproved: {
			heading: "The public record cannot be read",
			what: ["We could not read the public record, so we cannot tell what this means. Try again later, and keep your slip safe."],
		},
		promiseHeading: "Check the promise on your slip",
		promiseHint: "Scan the larger square on your slip and paste the text here. Or type the long number after the word “leaf”.",
		promiseLabel: "The promise",
		promiseCheck: "Check it",
		promiseEmpty: "Paste or type the promise from your slip.",
		promise: {
			"no-promise": "This is not a promise. It must have a long number of 64 letters and digits.",
			"not-signed": "This is not what we signed. Part of it may be missing or mistyped. Scan it again.",
			"other-organisation": "This promise is from another organisation. Go back and choose that one.",
			unproved: "We could not read the public record. Try again later.",
			published: "Your concern is on the public record. It was sent, and nobody can deny it.",
			"not-yet": "It is not on the public record yet. It must be there by the time below.",
			absent:
				"It is not on the public record. Check that you typed the number right. A new concern can take up to two days. If yours is older, keep your slip: it proves that we broke our promise.",
			broken: "It is not on the public record, though we promised it. Keep your slip: it proves that the promise was broken.",
		},
		promiseBy: (when: string) => `By ${when}`,
		again: "Type the words again",
	},
	notBelieved: {
		heading: "What we were shown is not true",
		what: [
			"We were shown a concern for your words, but this page could prove none of it. Somebody may have changed it.",
			"Keep your slip safe. Use another way to speak up, and tell them what this page says.",
		],
	},
};
