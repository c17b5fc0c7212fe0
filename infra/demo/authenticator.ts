/** The phones of invented people, as an authenticator app would show them. */
import type { PhoneSecret } from "@answerable/types/account";
import type { LoginName } from "@answerable/types/desk";
import { generateSync } from "otplib";
import { type Desk, type DeskOptions, signInToDesk } from "../../apps/web/src/desk/desk.ts";
import type { Fetch } from "../../apps/web/src/http.ts";
import { ProblemError } from "../../apps/web/src/problem-error.ts";

const STEP_SECONDS = 30;
/** The server takes the code before, the present one and the next: as long as nobody used them, three people may come at once. */
const NEAR_STEPS = 1;
/** A code of the step before is not begun with so near its end: while the words are stretched into keys it would grow too old. */
const GROWS_OLD_SECONDS = 12;
/** How often somebody whose code grew old on the way after all tries again, before it is their clock that is wrong. */
const TRIES = 3;

/** The last step that each person used here. */
const used = new Map<string, number>();

/** What a phone shows in a step of thirty seconds (RFC 6238 §4.2). */
export function codeIn(secret: PhoneSecret, step: number): string {
	return generateSync({ secret, epoch: step * STEP_SECONDS });
}

/** The present step, and how many seconds of it are left. */
export function presentStep(): { readonly step: number; readonly secondsLeft: number } {
	const seconds = Date.now() / 1_000;
	return { step: Math.floor(seconds / STEP_SECONDS), secondsLeft: Math.ceil(STEP_SECONDS - (seconds % STEP_SECONDS)) };
}

/**
 * Waits until a code of somebody's phone can be used, and returns it: the earliest that counts and was not used in this process.
 * Who comes a fourth time within half a minute waits for the next code, as everybody does.
 */
export async function nextCode(name: string, secret: PhoneSecret): Promise<string> {
	const { step: present, secondsLeft } = presentStep();
	const earliest = secondsLeft > GROWS_OLD_SECONDS ? present - NEAR_STEPS : present;
	const step = Math.max(earliest, (used.get(name) ?? 0) + 1);
	used.set(name, step);
	while (presentStep().step + NEAR_STEPS < step) await new Promise((resume) => setTimeout(resume, 250));
	return codeIn(secret, step);
}

/**
 * As `fetch`, once it was noticed which connections the server has closed: words that are stretched into keys let nothing else run here,
 * for seconds on a busy machine, and what may be sent once must not be sent to where nobody listens any more.
 */
export const fetchNoticing: Fetch = async (url, init) => {
	await new Promise((resume) => setTimeout(resume, 10));
	return fetch(url, init);
};

/** Signs somebody in with their words and their phone. A code that was used in another process is followed by the next. */
export async function signInWithPhone(
	options: DeskOptions,
	{ login, phrase, phone }: { readonly login: string; readonly phrase: string; readonly phone: PhoneSecret },
): Promise<Desk> {
	for (let tried = 1; ; tried += 1) {
		const code = await nextCode(login, phone);
		try {
			const signedIn = await signInToDesk({ fetch: fetchNoticing, ...options }, { name: login as LoginName, phrase, code });
			if (signedIn.outcome !== "signed-in") throw new Error(`The phrase of ${login} has a typo: ${signedIn.what}.`);
			return signedIn.desk;
		} catch (error) {
			const isLate = error instanceof ProblemError && error.code === "clock-off" && tried < TRIES;
			const isUsed = error instanceof ProblemError && error.code === "wrong-code";
			if (!isLate && !isUsed) throw error;
		}
	}
}
