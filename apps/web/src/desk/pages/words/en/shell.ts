/** Words around every page of the desk. */
import { common } from "../../../../shell/words.ts";

export const shell = {
	...common.shell,
	title: "Desk",
	desk: "The guardian’s desk",
	today: "Today",
	account: "You",
	lock: "Lock",
	signOut: "Sign out",
	nav: "Desk",
	footer: "Keys stay in this window, and only while it is open. After ten minutes without a touch it locks by itself.",
	withoutScript: "The desk needs scripts: letters are opened on your own device. Turn scripts on for this page, or use another device.",
	roles: {
		guardian: "Speak Up guardian",
		deputy_guardian: "Deputy guardian",
		buddy_guardian: "Guardian of another organisation",
		exec_lead: "Executive lead",
		medical_director: "Medical director",
		nursing_director: "Nursing director",
		ned_lead: "Non-executive lead",
		ceo: "Chief executive",
		chair: "Chair of the board",
		sid: "Senior independent director",
		lead_governor: "Lead governor",
		board_secretary: "Board secretary",
		dpo: "Data protection officer",
		siro: "Senior information risk owner",
		external_body: "Outside body",
	},
	at: (role: string, organisation: string) => `${role}, ${organisation}`,
};
