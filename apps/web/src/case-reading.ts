/** Reading a case: which events to believe, what the letters say, and where the case stands. The same for reporter and desk. */
import { fromBase64Url } from "@answerable/crypto/bytes";
import type { CompartmentKeys } from "@answerable/crypto/compartment";
import { verify } from "@answerable/crypto/signing";
import type { CaseState } from "@answerable/domain/case";
import type { Context } from "@answerable/domain/context";
import { replay } from "@answerable/domain/replay";
import { NOTHING_SEEN } from "@answerable/log/act";
import { canonicalHash } from "@answerable/log/canonical";
import { ciphertextHashOf, partHash } from "@answerable/log/ciphertext";
import { eventHash } from "@answerable/log/event-hash";
import { checkHistory, type HistoryCheck, type Suspicion } from "@answerable/log/history";
import { keyHash } from "@answerable/log/key-statement";
import type { Hash } from "@answerable/types/bytes";
import type { DeskCase } from "@answerable/types/desk";
import type { CaseEvent, Seen } from "@answerable/types/event";
import type { TenureId } from "@answerable/types/id";
import type { KnownTenure, SealedLetter } from "@answerable/types/intake";
import type { KeyStatement } from "@answerable/types/key";
import { type Content, type LetterPlace, openContent, placesOf, type Unread } from "./letter.ts";
import { recomputed } from "./recomputation.ts";

/** A case as a server gives it, to the reporter or to the desk. */
export type CaseMaterial = Context & {
	readonly events: readonly CaseEvent[];
	readonly letters: readonly SealedLetter[];
	/** Hashes of letters that the reader may not have; a reporter may have them all. */
	readonly withheld?: DeskCase["withheld"];
	readonly tenures: readonly KnownTenure[];
};

/** A letter of the case, with what it says or why it cannot be read. */
export type ReadLetter = {
	readonly sequence: number;
	readonly place: LetterPlace;
	readonly says: Content | Unread;
};

/** Something about what was served that is not as it must be. */
export type Finding = {
	/** The event that it is about; null if it is about the case as a whole. */
	readonly sequence: number | null;
	readonly code: Suspicion["code"] | FindingCode;
};

/** Codes are never renamed or reused. */
export type FindingCode =
	| "swapped-policy"
	| "swapped-calendar"
	| "wrong-consequence"
	| "wrong-wraps"
	| "wrong-promise"
	| "wrong-leaf"
	| "leaf-not-published"
	| "hidden-leaf"
	| "log-unproved"
	| "other-letter"
	/** What was signed is not touched by it: the roots are not those that the reporter came with. */
	| "other-roots";

/** A case, read. */
export type ReadCase = {
	/** Everything served, in order; see `suspect` before believing any of it. */
	readonly events: readonly CaseEvent[];
	readonly trusted: readonly CaseEvent[];
	readonly letters: readonly ReadLetter[];
	/** The state after each trusted event, by its sequence. */
	readonly states: ReadonlyMap<number, CaseState>;
	/** Where the case stands by its trusted events; null if there are none, or if the rules served are not its own. */
	readonly state: CaseState | null;
	readonly context: Context;
	readonly holders: ReadonlyMap<TenureId, KeyStatement>;
	readonly head: Seen;
	readonly policy: Hash;
	readonly findings: readonly Finding[];
};

/** The keys of a case, once it is known which of its events are believed: wraps open only what these name. */
type KeysOf = (trusted: readonly CaseEvent[]) => CompartmentKeys;

/** Reads a case. Nothing is thrown for what a server may have tampered with: it becomes a finding. */
export function readCase(material: CaseMaterial, keysOf: KeysOf): ReadCase {
	const { events, policy, calendar } = material;
	const { trusted, suspect, holders } = trustedHistory(events, material.tenures);
	const context = { policy, calendar };
	const swapped = swappedRules(trusted, context);
	const replayed = swapped.length === 0 ? recomputed(trusted, context, holders) : null;
	const letters = readLetters(trusted, material, keysOf(trusted));
	const misfiled = letters
		.filter(({ says }) => says === "other-ciphertext")
		.map(({ sequence }) => ({ sequence, code: "other-letter" as const }));
	const wrong = (replayed?.wrong ?? []).map((sequence) => ({ sequence, code: "wrong-consequence" as const }));
	return {
		events,
		trusted,
		letters,
		states: replayed?.states ?? new Map(),
		state: replayed === null ? null : replay(trusted, context),
		context,
		holders,
		head: headOf(events),
		policy: canonicalHash(policy),
		findings: [...suspect, ...swapped, ...misnamed(trusted, holders), ...wrong, ...misfiled],
	};
}

/**
 * Reads the letters of some events of a case and nothing else: without the rules that it is judged by, so that many cases can be listed.
 */
