/** Keeps what one person types on the shelf, sealed, soon after they typed it. */
import type { Drafts } from "../engine/protocol.ts";
import type { Entries, Shelf } from "./shelf.ts";

/** So much of typing may be lost with the page. */
export const KEEP_MS = 1_000;

export type Keeping = {
	readonly shelf: Shelf;
	/** Entries of this person that are on the shelf already, and what is in them. */
	readonly own: Entries;
	readonly drafts: Drafts;
	readonly seal: (drafts: Drafts) => Promise<string>;
};

/** It ends when they leave: what is still being sealed then must not come onto the shelf after what was sealed last. */
export class DraftKeeper {
	readonly #shelf: Shelf;
	readonly #seal: Keeping["seal"];
	#own: Entries;
	#drafts: Drafts;
	#isChanged = false;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#turn = 0;

	constructor({ shelf, own, drafts, seal }: Keeping) {
		this.#shelf = shelf;
		this.#own = own;
		this.#drafts = drafts;
		this.#seal = seal;
	}

	/** What is typed now. */
	change(drafts: Drafts): void {
		const isLess = drafts.length < this.#drafts.length;
		this.#drafts = drafts;
		this.#isChanged = true;
		// What was sent must not come back with a reload, to be sent again.
		if (isLess) void this.keepNow();
		else this.#timer ??= setTimeout(() => void this.keepNow(), KEEP_MS);
	}

	/** Keeps it without waiting. It never throws: what could not be sealed is tried again at the next change, and when the desk locks. */
	async keepNow(): Promise<void> {
		this.#wait();
		if (!this.#isChanged) return;
		this.#isChanged = false;
		if (this.#drafts.length === 0) return this.place(null);
		this.#turn += 1;
		const turn = this.#turn;
		const sealed = await this.#seal(this.#drafts).catch(() => null);
		if (turn !== this.#turn) return;
		if (sealed === null) this.#isChanged = true;
		else this.#put(sealed);
	}

	/** Puts the last of it onto the shelf, sealed when the desk was locked; null where there is nothing. */
	place(sealed: string | null): void {
		this.end();
		this.#put(sealed);
	}

	/** Seals nothing any more. */
	end(): void {
		this.#wait();
		this.#isChanged = false;
		this.#turn += 1;
	}

	#wait(): void {
		clearTimeout(this.#timer);
		this.#timer = undefined;
	}

	#put(sealed: string | null): void {
		this.#shelf.place(this.#own, sealed);
		this.#own = sealed === null ? [] : [sealed];
	}
}
