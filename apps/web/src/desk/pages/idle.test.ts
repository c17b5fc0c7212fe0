import { describe, expect, test } from "vitest";
import { HELD_MS, IDLE_MS, type Watched, watchIdle } from "./idle.ts";

/** A window that nobody sees: what happens to it is told by the test. */
function unseen() {
	const listeners = new Map<string, () => void>();
	let look: (() => void) | null = null;
	const watched: Watched = {
		addEventListener: (kind, listener) => void listeners.set(kind, listener),
		removeEventListener: (kind) => void listeners.delete(kind),
		setInterval: (callback) => {
			look = callback;
			return 1;
		},
		clearInterval: () => {
			look = null;
		},
	};
	return {
		watched,
		touch: (kind: string) => listeners.get(kind)?.(),
		look: () => look?.(),
		listens: () => listeners.size + (look === null ? 0 : 1),
	};
}

function watching() {
	const tab = unseen();
	let now = 0;
	let locked = 0;
	let heldSince: number | null = null;
	const end = watchIdle(
		tab.watched,
		() => now,
		() => {
			locked += 1;
		},
		() => heldSince,
	);
	const hold = () => {
		heldSince = now;
	};
	const release = () => {
		heldSince = null;
	};
	const pass = (ms: number): void => {
		now += ms;
	};
	return { ...tab, end, pass, hold, release, locked: () => locked };
}

describe("the desk locks by itself", () => {
	test("after ten minutes without a touch, once, and then listens no more", () => {
		const desk = watching();
		desk.pass(IDLE_MS - 1);
		desk.look();
		expect(desk.locked()).toBe(0);
		desk.pass(1);
		desk.look();
		desk.look();
		expect([desk.locked(), desk.listens()]).toEqual([1, 0]);
	});

	test.each(["keydown", "pointerdown", "wheel", "touchstart"])("not while somebody is there (%s)", (sign) => {
		const desk = watching();
		for (let minute = 0; minute < 30; minute += 1) {
			desk.pass(60_000);
			desk.touch(sign);
			desk.look();
		}
		expect(desk.locked()).toBe(0);
	});

	test("at the first touch after a laptop slept, however late its timers are", () => {
		const desk = watching();
		desk.pass(IDLE_MS * 10);
		desk.touch("keydown");
		expect(desk.locked()).toBe(1);
	});

	test("never once the watch has ended", () => {
		const desk = watching();
		desk.end();
		desk.pass(IDLE_MS);
		desk.look();
		desk.touch("keydown");
		expect([desk.locked(), desk.listens()]).toEqual([0, 0]);
	});
});

describe("while a concern is on its way the desk", () => {
	/** Time passes, and the watch looks as it does. */
	const wait = (desk: ReturnType<typeof watching>, ms: number): void => {
		for (let passed = 0; passed < ms; passed += 5_000) {
			desk.pass(5_000);
			desk.look();
		}
	};

	test("does not lock, and ten minutes after it has ended it does", () => {
		const desk = watching();
		wait(desk, IDLE_MS - 10_000);
		desk.hold();
		wait(desk, HELD_MS - 5_000);
		expect(desk.locked()).toBe(0);
		desk.release();
		wait(desk, IDLE_MS - 5_000);
		expect(desk.locked()).toBe(0);
		wait(desk, 5_000);
		expect(desk.locked()).toBe(1);
	});

	test("locks all the same, once it has taken too long", () => {
		const desk = watching();
		desk.hold();
		wait(desk, HELD_MS + IDLE_MS - 10_000);
		expect(desk.locked()).toBe(0);
		wait(desk, 5_000);
		expect(desk.locked()).toBe(1);
	});

	test("locks at the first touch after a laptop slept for long", () => {
		const desk = watching();
		desk.hold();
		desk.pass(HELD_MS + IDLE_MS);
		desk.touch("keydown");
		expect(desk.locked()).toBe(1);
	});
});
