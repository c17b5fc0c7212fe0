/** Somebody cannot come in any more: what to do, before they sign in. */
export const lost = {
	link: "I lost my words or my phone",
	heading: "You lost something",
	what: "What did you lose?",
	choices: { phone: "My phone", words: "My seven words", both: "Both" },
	now: "What to do now",
	phone: [
		"Ask whoever runs this desk for a link for a new phone.",
		"Ask one of the three roots to confirm it. They are the guardian, the non-executive lead and the board secretary. They will want to hear your voice.",
		"Open the link, type your seven words, and point your new phone at the picture.",
	],
	words: [
		"Ask whoever runs this desk for a link for new words.",
		"Ask one of the three roots to confirm it. They are the guardian, the non-executive lead and the board secretary. They will want to hear your voice.",
		"Open the link. You get new words, and set up your phone again.",
		"Make new keys under “You”. Two roots must sign them, and end your old ones as lost.",
	],
	soon: "Could somebody else have them? Then say so at once, and ask for new words.",
	cases: "What happens to your cases",
	phoneCases: "Nothing. Your words still open all of them. What you had typed in this window comes back with them.",
	wordsCases: [
		"Your old words were the only way to your old keys. Nobody can bring them back: not we, not your boss, not the police.",
		"So your cases stay shut for you until somebody gives them again. A colleague can, of what they can open. So can the person who raised it: they are asked when they next come back.",
		"No clock waits. What nobody can open goes up to the next step by itself.",
	],
	open: "Is your desk still open in some window? Do not close it. Give your cases to a colleague there first.",
	invitation: "I have a link",
	back: "Back to sign in",
};
