/** What the api checks on a later act of a reporter or a handler: the letter is what the statement says, and the right key signed both. */
import { fromBase64Url } from "@answerable/crypto/bytes";
import { letterHeader } from "@answerable/crypto/letter-header";
import { CHANGED_WORDS_BYTES, GRANT_RUNG, wrapHeader } from "@answerable/crypto/wrap-header";
import { letterOf } from "@answerable/domain/act-letter";
import { actBytes } from "@answerable/log/act";
import { sha256Hash } from "@answerable/log/bytes";
import { canonicalHash } from "@answerable/log/canonical";
import { ciphertextHash } from "@answerable/log/ciphertext";
import { nativeBytesHash, nativeHash } from "@answerable/store/native-hash";
import type { Hash, SigningKey } from "@answerable/types/bytes";
import type { HandlerAct } from "@answerable/types/desk";
import type { CaseTag, OrganisationId } from "@answerable/types/id";
import type { ReporterAct } from "@answerable/types/intake";
import type { RefusalCode } from "@answerable/types/problem";
import type { GrantStatement, RewrapStatement } from "@answerable/types/statement";
import { isRefused, type Refused } from "./problem.ts";
import { readSealed } from "./sealed.ts";
import type { SignedAct } from "./store-port.ts";
import { verifyAct } from "./verify.ts";

/** The case that an act is on, and whose key must have signed it. */
export type Signing = { readonly organisation: OrganisationId; readonly caseTag: CaseTag; readonly policy: Hash; readonly key: SigningKey };

/** Checks an act: its signature over exactly what arrived, then the letter's visible header against the signed statement. */
export function checkAct(act: ReporterAct | HandlerAct, { organisation, caseTag, policy, key }: Signing): SignedAct | Refused {
	const { ciphertext: encoded } = act;
	const letter = encoded === null ? null : readSealed(() => fromBase64Url(encoded), "malformed");
	if (letter !== null && isRefused(letter)) return letter;
	const ciphertext = letter === null ? null : ciphertextHash([letter], nativeBytesHash);
	const parts = { organisation, caseTag, seen: act.act.seen, kind: act.kind, statement: act.statement, ciphertext, policy };
	if (!verifyAct(key, actBytes(parts, nativeHash), act.act.signature)) return { refused: "wrong-signature" };
	const code = letter === null ? checkSealedBeside(act) : checkLetter(letter, act);
	return code === null ? { caseTag, parts, signature: act.act, ciphertext: letter } : { refused: code };
}

/** Checks the wrap of a grant, a colleague's or the reporter's: it is the one that was signed for, and says that it opens what the statement says. */
export function checkGrantedWrap(wrap: Uint8Array, statement: GrantStatement | RewrapStatement): RefusalCode | null {
	if (sha256Hash(wrap) !== statement.wrap) return "ciphertext-mismatch";
	const header = readSealed(() => wrapHeader(wrap), "ciphertext-mismatch");
	if (isRefused(header)) return header.refused;
	const isSame =
		header.opens.length === statement.opens.length && header.opens.every((compartment) => statement.opens.includes(compartment));
	return header.rung === GRANT_RUNG && header.layer === 1 && isSame ? null : "ciphertext-mismatch";
}

/** What a reporter's act carries that is no letter. A handler's wrap is checked where its grantee is looked up. */
function checkSealedBeside(act: ReporterAct | HandlerAct): RefusalCode | null {
	if (act.kind === "rekeyed") return checkNewWords(act);
	if (act.kind !== "rewrapped") return null;
	const wrap = readSealed(() => fromBase64Url(act.wrap), "malformed");
	if (isRefused(wrap)) return wrap.refused;
	if (act.statement.layer === 1) return checkGrantedWrap(wrap, act.statement);
	return sha256Hash(wrap) === act.statement.wrap ? null : "ciphertext-mismatch";
}

/** What a seal around a place that is given is to be checked against: null of an act that has none. Its shape and key are `checkOuter`'s to check. */
export function sealBeside(act: ReporterAct): Uint8Array | null {
	return act.kind === "rewrapped" && act.statement.layer === 2 ? fromBase64Url(act.wrap) : null;
}

/** What the mailbox will answer to, and the case's keys for it, are the ones that were signed for. */
function checkNewWords({ statement, reporterKeys, wrap }: Extract<ReporterAct, { kind: "rekeyed" }>): RefusalCode | null {
	const sealed = readSealed(() => fromBase64Url(wrap), "malformed");
	if (isRefused(sealed)) return sealed.refused;
	const isSigned = sha256Hash(sealed) === statement.wrap && canonicalHash(reporterKeys) === statement.reporterKeys;
	return isSigned && sealed.length === CHANGED_WORDS_BYTES ? null : "ciphertext-mismatch";
}

function checkLetter(letter: Uint8Array, act: ReporterAct | HandlerAct): RefusalCode | null {
	const header = readSealed(() => letterHeader(letter), "ciphertext-mismatch");
	if (isRefused(header)) return header.refused;
	const expected = letterOf(act);
	const isExpected = expected !== null && header.purpose === expected.purpose && header.compartment === expected.compartment;
	return isExpected && header.sequence === act.act.seen.sequence + 1 ? null : "ciphertext-mismatch";
}
