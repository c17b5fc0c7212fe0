/** A reporter comes back after people have changed: the page asks for a key for whoever may read it now, and for a place for whoever may have to later. */
import type { Role } from "@answerable/types/role";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { FORM } from "../../apps/web/src/form.fixture.ts";
import { en } from "../../apps/web/src/pages/words/en/all.ts";
import { SLUG } from "../../apps/web/src/stand-in-people.fixture.ts";
import { BROWSERS } from "./harness/browsers.ts";
import { comesBack } from "./harness/returning.ts";
import { openStandInScene, type StandInScene } from "./harness/stand-in-scene.ts";
import { DEVICES, type Device } from "./harness/visitor.ts";

const { mailbox, story } = en;
const { successor, access } = mailbox;
const GUARDIAN = story.roles.guardian;
const CHAIR = story.roles.chair;

describe.each(BROWSERS)("in %s", (name) => {
	const concerns: string[] = [];
	let scene: StandInScene;

	beforeAll(async () => {
		scene = await openStandInScene(name);
		const { world, reporter } = scene;
		for (const _ of Object.keys(DEVICES)) {
			const { words } = await reporter.raise(await reporter.intake(SLUG, world.pins()), FORM);
			concerns.push(words.join(" "));
		}
		world.tick();
		for (const role of ["guardian", "chair"] as const) {
			world.remove(holder(role));
			await world.appoint(role);
		}
	});
	afterAll(async () => {
		await scene?.close();
	});

	function holder(role: Role) {
		const found = scene.world.staff.find((one) => one.role === role);
		if (found === undefined) throw new Error(`Nobody is ${role}.`);
		return found;
	}

	test.each(Object.keys(DEVICES) as Device[])(
		"both are asked for at once, each in true words, and given by one tap (%s)",
		async (device) => {
			const visitor = await comesBack(scene, concerns.pop() ?? "", device);
			await expect.poll(() => visitor.text()).toContain(successor.heading);
			const shown = await visitor.text();
			for (const sentence of [successor.what(GUARDIAN), successor.ahead(CHAIR), successor.checked]) expect(shown).toContain(sentence);
			await visitor.picture("successors");
			expect(await visitor.hindrances()).toEqual([]);
			await visitor.press(successor.give);
			await expect.poll(() => visitor.text()).toContain(successor.doneNow(GUARDIAN));
			const done = await visitor.text();
			expect(done).toContain(successor.doneAhead(CHAIR));
			expect(done).not.toContain(successor.heading);
			expect(done).toContain(story.rewrapped(GUARDIAN));
			expect(done).toContain(story.rewrappedAhead(CHAIR));
			await visitor.picture("successors-done");
			await visitor.press(mailbox.more.access);
			await expect.poll(() => visitor.text()).toContain(access.gone);
			await visitor.picture("successors-access");
			expect(await visitor.hindrances()).toEqual([]);
			expect(visitor.complaints).toEqual([]);
			await visitor.page.close();
		},
	);
});
