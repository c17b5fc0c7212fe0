import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { PageAid } from "@answerable/types/page-aid";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { NO_AIDS, readAids } from "./aids.ts";
import { testApp } from "./deps.fixture.ts";

const VIDEO = new TextEncoder().encode("0123456789");
const AID: PageAid = {
	page: "welcome",
	organisation: null,
	language: "en-GB",
	bsl: { video: "welcome.mp4", captions: "welcome.vtt", transcript: ["You can speak up here."] },
	easyRead: [{ says: "You can tell us.", picture: { file: "tell.png", shows: "Two people talk" } }],
};

let directory: string;
const write = (name: string, content: string | Uint8Array) => writeFileSync(join(directory, name), content);
const give = (index: unknown) => write("index.json", JSON.stringify(index));

beforeEach(() => {
	directory = mkdtempSync(join(tmpdir(), "answerable-aids-"));
	give([AID]);
	write("welcome.mp4", VIDEO);
	write("welcome.vtt", "WEBVTT\n\n00:00.000 --> 00:01.000\nYou can speak up here.\n");
	write("tell.png", new Uint8Array([0x89, 0x50]));
	write("private.txt", "not named by the index");
});
afterEach(() => rmSync(directory, { recursive: true }));

describe("a folder of other forms", () => {
	test.each<[string, () => void]>([
		["no index", () => rmSync(join(directory, "index.json"))],
		["an index that is not JSON", () => write("index.json", "{")],
		["a video without captions", () => give([{ ...AID, bsl: { video: "welcome.mp4", transcript: ["Words."] } }])],
		["a video without a transcript", () => give([{ ...AID, bsl: { ...AID.bsl, transcript: [] } }])],
		[
			"a picture that says nothing to whoever cannot see it",
			() => give([{ ...AID, easyRead: [{ says: "A.", picture: { file: "tell.png" } }] }]),
		],
		["a file of elsewhere", () => give([{ ...AID, bsl: { ...AID.bsl, video: "https://video.test/a.mp4" } }])],
		["a file above the folder", () => give([{ ...AID, bsl: { ...AID.bsl, video: "../welcome.mp4" } }])],
		["a file that is not there", () => rmSync(join(directory, "welcome.mp4"))],
		["captions that are none", () => write("welcome.vtt", "You can speak up here.")],
		["a page that there is not", () => give([{ ...AID, page: "mailbox" }])],
	])("with %s stops the start", async (_, spoil) => {
		spoil();
		await expect(readAids(directory)).rejects.toThrow("the folder of BSL videos and easy read cannot be used");
	});

	test("is served as it is given, and nothing else of the folder", async () => {
		const { app } = testApp({}, { aids: await readAids(directory) });
		expect(await (await app.request("/aids")).json()).toEqual([AID]);
		const video = await app.request("/aids/welcome.mp4");
		expect([video.status, video.headers.get("content-type"), video.headers.get("cache-control")]).toEqual([200, "video/mp4", "no-store"]);
		expect(new Uint8Array(await video.arrayBuffer())).toEqual(VIDEO);
		for (const name of ["private.txt", "index.json", "..%2findex.json"]) expect((await app.request(`/aids/${name}`)).status).toBe(404);
	});

	test.each([
		["bytes=0-", 206, "0123456789", "bytes 0-9/10"],
		["bytes=2-4", 206, "234", "bytes 2-4/10"],
		["bytes=8-99", 206, "89", "bytes 8-9/10"],
		["bytes=10-", 200, "0123456789", null],
		["bytes=4-2", 200, "0123456789", null],
		["bytes=0-1,4-5", 200, "0123456789", null],
	])("gives the range %s of a video, so that a player can go to any place in it", async (range, status, text, told) => {
		const { app } = testApp({}, { aids: await readAids(directory) });
		const answer = await app.request("/aids/welcome.mp4", { headers: { range } });
		expect([answer.status, await answer.text(), answer.headers.get("content-range")]).toEqual([status, text, told]);
	});

	test("is empty where a deployment gives none", async () => {
		expect(await (await testApp({}, { aids: NO_AIDS }).app.request("/aids")).json()).toEqual([]);
	});
});
