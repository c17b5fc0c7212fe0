/** Coming in by an invitation: words and a phone are made here, the words shown once and asked back; only what grows from them is sent. */
import { checkPhrase, type PhraseCheck, splitPhrase } from "@answerable/crypto/phrase";
import { type Random, randomBytes } from "@answerable/crypto/random";
import {
	type AcceptRequest,
	type InvitationRequest,
	InvitationToken,
	OpenInvitation,
	type PhoneCode,
	type PhoneSecret,
	SignInAnswer,
} from "@answerable/types/account";
import type { LoginName } from "@answerable/types/desk";
import { CheckError } from "../check-error.ts";
import type { Http } from "../http.ts";
import { newPhoneSecret, phoneUri } from "./phone.ts";
import { type DeskSession, sessionOf } from "./sign-in.ts";
import { newStaffPhrase, type StaffPhrase, staffPhrase } from "./staff-keys.ts";

/** What a new person, or one whose words are lost, is shown: the words once, and the phone's secret. */
export type WayIn = {
	readonly phrase: StaffPhrase;
	readonly phone: { readonly secret: PhoneSecret; readonly uri: string };
	/** Which two words they are asked for, counted from one: so that the words are written down before the page forgets them. */
	readonly askedFor: readonly [number, number];
};

/** A way in whose words are known to be in somebody's hands. Only `confirmWords` and `wayInWith` make one. */
export type SureWayIn = Pick<WayIn, "phrase" | "phone"> & { readonly confirmed: true };

/** The token behind the `#` of an invitation's link, or what somebody typed of it; null if it is none. */
export function tokenOf(link: string): InvitationToken | null {
	const parsed = InvitationToken.safeParse(link.slice(link.lastIndexOf("#") + 1).trim());
	return parsed.success ? parsed.data : null;
}

/** What an invitation is to. */
export function openInvitation(http: Http, token: InvitationToken): Promise<OpenInvitation> {
	return http.postJson("/api/desk/invitation", { token } satisfies InvitationRequest, OpenInvitation);
}

/** Makes new words and a new phone for a name. Takes about half a second. */
export async function newWayIn(name: LoginName): Promise<WayIn> {
	const phrase = await newStaffPhrase(name);
	return { phrase, phone: newPhone(name), askedFor: placesToAsk(phrase.words.length, randomBytes) };
}

/** Two different places of so many, counted from one, in order. */
export function placesToAsk(count: number, random: Random): readonly [number, number] {
	const first = (random(1)[0] ?? 0) % count;
	const second = (first + 1 + ((random(1)[0] ?? 0) % (count - 1))) % count;
	return [Math.min(first, second) + 1, Math.max(first, second) + 1];
}

/** Confirms that the words were written down: the two that are asked for, typed again. Null while they are not those. */
export function confirmWords({ phrase, phone, askedFor }: WayIn, typed: readonly [string, string]): SureWayIn | null {
	const isRight = askedFor.every((place, index) => splitPhrase(typed[index] ?? "").join(" ") === phrase.words[place - 1]);
	return isRight ? { phrase, phone, confirmed: true } : null;
}

/** The way in of somebody who lost their phone and still has their words; or what is wrong with what they typed. */
export async function wayInWith(
	name: LoginName,
	typed: string,
): Promise<
	{ readonly outcome: "words"; readonly wayIn: SureWayIn } | { readonly outcome: "typo"; readonly what: Exclude<PhraseCheck, "ok"> }
> {
	const words = splitPhrase(typed);
	const check = checkPhrase(words, { purpose: "handler", loginName: name });
	if (check !== "ok") return { outcome: "typo", what: check };
	return { outcome: "words", wayIn: { phrase: await staffPhrase(name, words), phone: newPhone(name), confirmed: true } };
}

/**
 * Accepts an invitation with a code of the phone that was given its secret, and signs in. It is sent once: should the answer be
 * lost, the invitation is used, and the words and the phone sign in.
 */
export async function acceptInvitation(
	http: Http,
	token: InvitationToken,
	{ phrase, phone, code }: SureWayIn & { readonly code: PhoneCode },
): Promise<DeskSession> {
	const { loginName: name, login: secret } = phrase;
	const request: AcceptRequest = { token, name, secret, phone: phone.secret, code };
	try {
		const answer = await http.postOnce("/api/desk/invitation/acceptance", request, SignInAnswer);
		return sessionOf(http, answer, phrase.secrets.wrap);
	} catch (error) {
		if (!(error instanceof CheckError) || error.code !== "unreachable") throw error;
		const what = "It is not known whether the invitation was accepted. Try to sign in with your words and the next code of your phone.";
		throw new CheckError("unreachable", `${what} If that fails, open the invitation again.`, error);
	}
}

function newPhone(name: LoginName): WayIn["phone"] {
	const secret = newPhoneSecret();
	return { secret, uri: phoneUri(secret, name) };
}
