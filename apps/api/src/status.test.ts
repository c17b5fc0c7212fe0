import type { Instant } from "@answerable/types/time";
import { expect, test } from "vitest";
import { NOON, testApp } from "./deps.fixture.ts";
import type { KeyCare } from "./store-port.ts";

/** A deployment in which all is well but what a test makes otherwise. */
function appAt(now: Instant, care: KeyCare, held: { readonly release: string } = { release: "r" }) {
	const { app, deps } = testApp(
		{
			heartbeats: async () => [
				{ process: "worker", beatAt: now, detail: {} },
				{ process: "releaser", beatAt: now, detail: { key: held.release } },
			],
			deploymentKeyHashes: async () => ({ promise: deps.promiseKey, release: "r" }),
			keyCare: async () => care,
		},
		{ now: () => now },
	);
	return app;
}

const kept = { completeAt: NOON };
const quarters = ["2026-Q4", "2027-Q1"];
const at = (text: string) => text as Instant;

test.each([
	["all is kept", at("2026-12-26T12:00:00Z"), { releaseQuarters: quarters, recovery: kept }, []],
	["the next key is not due", at("2026-12-24T12:00:00Z"), { releaseQuarters: ["2026-Q4"], recovery: kept }, []],
	["the next key is late", at("2026-12-25T12:00:00Z"), { releaseQuarters: ["2026-Q4"], recovery: kept }, ["2027-Q1 is not in the log"]],
	[
		"the quarter's key is late",
		at("2027-01-01T00:00:00Z"),
		{ releaseQuarters: ["2026-Q4"], recovery: kept },
		["2027-Q1 is not in the log"],
	],
	["no shares were made", NOON, { releaseQuarters: quarters, recovery: null }, ["Recovery shares were not made"]],
	["no shares were read back", NOON, { releaseQuarters: quarters, recovery: { completeAt: null } }, ["not all read back"]],
])("when %s the deployment is ready, and says what is wanting", async (_, now, care, wanting) => {
	const answer = await appAt(now, care).request("/readyz");
	expect(answer.status).toBe(200);
	const { wanting: said } = (await answer.json()) as { wanting: string[] };
	expect(said).toEqual(wanting.map((words) => expect.stringContaining(words)));
	const page = await (await appAt(now, care).request("/status")).text();
	expect(page.match(/Look at this\./g) ?? []).toHaveLength(wanting.length);
});

test("a releaser that holds another key than the log's is not ready", async () => {
	const answer = await appAt(NOON, { releaseQuarters: quarters, recovery: kept }, { release: "another" }).request("/readyz");
	expect(answer.status).toBe(503);
	expect(JSON.stringify(await answer.json())).toContain("The releaser does not hold the release key that is in the log.");
});
