/**
 * [Note: The shelf] Where a tab keeps what was typed at the desk and not sent: in the page, and in the tab's own storage, so that it is there
 * again after a reload. An entry is all that one person typed, padded and sealed to their words. None says whose it is, of which case it is,
 * or how many drafts it holds: whoever comes in tries their words on each. Several people may use a tab one after the other, and none of them
 * moves what another left.
 */

/** Sealed drafts of one person each, the newest last. */
export type Entries = readonly string[];

/** More people than use a tab before it is closed. */
export const MOST_ENTRIES = 12;
/** Less than browsers keep for a site; enough for one who pasted a megabyte, and for others. */
export const MOST_CHARACTERS = 4_000_000;

/** The only name under which the desk keeps anything in a browser. */
export const SHELF = "drafts";

export type Shelf = {
	readonly entries: () => Entries;
	/** Puts an entry in the place of those that are the same person's; null for none. */
	readonly place: (own: Entries, next: string | null) => void;
};

/** The shelf of a tab. `storage`: a browser that was told to keep nothing may throw when it is asked for it. */
export function openShelf(storage: () => Storage): Shelf {
	let entries = readFrom(storage);
	return {
		entries: () => entries,
		place: (own, next) => {
			entries = placed(entries, own, next);
			writeTo(storage, entries);
		},
	};
}

/** Without a person's own entries, and with their next. The oldest make room, and the next never does. */
export function placed(entries: Entries, own: Entries, next: string | null): Entries {
	const others = entries.filter((entry) => !own.includes(entry));
	return bounded(next === null ? others : [...others, next]);
}

/** What a storage held; whatever is no entry is left out. */
export function entriesIn(text: string | null): Entries {
	try {
		const found: unknown = JSON.parse(text ?? "[]");
		return Array.isArray(found) ? bounded(found.filter(isEntry)) : [];
	} catch {
		return [];
	}
}

function bounded(entries: Entries): Entries {
	const [, ...younger] = entries;
	const characters = entries.reduce((sum, { length }) => sum + length, 0);
	const fits = entries.length <= MOST_ENTRIES && characters <= MOST_CHARACTERS;
	return fits || younger.length === 0 ? entries : bounded(younger);
}

function isEntry(found: unknown): found is string {
	return typeof found === "string" && /^[\w-]+$/.test(found);
}

function readFrom(storage: () => Storage): Entries {
	try {
		return entriesIn(storage().getItem(SHELF));
	} catch {
		// Nothing is kept by this browser. What is typed stays in the page, as long as the page does.
		return [];
	}
}

function writeTo(storage: () => Storage, entries: Entries): void {
	try {
		if (entries.length === 0) storage().removeItem(SHELF);
		else storage().setItem(SHELF, JSON.stringify(entries));
	} catch {
		// Full, or turned off: the page has it, and it must not disturb whoever types. What stood there before goes in any case: a letter in it
		// may have been sent meanwhile, and would come back as one that was not. What others left stays, as far as there is room for it.
		if (entries.length > 0) writeTo(storage, entries.slice(0, -1));
	}
}
