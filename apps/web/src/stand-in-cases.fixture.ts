/** The cases of the stand-in: decided by the real rules, chained, logged, and passed on as time goes by. */
import { fromBase64Url, toBase64Url } from "@answerable/crypto/bytes";
import { decodeRaise } from "@answerable/crypto/frame";
import { isOpeningSigned, mailboxHash } from "@answerable/crypto/mailbox";
import { openOuter } from "@answerable/crypto/release";
import { newSigningSeed, sign, verify } from "@answerable/crypto/signing";
import { decodeWraps, type WrapEntry } from "@answerable/crypto/wrap-list";
import type { CaseState } from "@answerable/domain/case";
import { type Command, isRefused } from "@answerable/domain/command";
import { reportersCommandOf } from "@answerable/domain/command-of";
import { decide } from "@answerable/domain/decide";
import { evolve } from "@answerable/domain/evolution";
import { replay } from "@answerable/domain/replay";
import { slotFor } from "@answerable/domain/slot";
import { nextUnmet } from "@answerable/domain/unmet";
import { type ActParts, actBytes, NOTHING_SEEN } from "@answerable/log/act";
import { sha256Hash, toHex } from "@answerable/log/bytes";
import { canonicalHash } from "@answerable/log/canonical";
import { ciphertextHash } from "@answerable/log/ciphertext";
import { epochSeconds, instantOf } from "@answerable/log/epoch";
import { eventHash } from "@answerable/log/event-hash";
import { encodeEventLeaf } from "@answerable/log/event-leaf";
import { leafDue, leafResolution } from "@answerable/log/leaf";
import { promiseBytes, promiseOf } from "@answerable/log/promise";
import type { Hash } from "@answerable/types/bytes";
import type { HandlerAct } from "@answerable/types/desk";
import type { ActSignature, CaseEvent } from "@answerable/types/event";
import type { CaseTag, OrganisationId, TenureId } from "@answerable/types/id";
import {
	type KnownTenure,
	type Mailbox,
	type MailboxOpening,
	RaiseHeader,
	type ReporterAct,
	type ReporterKeys,
	type SealedLetter,
} from "@answerable/types/intake";
import type { SignedPromise } from "@answerable/types/promise";
import type { Rung } from "@answerable/types/role";
import { Refusal } from "./stand-in-log.fixture.ts";
import { StandInPeople } from "./stand-in-people.fixture.ts";

type Kept = {
	events: CaseEvent[];
	readonly leaves: string[];
	readonly letters: SealedLetter[];
	readonly wraps: Uint8Array;
	keys: ReporterKeys;
	/** The case's keys for changed words. */
	rekeyed: Mailbox["rekeyed"];
	readonly promise: SignedPromise;
	/** Inner wraps that a tenure may open now. */
	readonly inner: Map<TenureId, Uint8Array[]>;
	/** Outer seals of places that the reporter gave later. */
	readonly seals: WrapEntry[];
};

/** What a raise is answered with. */
type Raised = {
	readonly honest: { readonly event: CaseEvent; readonly leaf: string; readonly promise: SignedPromise };
	readonly status: 200 | 201;
};

/** Concerns as a server keeps them, and what their reporters do. */
export class StandInCases extends StandInPeople {
	readonly cases = new Map<CaseTag, Kept>();
	readonly viewKey = newSigningSeed();
	pending: Uint8Array[] = [];

	clock() {
		return () => this.now;
	}

	advance(seconds: number): void {
		this.now = instantOf(epochSeconds(this.now) + seconds);
	}

	/** Seconds from a raise to a rung, by the demonstration's policy: the first due, and what the ladder adds. */
	secondsTo(rung: Rung): number {
		const first = this.rules.policy.clocks.find(({ clock }) => clock === "acknowledgement")?.due.S2;
		const after = this.rules.policy.ladder.find((rule) => rule.rung === rung)?.after.S2;
		return secondsIn(first) + secondsIn(after);
	}

	/** Lets time pass, second by second, with worker and releaser at work. */
	pass(seconds: number): void {
		for (let second = 0; second < seconds; second += 1) {
			this.advance(1);
			this.tick();
		}
	}

	publish(): void {
		this.entries.push(...this.pending);
		this.pending = [];
	}

	/** What worker and releaser do when something is due, again and again until nothing is. */
	tick(): void {
		for (const [tag, kept] of this.cases) {
			while (this.do(tag, { kind: "escalate-if-due" }, null)) {}
			const state = this.state(tag);
			for (const rung of [2, 3, 4, 5] as const) this.#release(tag, kept, state, rung);
		}
		this.publish();
	}

	state(tag: CaseTag): CaseState {
		const state = replay(this.kept(tag).events, this.rules);
		if (state === null) throw new Error("no case");
		return state;
	}

