/** Somebody tells the guardian a concern in person, who writes it down and hands over the slip. */
import { en } from "../../apps/web/src/desk/pages/words/en/all.ts";
import { keyboardOf } from "../browser/harness/keyboard.ts";
import { reads, type Visitor } from "../browser/harness/visitor.ts";
import type { Album } from "./album.ts";

const ORGANISATION = "Northbrook University Hospitals";
const { raise, record, shell } = en;
const PHONE = { device: "phone" } as const;
const DESKTOP = { device: "desktop" } as const;

/** Records a concern, up to the list of today. */
export async function recordsOne(album: Album, visitor: Visitor): Promise<void> {
	const { page, press } = visitor;
	const { choose, typeInto, enter } = keyboardOf(visitor);
	const { channel, when } = record;
	album.begin("Tuesday: a concern told in person");
	await press(shell.today);
	await press(record.link);
	await visitor.sees(record.heading);
	await choose(ORGANISATION, ORGANISATION);
	await choose(channel.choices.person, channel.choices.person);
	await choose(when.choices.today, when.choices.today);
	await typeInto(raise.what.label, "On nights nobody answers the call bells in bay three. A patient fell and lay there for an hour.");
	await album.take(
		page,
		"told",
		"A porter tells them something in a corridor, and they write it down with the reporter's own questions.",
		PHONE,
	);
	await choose(raise.danger.choices.now.label, raise.danger.choices.serious.label);
	await choose(raise.about.choices.none, raise.about.choices.none);
	await choose(raise.identity.choices.anonymously.label, raise.identity.choices.anonymously.label);
	await choose(raise.earlier.choices.no.label, raise.earlier.choices.no.label);
	await choose(raise.outside.choices.nothing.label, raise.outside.choices.existence.label);
	await enter(record.check);
	await visitor.sees(record.checkHeading);
	await reads(visitor, raise.route.willNot);
	await album.take(page, "told-check", "Before it is sent they read out together who will get it and who will not.", {
		...DESKTOP,
		from: raise.route.will,
	});
	await press(record.send);
	await visitor.sees(record.slipHeading);
	await album.take(page, "slip", "The porter gets a slip with seven words, shown once; with them they make it their own.", DESKTOP);
	await press(record.given.choices.given.label);
	await press(record.given.done);
	await visitor.sees(record.doneHeading);
	await press(record.toToday);
}
