import type { Instant } from "@answerable/types/time";
import { expect, test } from "vitest";
import { clockFrom } from "../clock.ts";
import { hearing, serverTime } from "./server-time.ts";

function deviceAt(start: string) {
	let now = start as Instant;
	const set = (next: string) => {
		now = next as Instant;
	};
	return { clock: clockFrom(() => now), set };
}

test("a phone that is two hours slow shows the server's time, and goes on counting from it", async () => {
	const { clock, set } = deviceAt("2026-11-26T08:00:00Z");
	const time = serverTime(clock);
	expect(time.now()).toBe("2026-11-26T08:00:00Z");
	const fetch = hearing(async () => new Response("", { headers: { date: "Thu, 26 Nov 2026 10:00:00 GMT" } }), time);
	await fetch("https://speak-up.example/", {});
	expect(time.now()).toBe("2026-11-26T10:00:00Z");
	set("2026-11-26T08:05:00Z");
	expect([time.now(), time.nowToSign()]).toEqual(["2026-11-26T10:05:00Z", "2026-11-26T10:05:00Z"]);
});

test("an answer without a time, or with one that is none, changes nothing", () => {
	const { clock } = deviceAt("2026-11-26T08:00:00Z");
	const time = serverTime(clock);
	time.hear("Thu, 26 Nov 2026 10:00:00 GMT");
	for (const none of [null, "", "soon"]) time.hear(none);
	expect(time.now()).toBe("2026-11-26T10:00:00Z");
});

test("a phone whose battery died counts down by the server, and signs nothing until its date is right", () => {
	const { clock } = deviceAt("1970-01-01T00:03:00Z");
	const time = serverTime(clock);
	time.hear("Thu, 26 Nov 2026 10:00:00 GMT");
	expect(time.now()).toBe("2026-11-26T10:00:00Z");
	expect(() => time.nowToSign()).toThrowError(expect.objectContaining({ code: "clock-astray" }));
});
