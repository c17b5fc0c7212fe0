/** Giving a place to whoever holds its office now: the same keys, sealed to the key of the one after and signed by the reporter. */
import { toBase64Url } from "@answerable/crypto/bytes";
import { sealWrap } from "@answerable/crypto/wrap";
import { GRANT_RUNG } from "@answerable/crypto/wrap-header";
import { sha256Hash } from "@answerable/log/bytes";
import type { MailboxActAnswer, ReporterAct } from "@answerable/types/intake";
import type { RewrapStatement } from "@answerable/types/statement";
import { ProblemError } from "../problem-error.ts";
import type { OpenMailbox } from "./mailbox.ts";
import { type Connected, send, signed } from "./mailbox-act.ts";
import type { Successor } from "./succession.ts";

/** Gives every one of them their place. Returns when the last of them can open it; what broke off may be done again. */
export async function giveKeys(connected: Connected, open: OpenMailbox, successors: readonly Successor[]): Promise<MailboxActAnswer> {
	let visibleAt = connected.deployment.serverNow();
	for (const successor of successors) {
		try {
			({ visibleAt } = await send(connected, open, rewrapAct(open, successor)));
		} catch (error) {
			// An earlier try was kept, and its answer got lost.
			if (!(error instanceof ProblemError && error.code === "already-granted")) throw error;
		}
	}
	return { visibleAt };
}

function rewrapAct(open: OpenMailbox, { place, opens, holder }: Successor): ReporterAct {
	const { tenure, person } = holder.statement;
	const { organisation, secrets, keys } = open;
	const where = { organisation: organisation.id, caseTag: secrets.caseTag, rung: GRANT_RUNG, tenure, keyHash: holder.key } as const;
	const { body } = sealWrap({ ...where, opens, keys, recipientKey: holder.seal });
	const statement: RewrapStatement = { place, tenure, person, key: holder.key, opens: [...opens], wrap: sha256Hash(body) };
	const act = signed(open, { kind: "rewrapped", statement, ciphertext: null });
	return { kind: "rewrapped", statement, act, ciphertext: null, wrap: toBase64Url(body) };
}
