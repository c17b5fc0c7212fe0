/** Checks the chain of a case and every signature in it, and tells what may be trusted. */
import type { Hash, SigningKey } from "@answerable/types/bytes";
import type { Actor, ActSignature, CaseEvent, HappeningKind, Seen } from "@answerable/types/event";
import type { TenureId } from "@answerable/types/id";
import { actOf, actText, NOTHING_SEEN } from "./act.ts";
import { textHash, utf8 } from "./bytes.ts";
import { eventHash } from "./event-hash.ts";
import { type HistoryCode, ProofError } from "./proof-error.ts";
import { firstReporterKey, isProved, nextReporterKey } from "./rekey.ts";
import type { TextHash, Verify } from "./signing.ts";

type Holder = Pick<Extract<Actor, { actor: "handler" }>, "person" | "role">;

/** Whose signatures count. The caller has checked handlers' keys against the directory. */
export type HistoryKeys = {
	readonly handler: (tenure: TenureId) => SigningKey | undefined;
	/** Who holds a tenure by its signed key statement. An act names its actor outside of what is signed: given this, another person or role is found out. */
	readonly holder?: ((tenure: TenureId) => Holder | undefined) | undefined;
	/** The reporter's own key, where the caller has the words, the first or those that they were changed to: then a raise in another's name is found out too. */
	readonly reporter?: SigningKey | undefined;
};

/** An event that is not to be believed, and the first reason why. */
export type Suspicion = { readonly sequence: number; readonly code: HistoryCode };

export type HistoryCheck = { readonly trusted: readonly CaseEvent[]; readonly suspect: readonly Suspicion[] };

/** Who may do what: a system event carries no act, every other must. */
const ACTORS: Readonly<Record<HappeningKind, readonly Actor["actor"][]>> = {
	raised: ["reporter"],
	routed: ["worker", "releaser"],
	letter: ["reporter", "handler"],
	triaged: ["handler"],
	warned: ["worker", "releaser"],
	escalated: ["worker", "releaser"],
	released: ["worker", "releaser"],
	acknowledged: ["handler"],
	explained: ["handler"],
	disputed: ["reporter"],
	"withdrawal-asked": ["reporter"],
	withdrawn: ["worker", "releaser"],
	closed: ["handler"],
	granted: ["handler"],
	"withdrawal-recalled": ["reporter"],
	"downgrade-proposed": ["handler"],
	downgraded: ["handler"],
	extended: ["handler"],
	paused: ["handler"],
	resumed: ["handler"],
	"handed-over": ["handler"],
	rekeyed: ["reporter"],
	linked: ["handler"],
	"nobody-can-open": ["worker", "releaser"],
	reopened: ["handler"],
	viewed: ["worker", "releaser"],
	"feedback-asked": ["worker", "releaser"],
	"feedback-answered": ["reporter"],
	"detriment-asked": ["worker", "releaser"],
	"detriment-answered": ["reporter"],
	"hold-placed": ["handler"],
	"hold-lifted": ["handler"],
	"shredding-announced": ["worker", "releaser"],
	shredded: ["worker", "releaser"],
	waived: ["reporter"],
	"further-feedback-asked": ["reporter"],
	rewrapped: ["reporter"],
};

/** What has been read so far, before the event in hand. */
type Progress = {
	readonly first: CaseEvent;
	readonly reporter: SigningKey | undefined;
	readonly last: Seen;
	readonly hashes: ReadonlyMap<number, Hash>;
	readonly acts: ReadonlySet<Hash>;
	readonly trusted: readonly CaseEvent[];
};

/**
 * Checks every event and goes on after one that fails: such an event is *suspect*
 * and is left out of `trusted`, so that a forged answer stops no clock.
 *
 * [Note: What the chain cannot show] Consequences and events of the system are not
 * signed: whoever replays a history recomputes them from the trusted acts. And an
 * event that no signer has seen yet can be left out and the rest linked anew: then
 * its leaf is the proof, which stays in the log and commits to its sequence.
 */
export function checkHistory(
	events: readonly CaseEvent[],
	keys: HistoryKeys,
	verify: Verify,
	read: (event: CaseEvent) => EventReading = readEvent,
): HistoryCheck {
	const [first] = events;
	if (first === undefined) return { trusted: [], suspect: [] };
	let reporter = firstReporterKey(events, keys.reporter);
	const hashes = new Map<number, Hash>();
	const acts = new Set<Hash>();
	const trusted: CaseEvent[] = [];
	const suspect: Suspicion[] = [];
	let last: Seen = NOTHING_SEEN;
	for (const event of events) {
		const progress: Progress = { first, reporter, last, hashes, acts, trusted };
		const { hash, signed } = read(event);
		const code = placeFault(event, progress) ?? actFault(event, { progress, signed }, keys, verify);
		if (code === null) {
			trusted.push(event);
			reporter = nextReporterKey(event, reporter);
		} else suspect.push({ sequence: event.sequence, code });
		if (code === null && signed !== null) acts.add(signed.hash);
		last = { sequence: event.sequence, hash };
		hashes.set(last.sequence, last.hash);
	}
	return { trusted, suspect };
}

