import { describe, expect, test } from "vitest";
import { type Guarded, guardHistory } from "./history-guard.ts";

const EXIT = "https://exit.test/";

/** A tab as browsers keep one: entries with a state, of which one is shown. Steps are taken when `settle` is called. */
class Tab implements Guarded {
	entries: { state: unknown; address: string }[] = [
		{ state: null, address: "before" },
		{ state: null, address: "ours" },
	];
	at = 1;
	#listener: () => void = () => undefined;
	#steps: number[] = [];
	readonly addEventListener = (_: "popstate", listener: () => void) => {
		this.#listener = listener;
	};
	readonly setTimeout = () => undefined;
	readonly location = { replace: (address: string) => this.entries.splice(this.at, 1, { state: null, address }) };
	get history() {
		const entry = this.entries[this.at];
		return {
			state: entry?.state,
			pushState: (state: unknown) => {
				this.entries.splice(this.at + 1, this.entries.length, { state, address: "ours" });
				this.at += 1;
			},
			replaceState: (state: unknown) => {
				this.entries[this.at] = { state, address: "ours" };
			},
			back: () => void this.#steps.push(-1),
			forward: () => void this.#steps.push(1),
		};
	}
	/** Presses Back or Forward, or lets what the page asked for happen. */
	settle(...pressed: number[]) {
		this.#steps.push(...pressed);
		for (let step = this.#steps.shift(); step !== undefined; step = this.#steps.shift()) {
			this.at = Math.max(0, Math.min(this.entries.length - 1, this.at + step));
			if (this.entries[this.at]?.address === "ours") this.#listener();
		}
	}
	shown() {
		return this.entries[this.at]?.address;
	}
}

/** A tab in which somebody walked `pages` pages beyond the first. */
function walked(pages: number) {
	const tab = new Tab();
	let taken = 0;
	const guard = guardHistory(tab, EXIT, () => {
		if (taken === pages) return false;
		taken += 1;
		return true;
	});
	for (let page = 0; page < pages; page += 1) guard.arm();
	return { tab, guard, taken: () => taken };
}

describe("Back", () => {
	test("shows the page before as often as there is one, and then leaves for what was there before us", () => {
		const { tab, taken } = walked(3);
		for (let press = 1; press <= 3; press += 1) {
			tab.settle(-1);
			expect([tab.shown(), taken()]).toEqual(["ours", press]);
		}
		tab.settle(-1);
		expect(tab.shown()).toBe("before");
	});

	test("adds one entry, however many pages were walked, and its state tells nothing", () => {
		const { tab } = walked(12);
		expect(tab.entries.map(({ state }) => state)).toEqual([null, null, "upper"]);
	});

	test("works again after the page was loaded anew on the upper entry", () => {
		const { tab } = walked(1);
		let asked = 0;
		guardHistory(tab, EXIT, () => {
			asked += 1;
			return false;
		}).arm();
		expect(tab.entries).toHaveLength(3);
		tab.settle(-1);
		expect([asked, tab.shown()]).toEqual([1, "before"]);
	});
});

describe("leaving", () => {
	test("puts the way out in the place of our lower entry; Back leads to what was before us", () => {
		const { tab, guard } = walked(5);
		guard.leave(EXIT);
		tab.settle();
		expect(tab.shown()).toBe(EXIT);
		tab.settle(-1);
		expect(tab.shown()).toBe("before");
	});

	test("sends out again whoever comes forward to the entry that is left", () => {
		const { tab, guard } = walked(2);
		guard.leave(EXIT);
		tab.settle();
		tab.at = 2;
		guardHistory(tab, EXIT, () => true);
		expect(tab.shown()).toBe(EXIT);
		expect(tab.entries.filter(({ address }) => address === "ours")).toEqual([]);
	});

	test("before anything was pressed replaces the only entry", () => {
		const { tab, guard } = walked(0);
		guard.leave(EXIT);
		tab.settle();
		expect(tab.entries.map(({ address }) => address)).toEqual(["before", EXIT]);
	});
});
