/** What tests give the app: a held clock, cheap work, a journal in memory, and a store that must not be asked anything it was not given. */
import { fileURLToPath } from "node:url";
import { signingKeyFromSeed } from "@answerable/crypto/signing";
import { openJournal } from "@answerable/process/journal";
import type { Instant } from "@answerable/types/time";
import type { Aids } from "./aids.ts";
import { createApp } from "./app.ts";
import { keepCompany } from "./company.ts";
import { type Held, heldToContract } from "./contract.fixture.ts";
import type { Deps } from "./deps.ts";
import { requestJournal } from "./journal.ts";
import { recentLoad } from "./load.ts";
import { rememberNonces } from "./nonces.ts";
import { readPages } from "./pages.ts";
import { openPhoneVault } from "./phone-vault.ts";
import { createSessions, type SessionRow, type SessionRows } from "./session.ts";
import type { Store } from "./store-port.ts";
import { createWork } from "./work.ts";

export const ORIGIN = "http://speak-up.test";
export const NOON = "2026-11-23T12:00:00Z" as Instant;
export const WORK_KEY = new Uint8Array(32).fill(0x77);
export const PHONE_KEY = new Uint8Array(32).fill(0x70);
export const PROMISE_SEED = new Uint8Array(32).fill(9);

/** The pages as they are built: the tests' set-up builds them if they are missing or out of date. */
const PAGES = await readPages(fileURLToPath(new URL("../../web/dist", import.meta.url)));

/** The captions of a video: what is served beside the pages. */
const AIDS: Aids = {
	index: [],
	files: new Map([["before.vtt", { media: "text/vtt; charset=utf-8", bytes: new TextEncoder().encode("WEBVTT\n") }]]),
};

/** A clock that stands still until it is moved. */
export type HeldClock = { readonly now: () => Instant; set(instant: string): void };

export function heldClock(start: string = NOON): HeldClock {
	let held = start as Instant;
	return {
		now: () => held,
		set: (instant) => {
			held = instant as Instant;
		},
	};
}

/** A store that answers only what it is given; any other question fails the test. */
export function storeOf(given: Partial<Store>): Store {
	return new Proxy(given as Store, {
		get: (target, name) => {
			if (name in target) return target[name as keyof Store];
			throw new Error(`The store must not be asked for ${String(name)}.`);
		},
	});
}

/** Session rows in memory. */
export function rowsInMemory(): SessionRows & { readonly rows: Map<string, SessionRow> } {
	const rows = new Map<string, SessionRow>();
	return {
		rows,
		insert: async (row) => void rows.set(row.id, row),
		find: async (id) => rows.get(id) ?? null,
		extend: async (id, to) => {
			const row = rows.get(id);
			if (row !== undefined) rows.set(id, { ...row, ...to });
		},
		remove: async (id) => void rows.delete(id),
		of: async (person) => [...rows.values()].filter((row) => row.person === person),
		removeOf: async (person, id) => rows.get(id)?.person === person && rows.delete(id),
		removeAllOf: async (person) => {
			for (const row of rows.values()) if (row.person === person) rows.delete(row.id);
		},
	};
}

/** Dependencies for a test, and every line that the journal wrote. */
export function testDeps(store: Partial<Store>, changes: Partial<Deps> = {}): Deps & { readonly lines: string[] } {
	const lines: string[] = [];
	const { now } = heldClock();
	const load = changes.load ?? recentLoad(changes.now ?? now);
	return {
		lines,
		origin: ORIGIN,
		now,
		pages: PAGES,
		aids: AIDS,
		onion: null,
		store: storeOf(store),
		sessions: createSessions(store.sessions ?? rowsInMemory(), ORIGIN, changes.now ?? now),
		work: createWork({ key: WORK_KEY, table: "light", load, now: changes.now ?? now }),
		load,
		nonces: rememberNonces(),
		company: keepCompany(),
		journal: requestJournal(
			openJournal({ process: "api", now: changes.now ?? now, destination: { write: (line) => void lines.push(line) } }),
		),
		promiseKey: signingKeyFromSeed(PROMISE_SEED),
		phones: openPhoneVault(PHONE_KEY),
		nobody: { signingKey: signingKeyFromSeed(new Uint8Array(32).fill(8)), loginHash: new Uint8Array(32).fill(7) },
		...changes,
	};
}

/**
 * The app over test dependencies. Whatever a test asks it, the answer must be one that the OpenAPI document knows; only what an
 * invented store answers with may be invented.
 */
export function testApp(store: Partial<Store>, changes: Partial<Deps> = {}, held: Held = {}) {
	const deps = testDeps(store, changes);
	return { app: heldToContract(createApp(deps), held), deps, lines: deps.lines };
}