export function readLettersOnly(
	material: Pick<CaseMaterial, "events" | "letters" | "withheld" | "tenures">,
	keysOf: KeysOf,
): { readonly trusted: readonly CaseEvent[]; readonly letters: readonly ReadLetter[] } {
	const { trusted } = trustedHistory(material.events, material.tenures);
	return { trusted, letters: readLetters(trusted, material, keysOf(trusted)) };
}

/** The last event, as a signer names it. */
export function headOf(events: readonly CaseEvent[]): Seen {
	const last = events.at(-1);
	return last === undefined ? NOTHING_SEEN : { sequence: last.sequence, hash: eventHash(last) };
}

/**
 * [Note: Keys come from the raise] A handler's signing key is believed only if the reporter sealed to it, then or later, or if somebody
 * who was believed granted the case to it: raise, grant and the reporter's later act name its statement by hash. Grants are followed one after
 * another, so that nobody can be believed by a grant of their own.
 */
function trustedHistory(
	events: readonly CaseEvent[],
	tenures: readonly KnownTenure[],
): HistoryCheck & { readonly holders: ReadonlyMap<TenureId, KeyStatement> } {
	const named = new Map<Hash, KeyStatement>(tenures.map(({ statement }) => [keyHash(statement), statement]));
	let holders = holdersIn(events.slice(0, 1), named);
	for (;;) {
		const current = holders;
		const holder = (tenure: TenureId) => current.get(tenure);
		const check = checkHistory(events, { handler: (tenure) => holder(tenure)?.sign, holder }, verify);
		holders = holdersIn(check.trusted, named);
		if (holders.size === current.size) return { ...check, holders };
	}
}

function holdersIn(events: readonly CaseEvent[], named: ReadonlyMap<Hash, KeyStatement>): ReadonlyMap<TenureId, KeyStatement> {
	const keys = events.flatMap(({ happening }) => {
		if (happening.kind === "raised") return happening.statement.recipients.map(({ tenure, key }) => ({ tenure, key }));
		return happening.kind === "granted" || happening.kind === "rewrapped"
			? [{ tenure: happening.statement.tenure, key: happening.statement.key }]
			: [];
	});
	return new Map(
		keys.flatMap(({ tenure, key }) => {
			const statement = named.get(key);
			return statement?.tenure === tenure ? [[tenure, statement] as const] : [];
		}),
	);
}

/** An act is signed by a tenure's key; the person and the role beside it are the server's words, and must be the statement's. */
function misnamed(trusted: readonly CaseEvent[], holders: ReadonlyMap<TenureId, KeyStatement>): readonly Finding[] {
	return trusted.flatMap(({ sequence, by }) => {
		if (by.actor !== "handler") return [];
		const statement = holders.get(by.tenure);
		const isNamed = statement?.person === by.person && statement.role === by.role;
		return isNamed ? [] : [{ sequence, code: "wrong-actor" as const }];
	});
}

function swappedRules([first]: readonly CaseEvent[], { policy, calendar }: Context): readonly Finding[] {
	if (first?.happening.kind !== "raised") return [];
	const { statement } = first.happening;
	const findings: Finding[] = [];
	if (statement.policy !== canonicalHash(policy)) findings.push({ sequence: 0, code: "swapped-policy" });
	if (statement.calendar !== canonicalHash(calendar)) findings.push({ sequence: 0, code: "swapped-calendar" });
	return findings;
}

/** A letter is believed only if its event's hash can be made from it and the hashes of whatever was sealed beside it. */
function readLetters(
	trusted: readonly CaseEvent[],
	{ letters: sealed, withheld = [] }: Pick<CaseMaterial, "letters" | "withheld">,
	keys: CompartmentKeys,
): readonly ReadLetter[] {
	return trusted.flatMap((event) => {
		const places = placesOf(event);
		const isAt = (part: number) => (letter: { sequence: number; part: number }) =>
			letter.sequence === event.sequence && letter.part === part;
		const parts = places.map((_, part) => sealed.find(isAt(part)) ?? null);
		const ciphertexts = parts.map((part) => (part === null ? null : fromBase64Url(part.ciphertext)));
		const hashes = ciphertexts.flatMap((ciphertext, part) =>
			ciphertext === null ? withheld.filter(isAt(part)).map(({ hash }) => hash) : [partHash(ciphertext)],
		);
		const isSame = hashes.length === places.length && ciphertextHashOf(hashes) === event.ciphertext;
		return places.map((place, part) => ({
			sequence: event.sequence,
			place,
			says: readOne(ciphertexts[part] ?? null, { place, isSame, keys }),
		}));
	});
}

function readOne(
	ciphertext: Uint8Array | null,
	{ place, isSame, keys }: { place: LetterPlace; isSame: boolean; keys: CompartmentKeys },
): Content | Unread {
	const key = keys[place.context.compartment];
	if (ciphertext === null) return key === undefined ? "not-for-me" : "gone";
	if (!isSame) return "other-ciphertext";
	return key === undefined ? "not-for-me" : openContent(ciphertext, place, key);
}
