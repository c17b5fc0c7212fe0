/** Whether the wraps of a raise are exactly those that its statement promises, each with a lawful earliest instant. */
import { parseOuter } from "@answerable/crypto/outer";
import { INNER_BYTES, NO_TENURE, REPORTER_RUNG, wrapHeader } from "@answerable/crypto/wrap-header";
import { decodeWraps, type WrapEntry } from "@answerable/crypto/wrap-list";
import { decide } from "@answerable/domain/decide";
import { addSeconds } from "@answerable/domain/instant";
import { standingRungs } from "@answerable/domain/ladder";
import { earliestFiring } from "@answerable/domain/not-before";
import { FIRST_RELEASED_RUNG } from "@answerable/domain/succession";
import { base64UrlOf, bytesOfBase64Url } from "@answerable/store/column";
import { nativeBytesHash } from "@answerable/store/native-hash";
import type { OpenedClock } from "@answerable/types/clock";
import type { RefusalCode } from "@answerable/types/problem";
import type { Rung } from "@answerable/types/role";
import type { Recipient } from "@answerable/types/statement";
import type { Instant } from "@answerable/types/time";
import { isRefused } from "./problem.ts";
import type { ReadRaise } from "./raise-frame.ts";
import { readSealed } from "./sealed.ts";
import type { Intake } from "./store-port.ts";

const TOLERANCE_HOURS = 24;
/** What the AEAD of the outer seal adds to the inner wrap. */
const TAG_BYTES = 16;
/** As much as the table of wraps takes. */
const WRAPS_MAX_BYTES = 1_048_576;

/**
 * Refuses wraps that are not one for each recipient who opens something, and one
 * for the reporter. Dummies are none, and a holder who only learns that the case
 * exists has none.
 */
export function checkWraps(raise: ReadRaise, intake: Intake, now: Instant): RefusalCode | null {
	if (raise.parts.wraps.length > WRAPS_MAX_BYTES) return "too-large";
	const entries = readSealed(() => decodeWraps(raise.parts.wraps), "wraps-mismatch");
	if (isRefused(entries)) return entries.refused;
	const { statement, reporterKeys } = raise.header;
	const own = entries.filter(({ rung }) => rung === REPORTER_RUNG);
	const staff = entries.filter(({ rung }) => rung !== REPORTER_RUNG);
	const expected = statement.recipients.filter(({ opens }) => opens.length > 0);
	const places = new Set(statement.recipients.map(({ tenure, rung }) => `${tenure} ${rung}`));
	if (own.length !== 1 || staff.length !== expected.length || places.size !== statement.recipients.length) return "wraps-mismatch";
	const kem = bytesOfBase64Url(reporterKeys.kem);
	// One value has one spelling: stray bits at its end would be lost when it is kept as bytes.
	if (base64UrlOf(kem) !== reporterKeys.kem) return "malformed";
	const kemHash = nativeBytesHash(kem);
	if (!own.every((entry) => entry.tenure === NO_TENURE && entry.keyHash === kemHash && isOpenAtOnce(entry, ["concern", "private"])))
		return "wraps-mismatch";
	const clocks = clocksOf(raise, intake, now);
	if (isRefused(clocks)) return clocks.refused;
	const earliestOf = oncePerRung((rung) => earliestFiring({ ...statement, rung, clocks }, intake));
	for (const recipient of expected) {
		const code = checkWrap(recipient, staff, { raise, intake, earliestOf });
		if (code !== null) return code;
	}
	return null;
}

type Checking = { readonly raise: ReadRaise; readonly intake: Intake; readonly earliestOf: (rung: Rung) => Instant };

function checkWrap(recipient: Recipient, staff: readonly WrapEntry[], { raise, intake, earliestOf }: Checking): RefusalCode | null {
	const matching = staff.filter(({ tenure, rung }) => tenure === recipient.tenure && rung === recipient.rung);
	const [entry] = matching;
	if (entry === undefined || matching.length !== 1 || entry.keyHash !== recipient.key) return "wraps-mismatch";
	if (recipient.rung < FIRST_RELEASED_RUNG) return isOpenAtOnce(entry, recipient.opens) ? null : "wraps-mismatch";
	if (entry.layer !== 2 || entry.notBefore === null) return "wraps-mismatch";
	const { statement } = raise.header;
	if (!standingRungs(statement).includes(recipient.rung)) return "wraps-mismatch";
	if (!isTimely(entry.notBefore, earliestOf(recipient.rung))) return "wraps-mismatch";
	return checkOuter(entry.body, intake.releaseKeysTaken);
}

/** Several recipients share a rung and its earliest instant. */
function oncePerRung(workOut: (rung: Rung) => Instant): (rung: Rung) => Instant {
	const known = new Map<Rung, Instant>();
	return (rung) => {
		const earliest = known.get(rung) ?? workOut(rung);
		known.set(rung, earliest);
		return earliest;
	};
}

/**
 * [Note: Earliest instants] A wrap above the first rung carries the earliest
 * instant at which its rung can lawfully fire. A later one would keep the rung
 * from reading when it should; an earlier one would let the release holders open
 * before the policy does. The browser computed it a while before the letter
 * arrived, so up to a day earlier is accepted; when a cut-off passed in between,
 * the parameters have to be fetched again and the letter sealed again.
 */
function isTimely(notBefore: Instant, earliest: Instant): boolean {
	const tolerated = addSeconds(earliest, -TOLERANCE_HOURS * 3_600);
	return tolerated <= notBefore && notBefore <= earliest;
}

function isOpenAtOnce(entry: WrapEntry, opens: readonly string[]): boolean {
	const header = readSealed(() => wrapHeader(entry.body), "wraps-mismatch");
	if (isRefused(header) || entry.layer !== 1 || header.layer !== 1 || header.rung !== entry.rung) return false;
	return header.opens.length === opens.length && header.opens.every((compartment) => opens.includes(compartment));
}

/**
 * One release holder, as this version can open (a seal for several would never be opened), and one whose key is taken today:
 * the quarter's, or through its first day the one before (`domain/quarter.ts`). Any other might be gone when its rung is due.
 */
export function checkOuter(body: Uint8Array, taken: readonly string[]): RefusalCode | null {
	const outer = readSealed(() => parseOuter(body), "wraps-mismatch");
	if (isRefused(outer)) return outer.refused;
	const [holder] = outer.holders;
	if (outer.threshold !== 1 || outer.holders.length !== 1 || outer.ciphertext.length !== INNER_BYTES + TAG_BYTES) return "wraps-mismatch";
	return holder !== undefined && taken.includes(holder.key) ? null : "stale-keys";
}

function clocksOf(raise: ReadRaise, intake: Intake, now: Instant): readonly OpenedClock[] | { readonly refused: RefusalCode } {
	const { organisation, caseTag, statement } = raise.header;
	const decision = decide(null, { kind: "raise", organisation, caseTag, statement }, now, intake);
	if (isRefused(decision)) return { refused: decision.refused };
	return decision.events.flatMap(({ happening }) => (happening.kind === "raised" ? happening.consequence.clocks : []));
}
