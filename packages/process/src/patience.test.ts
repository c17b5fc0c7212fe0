import { expect, test } from "vitest";
import { StartFault } from "./fault.ts";
import { type Patience, patiently } from "./patience.ts";

const AWAY = Object.assign(new Error("SECRET"), { code: "ECONNREFUSED" });

function patience(lines: object[], over: Partial<Patience> = {}): Patience {
	return {
		isAway: (fault) => fault === AWAY,
		journal: { info: (line) => void lines.push(line) },
		stopping: new AbortController().signal,
		...over,
	};
}

test("what is done at once is not waited for", async () => {
	const lines: object[] = [];
	expect(await patiently(patience(lines), async () => ({ done: 7 }))).toBe(7);
	expect(lines).toEqual([]);
});

test("a database that is away is waited for, and it is said once, not at every try", async () => {
	const lines: object[] = [];
	let tries = 0;
	const found = await patiently(patience(lines), async () => {
		tries += 1;
		if (tries < 3) throw AWAY;
		return { done: tries };
	});
	expect(found).toBe(3);
	expect(lines).toEqual([{ waiting: "the database does not answer (ECONNREFUSED)" }]);
});

test("any other fault is not waited for", async () => {
	const fault = new Error("broken");
	await expect(patiently(patience([]), () => Promise.reject(fault))).rejects.toBe(fault);
});

test("patience ends, with what was waited for", async () => {
	const ended = patiently(patience([], { patienceMs: 0 }), async () => ({ waiting: "the log names no release key yet" }));
	await expect(ended).rejects.toThrow(new StartFault("the log names no release key yet"));
});

test("being told to stop ends the waiting at once, between tries and within one", async () => {
	for (const attempt of [async () => ({ waiting: "nothing" }), () => new Promise<never>(() => undefined)]) {
		const told = new AbortController();
		const waiting = patiently(patience([], { stopping: told.signal }), attempt);
		setTimeout(() => told.abort(), 20);
		await expect(waiting).rejects.toMatchObject({ name: "AbortError" });
	}
});
