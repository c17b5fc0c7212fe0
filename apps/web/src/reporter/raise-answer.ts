/** What is checked of the answer to a raise before the words are shown: that the concern was kept as sent, on time, by promise. */
import { verify } from "@answerable/crypto/signing";
import { receive } from "@answerable/domain/slot";
import { epochSeconds, instantOf } from "@answerable/log/epoch";
import { checkRaise, type SentRaise } from "@answerable/log/promise";
import { ProofError } from "@answerable/log/proof-error";
import type { RaiseAnswer } from "@answerable/types/intake";
import type { Instant } from "@answerable/types/time";
import { CheckError } from "../check-error.ts";
import { isReceived } from "../recomputation.ts";
import type { CheckedIntake } from "./intake.ts";

/** What was sent, as far as the answer can be held against it. */
export type ExpectedRaise = Pick<SentRaise, "organisation" | "caseTag" | "statement" | "ciphertext" | "act" | "logSalt"> & {
	readonly sealedAt: Instant;
};

/** Two of the longest epochs there are, a day each, and an hour: a promise for later than that is none. */
const LATEST_PUBLICATION_SECONDS = 2 * 86_400 + 3_600;
/** Clocks of client and server may drift apart by this much while a concern is on its way. */
const TOLERANCE_SECONDS = 300;

/**
 * Throws unless the answer promises what was sent: the leaf is the event's and opens with our own salt, the promise key signed
 * it, the concern was received when it was sent (neither later, which would move every clock, nor earlier), the due times
 * are the ones that the policy gives, and publication is promised within two days.
 */
export function checkAnswer(answer: RaiseAnswer, sent: ExpectedRaise, intake: CheckedIntake): void {
	const { event } = answer;
	checkReceipt(answer, sent, intake);
	if (!isReceived(event, intake.context)) {
		throw new CheckError("wrong-due", "The server counts other due times than the policy gives.");
	}
	const latestPublication = shifted(event.at, LATEST_PUBLICATION_SECONDS);
	const { promiseKey, context } = intake;
	try {
		checkRaise(answer, { ...sent, policy: context.policy, promiseKey, latestPublication }, verify);
	} catch (error) {
		if (error instanceof ProofError) throw new CheckError("wrong-promise", "The server's promise is not for what you sent.", error);
		throw error;
	}
	if (answer.promise.statement.publishBy < sent.sealedAt)
		throw new CheckError("wrong-promise", "The promise is for a time that has passed.");
}

function checkReceipt({ event }: RaiseAnswer, sent: ExpectedRaise, { context, serverNow }: CheckedIntake): void {
	if (event.happening.kind !== "raised") throw new CheckError("other-raise", "The answer is not to a raise.");
	const { severity } = sent.statement;
	const earliest = receive(shifted(sent.sealedAt, -TOLERANCE_SECONDS), severity, context);
	const latest = receive(shifted(serverNow(), TOLERANCE_SECONDS), severity, context);
	const { received } = event.happening.consequence;
	const isTimely =
		isBetween(earliest.at, event.at, latest.at) &&
		isBetween(earliest.received.on, received.on, latest.received.on) &&
		isBetween(earliest.received.dayZero, received.dayZero, latest.received.dayZero) &&
		received.at === (earliest.received.at === null ? null : event.at);
	if (!isTimely) throw new CheckError("wrong-due", "The server says that the concern arrived at another time than it was sent.");
}

function isBetween(from: string, value: string, to: string): boolean {
	return from <= value && value <= to;
}

function shifted(instant: Instant, seconds: number): Instant {
	return instantOf(epochSeconds(instant) + seconds);
}
