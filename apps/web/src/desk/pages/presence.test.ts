import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { keptIn, type Leaving, type LockedDesk, leaveDesk, type Presence, SEAL_MS, SIGN_OUT_MS } from "./presence.ts";

const SEALED = { name: "amina.guardian", sealed: {}, hasDrafts: true } as unknown as LockedDesk;
const never = () => new Promise<never>(() => undefined);

/** Leaves a desk, and writes down what was shown and forgotten, in order. */
function leaving(given: Partial<Leaving>) {
	const seen: (Presence | "forgotten")[] = [];
	const left = leaveDesk({
		told: null,
		mayUnlock: true,
		show: (presence) => void seen.push(presence),
		seal: async () => SEALED,
		endSession: async () => null,
		forget: () => void seen.push("forgotten"),
		...given,
	});
	return { seen, left };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe("leaving the desk", () => {
	test("hides everything before anybody answers, and ends an engine that never does", async () => {
		const { seen, left } = leaving({ seal: never });
		expect(seen).toEqual([{ at: "locking" }]);
		await vi.advanceTimersByTimeAsync(SEAL_MS);
		await left;
		expect(seen).toEqual([{ at: "locking" }, "forgotten", { at: "out", told: "locked", before: null }]);
	});

	test("ends an engine that fails, too", async () => {
		const { seen, left } = leaving({ seal: () => Promise.reject(new Error("no")), told: "expired" });
		await left;
		expect(seen.slice(1)).toEqual(["forgotten", { at: "out", told: "locked", before: null }]);
	});

	test("shows where the words open it again, or where to sign in", async () => {
		const shown = async (given: Partial<Leaving>) => {
			const { seen, left } = leaving(given);
			await left;
			return seen.at(-1);
		};
		expect(await shown({})).toEqual({ at: "locked", locked: SEALED });
		expect(await shown({ mayUnlock: false })).toEqual({ at: "out", told: "locked", before: SEALED });
		expect(await shown({ told: "expired" })).toEqual({ at: "out", told: "expired", before: SEALED });
		expect(await shown({ told: "signed-out", seal: async () => null })).toEqual({ at: "out", told: "signed-out", before: null });
	});

	test("waits a little for a server that does not answer, and no longer", async () => {
		const { seen, left } = leaving({ told: "signed-out", endSession: never });
		await vi.advanceTimersByTimeAsync(SIGN_OUT_MS - 1);
		expect(seen).toEqual([{ at: "locking" }]);
		await vi.advanceTimersByTimeAsync(1);
		await left;
		expect(seen.slice(1)).toEqual(["forgotten", { at: "out", told: "signed-out", before: SEALED }]);
	});
});

test("whose desk it was is known while somebody reads what to do about lost words, or opens a link for a new phone", () => {
	for (const presence of [
		{ at: "locked", locked: SEALED },
		{ at: "out", told: "expired", before: SEALED },
		{ at: "lost", before: SEALED },
		{ at: "invited", link: "", before: SEALED },
	] as const)
		expect(keptIn(presence)).toBe(SEALED);
	expect(keptIn({ at: "out", told: null, before: null })).toBeNull();
	expect(keptIn({ at: "locking" })).toBeNull();
});
