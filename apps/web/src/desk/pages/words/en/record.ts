/** Recording a concern that somebody told, and the slip that they are given. */
import { raise as asked } from "../../../../pages/words/en/raise.ts";
import { slip } from "../../../../pages/words/en/slip.ts";

/** The questions as a reporter is asked them, to be read out; where they speak of the page, as the desk has it. */
export const raise: typeof asked = {
	...asked,
	what: {
		...asked.what,
		hint: "Write it in their words. Where, when, how often? What are they worried will happen? Leave their name out of it.",
		empty: "Write what happened. One line is enough.",
	},
	danger: { ...asked.danger, empty: "Choose if anyone is in danger now. If you are not sure, choose the more serious answer." },
	about: { ...asked.about, empty: "Choose who it is about. If you do not know, choose the first." },
	identity: { ...asked.identity, empty: "Choose if they give their name. If you are not sure, they stay anonymous." },
	earlier: { ...asked.earlier, empty: "Choose if they told anyone before." },
	you: { ...asked.you, intro: "They can leave all of this empty. Only the guardian can read it." },
	split: {
		...asked.split,
		anonymous: "They gave no name.",
		deputy: "The deputy guardian may read what stays with the guardian",
		deputyHint: "So that someone can help them when you are away.",
		rows: { ...asked.split.rows, name: "Their name", contact: "How to reach them", group: "Their work" },
	},
	outside: {
		...asked.outside,
		empty: "Choose what a body outside may be told.",
		choices: { ...asked.outside.choices, full: { ...asked.outside.choices.full, hint: "What goes up. Not who they are." } },
	},
	check: { ...asked.check, empty: "Left empty", how: "Their name" },
	sending: { ...asked.sending, heading: "Sending the concern" },
	route: {
		...asked.route,
		believed: "This page had to believe the keys it was shown. But it did find your own key among them.",
	},
};

export const record = {
	link: "Record a concern told to me",
	heading: "Record a concern told to you",
	lead: "Write down what somebody told you. It is locked and sent like any other concern, and you get a slip for them.",
	readOut: "These are the questions that people who write themselves are asked. Read them out, or answer as they would.",
	clocks: "The clocks start when you send it, not when you were told. So send it today.",
	came: "What you typed is still here.",
	organisation: { legend: "Which organisation is it about?", empty: "Choose an organisation." },
	channel: {
		legend: "How were you told?",
		choices: { person: "In person", phone: "By phone", email: "By e-mail", letter: "By letter" },
		empty: "Choose how you were told.",
	},
	when: {
		legend: "When were you told?",
		choices: { today: "Today", earlier: "On another day" },
		empty: "Choose when you were told.",
		day: "Which day?",
		dayHint: "For example, 26 11 2026",
		wrong: "Type a day that there is, such as 26 11 2026.",
		future: "That day is yet to come. Type the day on which you were told.",
	},
	dangerNow:
		"Two people will be told as soon as you send it, day or night. They may still need hours. If it cannot wait, act now: call for help first.",
	more: "More about them, if they want to say it",
	check: "See who will get it",
	discard: "Throw away what I typed",
	discardWhat: "All that you typed here is gone then. Nothing was sent.",
	checkHeading: "Check it with them",
	checkLead: "Nothing was sent so far. Read them what goes up, and who will get it.",
	told: {
		person: (when: string) => `Told to a guardian in person on ${when}, who wrote it down.`,
		phone: (when: string) => `Told to a guardian by phone on ${when}, who wrote it down.`,
		email: (when: string) => `Told to a guardian by e-mail on ${when}, who wrote it down.`,
		letter: (when: string) => `Told to a guardian by letter on ${when}, who wrote it down.`,
	},
	late: (days: number) =>
		days === 1
			? "You were told a day ago. The clocks do not count that day. Answer as if they did."
			: `You were told ${days} days ago. The clocks do not count those days. Answer as if they did.`,
	send: "Lock and send",
	mayBeSent:
		"This was on its way before, and we were not told if it came. Look at Today before you send it again: what is not urgent comes there at the next fixed time of the day.",
	failed: "It was not sent, or we were not told so. Nothing you typed is lost. Send it again: it counts once.",
	slipHeading: "Give them this slip",
	slipKept: "The concern was sent. We have promised to answer it, and this page has checked that promise.",
	slipOnce: "You see these seven words once. This page does not keep them, and nobody can give them to you again.",
	slipLock: "Do not walk away: when the desk locks, the words are gone.",
	slipTitle: "A concern was written down for you",
	slipSteps: [
		"Use your own phone or computer, not one at work. Go to the address on this slip, or scan its smaller square.",
		"Choose to come back with seven words, and type the seven words of this slip.",
		"Make new words that only you know, and write them down. Then this slip opens nothing.",
	],
	slipWhy: "Until you do that, whoever has this slip can read your answers and write as you. Nobody can take your concern back with it.",
	given: {
		legend: "Do they have the slip?",
		empty: "Choose what happened with the slip.",
		choices: {
			given: { label: "Yes, they have it", hint: "On paper, or they wrote the words down while you read them out." },
			later: { label: "Not yet: I will hand it over later" },
			nobody: { label: "Nobody can be given it", hint: "Such as a letter without a name." },
		},
		later:
			"Print it or write it down now. Put it into an envelope, close it, and lock it away until you meet. Do not take a photo, and do not send it by e-mail.",
		nobody: "Then nobody can read the answers. The concern still runs, and it still goes up. Do not keep the words.",
		done: "Forget the words",
	},
	doneHeading: "The words are gone from this page",
	done: {
		given: "Ask them to make their own words soon. You will not be told when they do.",
		later: "Hand over the envelope, and tell them to make their own words soon. You will not be told when they do.",
		nobody: "Answer the concern all the same. What you write is kept for as long as the case is.",
	},
	goneHeading: "The slip is gone",
	gone: [
		"The concern was sent, and it runs. But the page was left before you said what happened with the slip. Its words cannot be had again.",
		"If they have no slip, write the concern down once more and give them the new one. Then close the first as a duplicate.",
	],
	listed: "It comes into your list like any other: at once if it is urgent, or else at the next fixed time of the day.",
	toToday: "Go to today",
	another: "Record another",
	slip: {
		...slip,
		list: "Seven words",
		qr: "Scan this to open the page. The seven words are not in it.",
	},
};
