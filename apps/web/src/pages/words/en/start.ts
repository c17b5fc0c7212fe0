/** The first pages: which organisation, what to know before, and what to read where there is no script. */
export const start = {
	chooseHeading: "Which organisation is it about?",
	chooseHint: "Pick the place where you work, or where it happened.",
	chooseNone: "Choose an organisation",
	chooseEmpty: "No organisation can be reached here yet.",
	welcomeHeading: "Speak up safely",
	welcomeLead: "Tell us what worries you at work. You do not have to give your name. Every concern gets an answer, or it goes up.",
	raise: "Raise a concern",
	comeBack: "Read my answers",
	comeBackHint: "You need the seven words on your slip.",
	routesLink: "Other ways to speak up, and what to do if someone is in danger",
	safeLink: "How to stay safe on this computer",
};
