/**
 * What the api checks on a raise before anything is written. It cannot open what
 * was sealed; it can hold every visible part against the signed statement and
 * against what it served itself.
 */
import { createHash } from "node:crypto";
import { letterHeader } from "@answerable/crypto/letter-header";
import { checkRecipients, type Holder } from "@answerable/domain/routing";
import { actBytes, NOTHING_SEEN } from "@answerable/log/act";
import { canonicalHash } from "@answerable/log/canonical";
import { keyHash } from "@answerable/log/key-statement";
import { nativeHash } from "@answerable/store/native-hash";
import type { RefusalCode } from "@answerable/types/problem";
import type { Compartment } from "@answerable/types/role";
import type { Instant } from "@answerable/types/time";
import { isRefused } from "./problem.ts";
import type { ReadRaise } from "./raise-frame.ts";
import { readSealed } from "./sealed.ts";
import type { Intake } from "./store-port.ts";
import { verifyAct } from "./verify.ts";
import { checkWraps } from "./wraps-check.ts";

/** Whether the sealed parts are those that the reporter signed for: padded, in their compartments, under the key that the statement names. */
export function checkSealed({ header, parts, act }: ReadRaise): RefusalCode | null {
	const { statement, reporterKeys } = header;
	if (act.seen.sequence !== NOTHING_SEEN.sequence || act.seen.hash !== NOTHING_SEEN.hash) return "malformed";
	if (!verifyAct(statement.messageSign, actBytes(act, nativeHash), header.act.signature)) return "wrong-signature";
	if (canonicalHash(reporterKeys, nativeHash) !== statement.reporterKeys) return "ciphertext-mismatch";
	if (!isRaiseLetter(parts.concern, "concern") || !isRaiseLetter(parts.private, "private")) return "ciphertext-mismatch";
	return createHash("sha256").update(parts.wraps).digest("hex") === statement.wraps ? null : "wraps-mismatch";
}

/** Whether the raise was built on what the organisation says now: its policy, its calendar and its holders' keys. */
export function checkCurrent(raise: ReadRaise, intake: Intake, now: Instant): RefusalCode | null {
	const { statement } = raise.header;
	if (statement.policy !== intake.policyHash || statement.calendar !== intake.calendarHash) return "stale-parameters";
	return checkRecipients(statement, holdersOf(intake)) ?? checkWraps(raise, intake, now);
}

const known = new WeakMap<Intake, readonly Holder[]>();

/** An intake is served for a second: the hashes of its keys are worked out once. */
function holdersOf(intake: Intake): readonly Holder[] {
	const before = known.get(intake);
	if (before !== undefined) return before;
	const holders = intake.keys.map(({ statement: key }) => ({ tenure: key.tenure, person: key.person, role: key.role, key: keyHash(key) }));
	known.set(intake, holders);
	return holders;
}

function isRaiseLetter(letter: Uint8Array, compartment: Compartment): boolean {
	const header = readSealed(() => letterHeader(letter), "ciphertext-mismatch");
	return !isRefused(header) && header.compartment === compartment && header.purpose === "raise" && header.sequence === 0;
}
