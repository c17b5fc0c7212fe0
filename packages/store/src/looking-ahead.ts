/** A history as it will be once the reporter's acts that wait have come to their slot. */
import type { Command } from "@answerable/domain/command";
import { reportersCommandOf } from "@answerable/domain/command-of";
import { decide } from "@answerable/domain/decide";
import type { ActSignature } from "@answerable/types/event";
import type { WaitingAct } from "@answerable/types/intake";
import type { CaseHistory } from "./case-history.ts";
import type { Chained } from "./chaining.ts";
import type { Turn } from "./context.ts";
import { prepare, type SignedAct } from "./transact.ts";
import { readAct, textOfWaiting, type WaitingRow } from "./waiting-rows.ts";

type LookedAhead = { readonly texts: readonly string[]; readonly history: CaseHistory };
const lookedAhead = new WeakMap<CaseHistory, LookedAhead>();

/**
 * What is ahead follows from the history and from the acts that wait, so that with each act that joins only that one is
 * added to what was worked out before.
 */
export async function lookAhead(turn: Turn, history: CaseHistory, all: readonly WaitingRow[]): Promise<CaseHistory> {
	const waiting = all.filter(({ refused }) => refused === null);
	const texts = waiting.map(textOfWaiting);
	const before = lookedAhead.get(history);
	const isSame = before?.texts.every((text, place) => text === texts[place]) ?? false;
	let ahead = before !== undefined && isSame ? before.history : history;
	for (const row of waiting.slice(before !== undefined && isSame ? before.texts.length : 0)) {
		const { act, ciphertext } = readAct(row);
		const command = reporterCommand(act);
		const signed = { ...signedAct({ act, ciphertext: null }), ciphertext };
		const prepared = await prepare(turn, ahead, signed, (state, rules) => decide(state, command, row.visible_at, rules));
		if ("chained" in prepared) ahead = continued(ahead, prepared.chained);
	}
	lookedAhead.set(history, { texts, history: ahead });
	return ahead;
}

/**
 * Adds an act that was found right and written, as it was worked out then. Should the writing come to nothing after all, its
 * text is not among those that wait, and what is ahead is worked out anew.
 */
export function joinAhead(history: CaseHistory, row: WaitingRow, chained: readonly Chained[]): void {
	const before = lookedAhead.get(history);
	if (before === undefined) return;
	lookedAhead.set(history, { texts: [...before.texts, textOfWaiting(row)], history: continued(before.history, chained) });
}

/** The command that a reporter's act gives. */
export function reporterCommand(act: WaitingAct): Command {
	const command = reportersCommandOf(act);
	if (command === null) throw new Error(`No reporter's command becomes ${act.kind}.`);
	return command;
}

/** The act as the chain knows it. */
export function signedAct({ act, ciphertext }: { readonly act: WaitingAct; readonly ciphertext: Uint8Array | null }): SignedAct {
	const signature: ActSignature = act.act;
	return { signer: "reporter", kind: act.kind, statement: act.statement, signature, ciphertexts: ciphertext === null ? [] : [ciphertext] };
}

function continued(history: CaseHistory, chained: readonly Chained[]): CaseHistory {
	const events = chained.map(({ event }) => event);
	const last = chained.at(-1);
	if (last === undefined) return history;
	return {
		...history,
		events: [...history.events, ...events],
		trusted: [...history.trusted, ...events],
		head: { sequence: last.event.sequence, hash: last.hash },
		state: last.state,
	};
}
