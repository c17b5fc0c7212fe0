/** Judging a phone's code (RFC 6238, with the six digits, thirty seconds and SHA-1 that every authenticator app has). Pure. */
import { timingSafeEqual } from "node:crypto";
import { addSeconds, secondsOf } from "@answerable/domain/instant";
import type { CodeState } from "@answerable/store/phone-store";
import type { PhoneCode, PhoneSecret } from "@answerable/types/account";
import type { Instant } from "@answerable/types/time";
import { generateSync } from "otplib";

const STEP_SECONDS = 30;
/** RFC 6238 §5.2 recommends one step for the delay between reading and sending. We allow it on both sides. */
const NEAR_STEPS = 1;
/** How far a clock may be off for its owner to be told so: two hours, which covers one that was set to the wrong hour. */
const FAR_STEPS = 240;
/** A slip of the finger costs nothing; somebody who guesses waits longer each time. */
const FREE_GUESSES = 5;
const FIRST_WAIT_SECONDS = 60;
const LONGEST_WAIT_SECONDS = 3_600;

/** What came of a code, and how the phone stands after it. */
export type Verdict = { readonly next: CodeState } & (
	| { readonly outcome: "right"; readonly step: number; readonly wrongCodes: number }
	| { readonly outcome: "wrong" }
	/** A code of another time: by so many minutes behind, or ahead if negative. */
	| { readonly outcome: "clock-off"; readonly minutesBehind: number }
	| { readonly outcome: "wait"; readonly seconds: number }
);

/** A phone that was never used. */
export const NEW_PHONE: CodeState = { usedStep: 0, toldSteps: [], wrongCodes: 0, waitUntil: null };

/**
 * Judges a code behind a secret that was right. Only a step after the last used one counts, and never one whose sender was told
 * that it is a code of another time: else two hours of codes could be guessed at, instead of a minute and a half.
 */
export function judgeCode(code: PhoneCode, secret: PhoneSecret, state: CodeState, now: Instant): Verdict {
	const waiting = state.waitUntil === null ? 0 : secondsOf(state.waitUntil) - secondsOf(now);
	if (waiting > 0) return { outcome: "wait", seconds: waiting, next: state };
	const present = Math.floor(secondsOf(now) / STEP_SECONDS);
	const toldSteps = state.toldSteps.filter((step) => step >= present - NEAR_STEPS);
	const step = nearestStep(code, secret, { present, from: 0, until: NEAR_STEPS });
	if (step !== null && step > state.usedStep && !toldSteps.includes(step)) {
		return { outcome: "right", step, wrongCodes: state.wrongCodes, next: { usedStep: step, toldSteps, wrongCodes: 0, waitUntil: null } };
	}
	// The same code again, by a double tap or from over a shoulder, is no guess.
	if (step !== null && step <= state.usedStep) return { outcome: "wrong", next: { ...state, toldSteps } };
	const next = { ...state, toldSteps, wrongCodes: state.wrongCodes + 1, waitUntil: waitAfter(state.wrongCodes + 1, now) };
	const far = nearestStep(code, secret, { present, from: NEAR_STEPS + 1, until: FAR_STEPS });
	if (far === null) return { outcome: "wrong", next };
	const minutesBehind = Math.round(((present - far) * STEP_SECONDS) / 60);
	return { outcome: "clock-off", minutesBehind, next: { ...next, toldSteps: far > present ? [...toldSteps, far] : toldSteps } };
}

/** The step of a code, nearest to the present first; null if it is none between these distances. */
function nearestStep(
	code: PhoneCode,
	secret: PhoneSecret,
	{ present, from, until }: { readonly present: number; readonly from: number; readonly until: number },
): number | null {
	for (let distance = from; distance <= until; distance += 1) {
		const steps = distance === 0 ? [present] : [present - distance, present + distance];
		const found = steps.find((step) => step >= 0 && isCodeOf(code, secret, step));
		if (found !== undefined) return found;
	}
	return null;
}

function isCodeOf(code: PhoneCode, secret: PhoneSecret, step: number): boolean {
	return timingSafeEqual(Buffer.from(generateSync({ secret, epoch: step * STEP_SECONDS })), Buffer.from(code));
}

function waitAfter(wrongCodes: number, now: Instant): Instant | null {
	if (wrongCodes < FREE_GUESSES) return null;
	return addSeconds(now, Math.min(FIRST_WAIT_SECONDS * 2 ** (wrongCodes - FREE_GUESSES), LONGEST_WAIT_SECONDS));
}
