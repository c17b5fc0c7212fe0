/** Changing words: whose key signs for the reporter, from the raise on (FORMAT.md, "Changing words"). */
import type { SigningKey } from "@answerable/types/bytes";
import type { CaseEvent } from "@answerable/types/event";
import type { CaseTag, OrganisationId } from "@answerable/types/id";
import type { RekeyStatement } from "@answerable/types/statement";
import { utf8 } from "./bytes.ts";
import type { Verify } from "./signing.ts";
import { textForm } from "./text-form.ts";

/** What the new words are given: everything of the statement but the proof, and the case it is for. */
export type Rekeying = Omit<RekeyStatement, "proof"> & { readonly organisation: OrganisationId; readonly caseTag: CaseTag };

/** The text that the new key signs. */
export function rekeyText({ organisation, caseTag, messageSign, reporterKeys, wrap }: Rekeying): string {
	return textForm("rekey", [
		["organisation", organisation],
		["case", caseTag],
		["message-sign", messageSign],
		["reporter-keys", reporterKeys],
		["wrap", wrap],
	]);
}

/** What Ed25519 signs: the text in UTF-8. */
export function rekeyBytes(rekeying: Rekeying): Uint8Array {
	return utf8(rekeyText(rekeying));
}

/** Whether the new key itself agreed to stand for this case. */
export function isProved(
	{ organisation, caseTag }: Pick<CaseEvent, "organisation" | "caseTag">,
	statement: RekeyStatement,
	verify: Verify,
): boolean {
	return verify(statement.messageSign, rekeyBytes({ ...statement, organisation, caseTag }), statement.proof);
}

/**
 * The key that signed the raise; undefined if it is not the reporter's: neither their own key nor one that was changed to it. A
 * change names the new key by the new key's own proof, so nobody can end in a reporter's key who did not start with them.
 */
export function firstReporterKey(events: readonly CaseEvent[], own: SigningKey | undefined): SigningKey | undefined {
	const [first] = events;
	if (first?.happening.kind !== "raised") return undefined;
	const named = first.happening.statement.messageSign;
	const isOwn = own === undefined || own === named || events.some((event) => nextReporterKey(event, named) === own);
	return isOwn ? named : undefined;
}

/** The reporter's key after an event that is trusted. */
export function nextReporterKey({ happening }: CaseEvent, current: SigningKey | undefined): SigningKey | undefined {
	return happening.kind === "rekeyed" ? happening.statement.messageSign : current;
}