/** Returns the events if all of them can be trusted; throws a ProofError for the first that cannot. */
export function assertHistory(events: readonly CaseEvent[], keys: HistoryKeys, verify: Verify): readonly CaseEvent[] {
	const { trusted, suspect } = checkHistory(events, keys, verify);
	const [worst] = suspect;
	if (worst !== undefined) throw new ProofError(worst.code, `Event ${worst.sequence} cannot be trusted.`);
	return trusted;
}

/** What is wrong with where the event stands. */
function placeFault(event: CaseEvent, { first, last, trusted }: Progress): HistoryCode | null {
	if (event.sequence !== last.sequence + 1) return "wrong-sequence";
	if (event.previous !== last.hash) return "broken-link";
	if (event.at < (trusted.at(-1)?.at ?? "")) return "back-dated";
	if (event.organisation !== first.organisation) return "other-organisation";
	if (event.caseTag !== first.caseTag) return "other-case";
	if (event.policy !== first.policy) return "other-policy";
	if (event === first) return raiseFault(event);
	if (event.happening.kind === "raised") return "raised-again";
	return trusted[0] === first ? null : "raise-not-trusted";
}

function raiseFault({ happening, policy }: CaseEvent): HistoryCode | null {
	if (happening.kind !== "raised") return "first-not-raised";
	return happening.statement.policy === policy ? null : "other-policy";
}

/** The act that an event carries: its signature, and what was signed with its hash, by which a repetition is told. */
export type Signed = ActSignature & { readonly bytes: Uint8Array; readonly hash: Hash };

/** What follows from an event alone, so that whoever reads the same event again and again may remember it. */
export type EventReading = { readonly hash: Hash; readonly signed: Signed | null };

/** Hashes an event, and rebuilds what its signer signed. */
export function readEvent(event: CaseEvent, hash: TextHash = textHash): EventReading {
	return { hash: eventHash(event, hash), signed: signedOf(event, hash) };
}

function signedOf(event: CaseEvent, hash: TextHash): Signed | null {
	if (event.act === null) return null;
	const text = actText(actOf(event, event.act.seen), hash);
	return { ...event.act, bytes: utf8(text), hash: hash(text) };
}

type Acting = { readonly progress: Progress; readonly signed: Signed | null };

/** What is wrong with who acted, or with the signature. */
function actFault(event: CaseEvent, { progress, signed }: Acting, keys: HistoryKeys, verify: Verify): HistoryCode | null {
	const { by, happening } = event;
	if (!ACTORS[happening.kind].includes(by.actor)) return "wrong-actor";
	if (by.actor === "worker" || by.actor === "releaser") return signed === null ? systemFault(event, progress) : "act-unexpected";
	if (signed === null) return "act-missing";
	if (!isNamedRightly(by, keys)) return "wrong-actor";
	if (!isSeenKnown(signed.seen, progress)) return "unknown-event-seen";
	if (progress.acts.has(signed.hash)) return "act-repeated";
	const key = by.actor === "handler" ? keys.handler(by.tenure) : progress.reporter;
	if (key === undefined) return "unknown-key";
	if (happening.kind === "rekeyed" && !isProved(event, happening.statement, verify)) return "wrong-signature";
	return verify(key, signed.bytes, signed.signature) ? null : "wrong-signature";
}

/** A key that nobody holds is told by its own code. */
function isNamedRightly(by: Actor, { holder }: HistoryKeys): boolean {
	const held = by.actor === "handler" ? holder?.(by.tenure) : undefined;
	return held === undefined || by.actor !== "handler" || (held.person === by.person && held.role === by.role);
}

/** A withdrawal takes effect only after the reporter asked for it with their own signature, and did not take it back. */
function systemFault({ happening }: CaseEvent, { trusted }: Progress): HistoryCode | null {
	if (happening.kind !== "withdrawn") return null;
	const last = trusted.findLast(({ happening: { kind } }) => kind === "withdrawal-asked" || kind === "withdrawal-recalled");
	return last?.happening.kind === "withdrawal-asked" ? null : "withdrawal-not-asked";
}

/** A raise has seen nothing; every other act has seen an event that stands before it, as it stands. */
function isSeenKnown(seen: Seen, { last, hashes }: Progress): boolean {
	if (last.sequence === NOTHING_SEEN.sequence) return seen.sequence === NOTHING_SEEN.sequence && seen.hash === NOTHING_SEEN.hash;
	return hashes.get(seen.sequence) === seen.hash;
}
