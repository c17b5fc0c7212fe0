/** A concern is raised from the poster to the slip, on every page tried and looked at. */
import { neighboursIn } from "@answerable/crypto/phrase-pairs.fixture";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { BROWSERS } from "./harness/browsers.ts";
import { fillIn, NIGHT_SHIFTS, retype, send } from "./harness/raising.ts";
import { openScene, type Scene } from "./harness/scene.ts";
import { DEVICES, type Device, visit } from "./harness/visitor.ts";

describe.each(BROWSERS)("in %s", (name) => {
	let scene: Scene;

	beforeAll(async () => {
		scene = await openScene(name);
	});
	afterAll(() => scene?.close());

	test.each(Object.keys(DEVICES) as Device[])("every page can be used by everybody, up to the slip and beyond (%s)", async (device) => {
		const visitor = await visit(scene.opened, scene.poster("northbrook"), device);
		const hindered: string[] = [];
		const look = async (page: string) => {
			await visitor.picture(page);
			for (const hindrance of await visitor.hindrances()) hindered.push(`${page}: ${hindrance}`);
		};
		await fillIn(visitor, NIGHT_SHIFTS, look);
		const words = await send(visitor);
		expect(words).toHaveLength(7);
		await look("slip");
		await retype(visitor, words, look);
		expect(hindered).toEqual([]);
		expect(visitor.complaints).toEqual([]);
		const text = await visitor.text();
		for (const neighbours of neighboursIn(words)) expect(text).not.toContain(neighbours);
		await visitor.page.close();
	});
});
