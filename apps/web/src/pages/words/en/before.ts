/** What somebody should know before they start. */
export const before = {
	heading: "Before you start",
	lead: "It takes about ten minutes. You can stop at any time. Nothing is sent until the end.",
	stepsHeading: "What happens",
	steps: [
		"You tell us what happened, one question at a time.",
		"Your words are locked on this device. We cannot read them.",
		"You get seven words on a slip. They open your answers.",
		"The guardian must answer you by a set time.",
		"If nobody answers, it goes up: to a director, to the board, and at last to the regulator, unless you say no. Nobody here can stop that.",
	],
	whoHeading: "Who can see what, and when",
	who: [
		{ who: "The guardian", what: "All that you write, at once. Who you are, only if you say so." },
		{ who: "Directors and the board", what: "Only what may go up, and only if nobody answered in time. Never who you are." },
		{ who: "The regulator", what: "Only what you allow, and only at the very end." },
		{ who: "Whoever it is about", what: "Nothing, ever. You tell us who, and we leave them out." },
		{ who: "IT staff, and those who run this website", what: "That there is a locked concern. They cannot open it." },
	],
	safeHeading: "Are you safe here?",
	safe: "If someone may look over your shoulder, press “Leave now” at any time. This page then turns into the weather.",
	start: "Start now",
	checking: "Getting the keys ready",
};
