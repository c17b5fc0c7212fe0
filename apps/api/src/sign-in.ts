/** Signing in: with the secret that the client derived from the unlock phrase, and a code of the person's phone. */
import { createHash, timingSafeEqual } from "node:crypto";
import type { SignInAnswer, SignInRequest } from "@answerable/types/account";
import type { PersonId } from "@answerable/types/id";
import type { Deps } from "./deps.ts";
import { judgeCode, type Verdict } from "./phone-code.ts";
import type { ToldRefusal } from "./problem.ts";

/** An open session: what to answer and the cookie to set. */
export type SignedIn = { readonly answer: SignInAnswer; readonly cookie: string };

/**
 * Opens a session. The secret has 77 bits behind Argon2id, so its SHA-256 is kept, no guess succeeds and no guess is counted:
 * nobody can be locked out by somebody who does not have their words. An unknown name and a wrong secret give the same answer
 * after the same comparison; whether a code was right is told only behind a right secret. The session is always a new one, and
 * one that came along is ended.
 */
export async function signIn(
	deps: Deps,
	{ name, secret, code }: SignInRequest,
	cookieHeader: string | undefined,
): Promise<SignedIn | ToldRefusal> {
	const login = await deps.store.login(name);
	const isRight = timingSafeEqual(secretHash(secret), login?.loginHash ?? deps.nobody.loginHash);
	if (login === null || !isRight) return { refused: "wrong-credentials" };
	const { person, administrator } = login;
	const verdict = await deps.store.withPhone(person, (phone) => judgeCode(code, deps.phones.open(person, phone.sealed), phone, deps.now()));
	if (verdict === null) throw new Error("Somebody can sign in but has no phone.");
	const refused = refusalOf(verdict);
	if (refused !== null || verdict.outcome !== "right") return refused ?? { refused: "wrong-code" };
	return welcome(deps, { person, administrator, wrongCodes: verdict.wrongCodes }, cookieHeader);
}

/** What is kept of a login secret. */
export function secretHash(secret: string): Buffer {
	return createHash("sha256").update(Buffer.from(secret, "hex")).digest();
}

/** Opens a new session and says who came. */
export async function welcome(
	deps: Deps,
	{ person, administrator, wrongCodes }: { readonly person: PersonId; readonly administrator: boolean; readonly wrongCodes: number },
	cookieHeader: string | undefined,
): Promise<SignedIn> {
	const [tenures, appointments] = await Promise.all([deps.store.tenures(person), deps.store.appointments(person)]);
	await deps.sessions.close(cookieHeader);
	const cookie = await deps.sessions.open(person);
	return { answer: { person, administrator, appointments: [...appointments], tenures: [...tenures], wrongCodes }, cookie };
}

/** How somebody whose secret was right is told that their code was not; null if it was. */
export function refusalOf(verdict: Verdict): ToldRefusal | null {
	if (verdict.outcome === "right") return null;
	if (verdict.outcome === "wrong") return { refused: "wrong-code" };
	if (verdict.outcome === "wait") {
		return { refused: "code-wait", about: `Try again in ${span(verdict.seconds)}.`, retryAfterSeconds: verdict.seconds };
	}
	const { minutesBehind } = verdict;
	const where = minutesBehind > 0 ? "behind" : "ahead";
	return { refused: "clock-off", about: `It seems to be about ${span(Math.abs(minutesBehind) * 60)} ${where}.` };
}

function span(seconds: number): string {
	const minutes = Math.ceil(seconds / 60);
	return minutes === 1 ? "one minute" : `${minutes} minutes`;
}