	/** Replaces the history of a case, leaves and all, as a server could that makes the log afresh. */
	forge(tag: CaseTag, forge: (events: CaseEvent[]) => CaseEvent[]): void {
		this.kept(tag).events = forge(this.kept(tag).events);
	}

	protected append(
		kept: Pick<Kept, "events" | "leaves" | "keys">,
		{ organisation, caseTag, policy }: { organisation: OrganisationId; caseTag: CaseTag; policy: Hash },
		given: Pick<CaseEvent, "at" | "by" | "happening" | "act" | "ciphertext">,
	): CaseEvent {
		const last = kept.events.at(-1);
		const event: CaseEvent = {
			version: 1,
			organisation,
			caseTag,
			sequence: kept.events.length,
			previous: last === undefined ? NOTHING_SEEN.hash : eventHash(last),
			policy,
			...given,
		};
		const state = evolve(replay(kept.events, this.rules), event, this.rules);
		kept.events.push(event);
		const next = nextUnmet(state);
		const due = next === null ? null : { clock: next.clock, due: leafDue(next.due, leafResolution(this.rules.policy, state.gravest)) };
		const leaf = encodeEventLeaf(event, { logSalt: kept.keys.logSalt, viewKey: this.viewKey }, due);
		kept.leaves.push(toHex(leaf));
		this.pending.push(leaf);
		return event;
	}

	/** Decides and appends; false if the domain refuses. */
	protected do(tag: CaseTag, command: Command, signed: { act: ActSignature; ciphertext: Hash | null } | null): CaseEvent | false {
		const kept = this.kept(tag);
		const [first] = kept.events;
		const decision = decide(this.state(tag), command, this.now, this.rules);
		if (isRefused(decision) || first === undefined) {
			if (signed === null) return false;
			throw new Refusal(isRefused(decision) ? decision.refused : "not-found");
		}
		let done: CaseEvent | false = false;
		for (const event of decision.events)
			done = this.append(kept, first, { ...event, act: signed?.act ?? null, ciphertext: signed?.ciphertext ?? null });
		return done;
	}

