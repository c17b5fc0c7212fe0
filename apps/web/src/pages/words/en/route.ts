/** Who will get a concern, who will not, and why. `who` is one of the roles of `story.ts`, or several, without a capital. */
export const route = {
	heading: "Who will get it",
	will: "This will go to",
	willNot: "It will not go to",
	first: "Before you go on",
	urgent: {
		S1: "This is urgent. Two people are told as soon as you send it, day or night.",
		S2: "This is serious. You will get a first answer fast.",
		S3: "This is not urgent, and it will still be answered in time.",
	},
	getsFirst: (who: string) => `${who} will get it first.`,
	gets: {
		content: (who: string) => `If nobody answers, ${who} will get it.`,
		existence: (who: string) => `If nobody answers, ${who} will be told that there is such a concern. They will not see what it says.`,
	},
	/** In immediate danger somebody hears of it before anybody had time to answer. */
	atOnce: {
		content: (who: string) => `At the same time ${who} will get it.`,
		existence: (who: string) => `At the same time ${who} will be told that there is such a concern. If nobody answers, they will get it.`,
	},
	/** Which holders of a role. */
	which: {
		all: (who: string) => who,
		named: (who: string) => `${who} whom you named`,
		concerned: (who: string) => `${who} (one of several)`,
	},
	leftOut: {
		named: (who: string) => `${who} will not get it, because you named them.`,
		about: (who: string) => `${who} will not get it, because it is or may be about them.`,
		"answers-to": (who: string) => `${who} will not get it, because they work for somebody it is or may be about.`,
		"in-line": (who: string) => `${who} will not get it, because you said that they may protect whom it is about.`,
		tied: (who: string) => `${who} will not get it, because they are close to somebody it is or may be about.`,
	},
	shut: {
		chosen: "Nobody outside the organisation will be told. You chose so.",
		"personal-matter": "Nobody outside the organisation will be told, because it is only about your own job.",
		"no-body": "Nobody outside the organisation will be told, because none can be reached from here.",
	},
	nobodyInside: "Nobody inside the organisation is left to get it.",
	firstOnly: {
		outside: "If whoever gets it first does not answer, nobody else inside is told. Then it goes to the body outside.",
		nobody: "If whoever gets it first does not answer, nobody else is told.",
	},
	offered: (bodies: string) => `Before you send it here, you may take it outside at once: to ${bodies}.`,
	or: "or",
	remits: {
		quality: "the regulator of care",
		region: "the regional office of the NHS",
		commissioning: "another body that plans or pays for care",
		counter_fraud: "the counter-fraud authority, if it is fraud",
		data_protection: "the data protection authority",
	},
	moreUrgent: "It is treated as urgent, because of whom it is about.",
	outside: "See the ways outside",
	nobodyLeftOut: "Nobody on this list is left out.",
	nobodyElse: "Nobody else can open it. Your managers are not told, unless they are on the list above.",
	outsideLater: "What a body outside may be told is your choice. We will ask you.",
	believed:
		"You came here without a poster or slip. So we had to believe the keys that this website showed us. Your slip will show their number. You can hold it against a poster later.",
};
