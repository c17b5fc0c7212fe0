/** Other ways to speak up, first those for somebody in danger (reference §4.3, §8; shown before anything is typed). */
export const routes = {
	dangerHeading: "Is someone in danger right now?",
	dangerIntro: "Do not wait for an answer from us. Use one of these first. Then come back and tell us too.",
	danger: [
		{ what: "Life at risk, or a crime is happening", who: "Call 999." },
		{
			what: "Not safe on your ward or site",
			who: "Tell the nurse in charge, the site manager or the manager on call. Say: “I am worried that someone will be harmed.”",
		},
		{
			what: "A patient is getting worse and nobody listens",
			who: "Ask for a second look under Martha’s Rule. Staff can ask too. Use the number on your ward’s poster.",
		},
		{
			what: "A child, or an adult who needs care, may be abused",
			who: "Call your safeguarding team. At night, call the duty social worker at your council.",
		},
		{ what: "You feel that you cannot go on", who: "Call Samaritans on 116 123, or text SHOUT to 85258. Both are free, day and night." },
	],
	otherHeading: "Other ways to speak up",
	otherIntro: "You can use any of these as well, or instead. You do not need to tell us that you did.",
	other: [
		{
			what: "In person or by phone",
			who: "You can talk to your Speak Up guardian. The number is on your organisation’s posters and staff pages.",
		},
		{
			what: "Care Quality Commission (CQC)",
			who: "Call 03000 616161, or write to them on their website. You do not have to give your name.",
		},
		{ what: "Your union", who: "Your rep can raise it with you or for you." },
		{ what: "Protect, the whistleblowing charity", who: "Call 020 3117 2520. Free and private advice about your rights at work." },
		{ what: "Speak Up Direct", who: "Call 08000 724 725. Free advice for people who work in health and care." },
	],
};