	#release(tag: CaseTag, kept: Kept, state: CaseState, rung: Rung): void {
		const [first] = kept.events;
		if (first?.happening.kind !== "raised") throw new Error("no raise");
		const { policy, calendar } = first.happening.statement;
		for (const entry of [...decodeWraps(kept.wraps), ...kept.seals]) {
			if (entry.rung !== rung || entry.notBefore === null || entry.notBefore > this.now) continue;
			if (state.released.some((done) => done.rung === rung && done.tenure === entry.tenure)) continue;
			const { organisation, caseTag } = first;
			const { notBefore, tenure, keyHash } = entry;
			if (!this.do(tag, { kind: "release", rung, notBefore, tenures: [tenure], witnessed: false }, null)) continue;
			const inner = openOuter(entry, { organisation, caseTag, rung, tenure, keyHash, notBefore, policy, calendar }, this.release.secretKey);
			kept.inner.set(tenure, [...(kept.inner.get(tenure) ?? []), inner]);
		}
	}

	protected raise(body: Uint8Array): Raised {
		const { header, concern, private: own, wraps } = decodeRaise(body);
		const { organisation, caseTag, statement, reporterKeys, act } = RaiseHeader.parse(JSON.parse(new TextDecoder().decode(header)));
		const before = this.cases.get(caseTag);
		if (before !== undefined) return { honest: raisedIn(before), status: 200 };
		const ciphertext = ciphertextHash([concern, own]);
		const parts: ActParts = { organisation, caseTag, seen: NOTHING_SEEN, kind: "raised", statement, ciphertext, policy: statement.policy };
		if (!verify(statement.messageSign, actBytes(parts), act.signature)) throw new Refusal("wrong-signature");
		if (sha256Hash(wraps) !== statement.wraps || canonicalHash(reporterKeys) !== statement.reporterKeys)
			throw new Refusal("wraps-mismatch");
		const decision = decide(null, { kind: "raise", organisation, caseTag, statement }, this.now, this.rules);
		if (isRefused(decision)) throw new Refusal(decision.refused);
		const letters = [concern, own].map((letter, part) => ({ sequence: 0, part, ciphertext: toBase64Url(letter) }));
		const inner = new Map<TenureId, Uint8Array[]>();
		for (const entry of decodeWraps(wraps))
			if (entry.layer === 1) inner.set(entry.tenure, [...(inner.get(entry.tenure) ?? []), entry.body]);
		const kept: Omit<Kept, "promise"> = { events: [], leaves: [], letters, wraps, keys: reporterKeys, rekeyed: null, inner, seals: [] };
		const [first] = decision.events;
		if (first === undefined) throw new Error("no event");
		const event = this.append(kept, { organisation, caseTag, policy: statement.policy }, { ...first, act, ciphertext });
		const leaf = kept.leaves[0] ?? "";
		const promised = promiseOf(
			event,
			Uint8Array.from(leaf.match(/../g) ?? [], (hex) => Number.parseInt(hex, 16)),
			instantOf(epochSeconds(event.at) + 600),
		);
		const promise = { statement: promised, signature: sign(this.promiseSeed, promiseBytes(promised)) };
		this.cases.set(caseTag, { ...kept, promise });
		return { honest: raisedIn(this.kept(caseTag)), status: 201 };
	}

	protected mailbox(opening: MailboxOpening): Mailbox {
		const found = [...this.cases].find(([, { keys }]) => keys.mailbox === mailboxHash(opening.tag));
		if (found === undefined || !isOpeningSigned(opening, this.origin, found[1].keys.mailboxAuth)) throw new Refusal("not-found");
		const [caseTag, { events, leaves, letters, promise, rekeyed, wraps: stored }] = found;
		const wraps = toBase64Url(stored);
		return {
			caseTag,
			now: this.now,
			...this.rules,
			promise,
			events,
			leaves,
			letters,
			wraps,
			tenures: this.tenures(),
			rekeyed,
			waiting: [],
		};
	}

	protected tenures(): KnownTenure[] {
		return [...this.staff, ...this.gone].map(({ mine: { statement, key } }) => ({ statement, key }));
	}

	protected reporterAct({ opening, act }: { opening: MailboxOpening; act: ReporterAct }): Response {
		const { caseTag } = this.mailbox(opening);
		const command = reportersCommandOf(act);
		if (command === null) throw new Refusal("malformed");
		this.signedAct(caseTag, command, act);
		if (act.kind === "rewrapped") this.#giveKeys(caseTag, act);
		if (act.kind === "rekeyed") Object.assign(this.kept(caseTag), { keys: act.reporterKeys, rekeyed: act.wrap });
		return Response.json({ visibleAt: slotFor(this.now, this.state(caseTag).raisedSeverity, this.rules) }, { status: 202 });
	}

	protected signedAct(tag: CaseTag, command: Command, act: ReporterAct | HandlerAct): CaseEvent {
		const kept = this.kept(tag);
		const ciphertext = act.ciphertext === null ? null : ciphertextHash([fromBase64Url(act.ciphertext)]);
		const again = kept.events.find((event) => event.act?.signature === act.act.signature);
		if (again !== undefined) return again;
		const head = kept.events.at(-1);
		if (head === undefined || (command.kind !== "letter" && command.kind !== "rewrap" && act.act.seen.hash !== eventHash(head)))
			throw new Refusal("out-of-date");
		if ("by" in command && command.by.actor === "handler" && act.act.seen.hash !== eventHash(head)) throw new Refusal("out-of-date");
		const event = this.do(tag, command, { act: act.act, ciphertext });
		if (event === false) throw new Refusal("not-found");
		if (act.ciphertext !== null) kept.letters.push({ sequence: event.sequence, part: 0, ciphertext: act.ciphertext });
		return event;
	}

	#giveKeys(tag: CaseTag, { statement, wrap }: Extract<ReporterAct, { kind: "rewrapped" }>): void {
		const { layer, place, tenure, key: keyHash } = statement;
		if (layer === 1) {
			this.give(tag, tenure, wrap);
			return;
		}
		const { wraps, seals } = this.kept(tag);
		const before = decodeWraps(wraps).find((entry) => entry.rung === place.rung && entry.tenure === place.tenure);
		if (before === undefined) throw new Refusal("malformed");
		seals.push({ ...before, tenure, keyHash, body: fromBase64Url(wrap) });
	}

	protected give(tag: CaseTag, tenure: TenureId, wrap: string): void {
		const { inner } = this.kept(tag);
		inner.set(tenure, [...(inner.get(tenure) ?? []), fromBase64Url(wrap)]);
	}

	protected kept(tag: CaseTag): Kept {
		const kept = this.cases.get(tag);
		if (kept === undefined) throw new Refusal("not-found");
		return kept;
	}
}

function raisedIn({ events, leaves, promise }: Kept): Raised["honest"] {
	const [event] = events;
	const [leaf] = leaves;
	if (event === undefined || leaf === undefined) throw new Error("no case");
	return { event, leaf, promise };
}

function secondsIn(duration: unknown): number {
	const isSeconds = typeof duration === "object" && duration !== null && "seconds" in duration && typeof duration.seconds === "number";
	if (!isSeconds) throw new Error("Not the demonstration's policy.");
	return Number(duration.seconds);
}
