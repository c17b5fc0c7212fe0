import type { CaseTag, TenureId } from "@answerable/types/id";
import { expect, test } from "vitest";
import { createCasework } from "./casework.ts";
import type { DeskMemory } from "./memory.ts";
import type { Requests } from "./protocol.ts";

const HEARD: Requests["act"]["takes"] = { caseTag: "tag" as CaseTag, tenure: "tenure" as TenureId, doing: { kind: "heard", rung: 2 } };

/** A desk at which a case cannot be read any more. */
function unreadable(acknowledge: () => Promise<unknown>): DeskMemory {
	const open = () => Promise.reject(new Error("unreachable"));
	return { desk: { acknowledge, open }, seen: () => ({}) } as unknown as DeskMemory;
}

test("what was done is not told as failed where the case cannot be read again; what was not done is", async () => {
	const seen = { case: { holders: new Map(), context: { policy: { zone: "Europe/London" } } } };
	const done = createCasework(unreadable(async () => ({ seen, unseen: [] })));
	expect(await done.act(HEARD, () => undefined)).toEqual({ shown: null, unseen: null });
	const refused = createCasework(unreadable(() => Promise.reject(new Error("refused"))));
	await expect(refused.act(HEARD, () => undefined)).rejects.toThrow("refused");
});
