import { expect, test } from "vitest";
import type { ConcernForm } from "../reporter/plan.ts";
import type { Raiser } from "../reporter/raiser.ts";
import { RaisingMemory } from "./memory.ts";

const form = (text: string) => ({ concern: { text } }) as unknown as ConcernForm;

/** A memory whose raiser seals after a moment, the first time in vain if it is to, and how many words were taken. */
async function memory({ failsFirst = false } = {}) {
	const taken: number[] = [];
	const raiser = {
		intake: async () => ({ organisation: { id: "here" }, work: {} }),
		work: async () => ({}),
		solve: async () => "solved",
		seal: async (_: unknown, sealed: ConcernForm) => {
			await null;
			if (failsFirst && taken.length === 1) throw new Error("The line is gone.");
			return { statement: { severity: "S3" }, of: sealed };
		},
	} as unknown as Raiser;
	const kept = new RaisingMemory(raiser, async () => ({ words: [String(taken.push(1))] }) as never);
	await kept.meet({ slug: "northbrook", roots: null });
	return { kept, taken };
}

test("one form is one concern, also if it is sent twice before it is sealed; another form is another", async () => {
	const { kept, taken } = await memory();
	const [first, again] = await Promise.all([kept.seal(form("a")), kept.seal(form("a"))]);
	expect([again === first, taken.length]).toEqual([true, 1]);
	expect(await kept.seal(form("b"))).not.toBe(first);
	expect(taken).toHaveLength(2);
});

test("a form that could not be sealed is sealed anew", async () => {
	const { kept, taken } = await memory({ failsFirst: true });
	await expect(kept.seal(form("a"))).rejects.toThrow("The line is gone.");
	expect((await kept.seal(form("a"))).raise.statement.severity).toBe("S3");
	expect(taken).toHaveLength(2);
});
