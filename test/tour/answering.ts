/** What a guardian does to one case: each letter that is owed, and what is kept beside it. */
import { en } from "../../apps/web/src/desk/pages/words/en/all.ts";
import { reads, type Visitor } from "../browser/harness/visitor.ts";
import type { Album } from "./album.ts";

const { case: caseWords, shell, verbs } = en;
/** The forms stand under the heading of the bar. */
const DESKTOP = { device: "desktop", from: verbs.heading } as const;
const PHONE = { device: "phone", from: verbs.heading } as const;

/** Sends what the form holds. */
async function sends(visitor: Visitor, done: string = verbs.done): Promise<void> {
	await visitor.press(verbs.send);
	await reads(visitor, done);
}

/** Answers the case that is open, up to the plan. */
export async function answersIt(album: Album, visitor: Visitor): Promise<void> {
	await writesBack(album, visitor);
	await keepsBeside(album, visitor);
	await plans(album, visitor);
}

async function writesBack(album: Album, visitor: Visitor): Promise<void> {
	const { page } = visitor;
	await visitor.press(verbs.names.acknowledgement);
	await album.take(
		page,
		"write-back",
		"Each verb is a letter and says which clock it stops; what stands in brackets must be filled in.",
		PHONE,
	);
	await visitor.write(
		verbs.letter,
		"Thank you for telling us. I understand that one nurse has 24 beds at night and that two falls were not reported. You hear from me by Wednesday.",
	);
	await sends(visitor);
	await visitor.press(verbs.names.triage);
	await visitor.write(
		verbs.letter,
		"I read your concern and handle it as urgent: patients can come to harm at night. My plan is with you by Wednesday.",
	);
	await visitor.press(en.elements.patient_safety_quality);
	await visitor.press(verbs.detrimentChoices.no);
	await album.take(
		page,
		"triage",
		"They say how urgent it is and who handles it, and under what it counts in the national return.",
		DESKTOP,
	);
	await sends(visitor);
	await visitor.press(caseWords.reporters);
	await reads(visitor, en.story.raised);
	await album.take(page, "reporters-sight", "Beside the case stands what the reporter sees, word for word.", DESKTOP);
}

async function keepsBeside(album: Album, visitor: Visitor): Promise<void> {
	const { page } = visitor;
	await visitor.press(verbs.names.note);
	await visitor.write(verbs.lettersOf.note.label, "Ask the site manager for the rotas of the last eight weeks.");
	await album.take(page, "note", "A private note: the reporter never reads it, and the page says who can.", PHONE);
	await sends(visitor, caseWords.notes("1"));
	await visitor.press(verbs.names.agreed);
	await visitor.write(verbs.lettersOf.agreed.label, "A second registered nurse on every night shift of Ward B7");
	await visitor.write(verbs.ownerLabel, "matron of the medical wards");
	await visitor.write(shell.dayParts.day, "30");
	await visitor.write(shell.dayParts.month, "6");
	await visitor.write(shell.dayParts.year, "2099");
	await visitor.press(verbs.toldChoices.yes);
	await album.take(page, "action", "What was agreed has an owner and a date, and the reporter may be told.", DESKTOP);
	await sends(visitor, caseWords.agreed.told);
}

async function plans(album: Album, visitor: Visitor): Promise<void> {
	await visitor.press(verbs.names.safety_action);
	await visitor.write(
		verbs.letter,
		"From tonight a second nurse comes from the site team. The matron looks at whether it works on Wednesday.",
	);
	await sends(visitor);
	await visitor.press(verbs.names.plan);
	await visitor.write(
		verbs.letter,
		"This is what will be done.\n\nWhat: two registered nurses on every night shift\nWho: the matron of the medical wards\nBy when: 30 June\n\nWe will know that it worked when no night has one nurse alone.",
	);
	await album.take(visitor.page, "plan", "The plan says what, who and by when, and the reporter can say that it is no answer.", DESKTOP);
	await sends(visitor);
}
