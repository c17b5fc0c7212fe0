/** Gives decided events their place in the chain of the case, and each its leaf. Nothing here touches the database. */
import { randomUUID } from "node:crypto";
import type { CaseState } from "@answerable/domain/case";
import type { Decided } from "@answerable/domain/command";
import type { Context } from "@answerable/domain/context";
import { evolve } from "@answerable/domain/evolution";
import { nextUnmet } from "@answerable/domain/unmet";
import { commitment, encodeCaseLeaf, leafDue, leafResolution, organisationTag } from "@answerable/log/leaf";
import type { Bytes32, Hash } from "@answerable/types/bytes";
import type { ActSignature, CaseEvent, Seen } from "@answerable/types/event";
import type { CaseTag, OrganisationId } from "@answerable/types/id";
import type { Instant } from "@answerable/types/time";
import { readKnownEvent } from "./known-event.ts";
import { boundaryAfter, laneOf } from "./lane.ts";
import type { Lane } from "./tables.ts";

export type Link = {
	readonly organisation: OrganisationId;
	readonly caseTag: CaseTag;
	readonly policy: Hash;
	readonly rules: Context;
	/** The last row of the chain; `NOTHING_SEEN` for a raise. */
	readonly head: Seen;
	readonly state: CaseState | null;
	readonly logSalt: Bytes32;
	readonly viewKey: Uint8Array;
	readonly epochSeconds: number;
};

/** What the signer handed over: belongs to the one decided event that is a person's. */
export type SignedPart = { readonly signature: ActSignature; readonly ciphertext: Hash | null };

export type ChainedLeaf = { readonly id: string; readonly bytes: Uint8Array; readonly publishAfter: Instant; readonly lane: Lane };

export type Chained = {
	readonly event: CaseEvent;
	readonly hash: Hash;
	/** The idempotency key of a signed act. */
	readonly actHash: Hash | null;
	readonly leaf: ChainedLeaf;
	/** After this event. */
	readonly state: CaseState;
};

/** Chains what was decided, in order. Exactly one event is a person's if, and only if, a signed part is given. */
export function chain(link: Link, decided: Decided, signed: SignedPart | null): readonly Chained[] {
	const chained: Chained[] = [];
	let { head, state } = link;
	for (const { at, by, happening } of decided.events) {
		const isSigned = by.actor === "reporter" || by.actor === "handler";
		const part = isSigned ? signed : null;
		if (isSigned && part === null) {
			throw new Error("A person's act was decided without a signature.");
		}
		const event: CaseEvent = {
			version: 1,
			organisation: link.organisation,
			caseTag: link.caseTag,
			sequence: head.sequence + 1,
			at,
			by,
			happening,
			ciphertext: part?.ciphertext ?? null,
			previous: head.hash,
			policy: link.policy,
			act: part?.signature ?? null,
		};
		const { hash, signed: act } = readKnownEvent(event);
		const after = evolve(state, event, link.rules);
		chained.push({ event, hash, actHash: act?.hash ?? null, leaf: leafOf(link, event, hash, after), state: after });
		[head, state] = [{ sequence: event.sequence, hash }, after];
	}
	const persons = chained.filter(({ event }) => event.act !== null).length;
	if (chained.length === 0 || persons !== (signed === null ? 0 : 1)) {
		throw new Error("A decision must hold events, and one of a person for each signature.");
	}
	return chained;
}

function leafOf(link: Link, event: CaseEvent, hash: Hash, state: CaseState): ChainedLeaf {
	const next = nextUnmet(state);
	const resolution = leafResolution(link.rules.policy, state.gravest);
	const lane = laneOf(event.by, state, link.rules);
	return {
		id: randomUUID(),
		lane,
		publishAfter: boundaryAfter(event.at, lane, link.epochSeconds),
		bytes: encodeCaseLeaf({
			kind: event.happening.kind,
			caseTag: link.caseTag,
			organisationTag: organisationTag(link.viewKey, link.organisation, link.caseTag),
			next: next === null ? null : { clock: next.clock, due: leafDue(next.due, resolution) },
			commitment: commitment(link.logSalt, event.sequence, hash),
		}),
	};
}
