/** Giving a place to whoever holds its office now: the same keys, sealed to the key of the one after as its rung has it, and signed by the reporter. */
import { toBase64Url } from "@answerable/crypto/bytes";
import { sealReleasable, sealWrap } from "@answerable/crypto/wrap";
import { GRANT_RUNG } from "@answerable/crypto/wrap-header";
import { sha256Hash } from "@answerable/log/bytes";
import type { MailboxActAnswer, ReporterAct } from "@answerable/types/intake";
import type { RewrapStatement } from "@answerable/types/statement";
import { ProblemError } from "../problem-error.ts";
import type { OpenMailbox } from "./mailbox.ts";
import { type Connected, send, signed } from "./mailbox-act.ts";
import type { PlaceSeal, Successor } from "./succession.ts";

/**
 * Gives every one of them their place. Returns when the last of it is done; what broke off may be done again. One that is refused, since
 * somebody left meanwhile, say, keeps none of the others from theirs, and is told in the end.
 */
export async function giveKeys(connected: Connected, open: OpenMailbox, successors: readonly Successor[]): Promise<MailboxActAnswer> {
	let visibleAt = connected.deployment.serverNow();
	let refused: ProblemError | null = null;
	for (const successor of successors) {
		try {
			({ visibleAt } = await send(connected, open, rewrapAct(open, successor)));
		} catch (error) {
			if (!(error instanceof ProblemError)) throw error;
			// An earlier try was kept, and its answer got lost.
			if (error.code !== "already-granted") refused ??= error;
		}
	}
	if (refused !== null) throw refused;
	return { visibleAt };
}

function rewrapAct(open: OpenMailbox, successor: Successor): ReporterAct {
	const { place, opens, holder, seal } = successor;
	const { tenure, person } = holder.statement;
	const body = seal === null ? keysFor(open, successor) : sealedPlace(open, successor, seal);
	const layer = seal === null ? 1 : 2;
	const statement: RewrapStatement = { place, tenure, person, key: holder.key, opens: [...opens], layer, wrap: sha256Hash(body) };
	const act = signed(open, { kind: "rewrapped", statement, ciphertext: null });
	return { kind: "rewrapped", statement, act, ciphertext: null, wrap: toBase64Url(body) };
}

/** Keys that open at once, for whoever holds them. */
function keysFor(open: OpenMailbox, successor: Successor): Uint8Array {
	return sealWrap({ ...requestOf(open, successor), rung: GRANT_RUNG }).body;
}

/** Keys sealed as the raise seals those of that rung: until its instant, and for the releaser to open first. */
function sealedPlace(open: OpenMailbox, successor: Successor, { releaseKey, ...until }: PlaceSeal): Uint8Array {
	return sealReleasable({ ...requestOf(open, successor), ...until, rung: successor.place.rung }, releaseKey).body;
}

function requestOf({ organisation, secrets, keys }: OpenMailbox, { holder, opens }: Successor) {
	const { tenure } = holder.statement;
	return {
		organisation: organisation.id,
		caseTag: secrets.caseTag,
		tenure,
		keyHash: holder.key,
		opens,
		keys,
		recipientKey: holder.seal,
	};
}
