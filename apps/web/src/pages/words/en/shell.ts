/** Words around every page. The title says nothing: it stands in tabs, in histories, and on the taskbar of a ward computer. */
import { common } from "../../../shell/words.ts";

export const shell = {
	...common.shell,
	title: "Information",
	leave: "Leave now",
	leaveHint: "Leaves this site at once and wipes the page.",
	leaveKey: "Or press the Esc key twice.",
	nameUnknown: "Speaking up at work",
	contact: "Your organisation says how to reach someone:",
	footer: "This page keeps nothing on this device: no cookies, no history of what you write.",
};
