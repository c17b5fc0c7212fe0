/** Coming in by an invitation: seeing what it is to, and accepting it. */
import { randomUUID } from "node:crypto";
import { tokenHash } from "@answerable/store/invitation-token";
import type { AcceptRequest, InvitationToken, OpenInvitation } from "@answerable/types/account";
import type { PersonId } from "@answerable/types/id";
import type { Deps } from "./deps.ts";
import { judgeCode, NEW_PHONE } from "./phone-code.ts";
import { isRefused, type Refused, type ToldRefusal } from "./problem.ts";
import { refusalOf, type SignedIn, secretHash, welcome } from "./sign-in.ts";

/** What an invitation is to; or why it lets nobody in, which only its holder can ask. */
export async function openInvitation(deps: Deps, token: InvitationToken): Promise<OpenInvitation | Refused> {
	const found = await deps.store.openInvitation(tokenHash(token), deps.now());
	if (isRefused(found)) return found;
	const { person: _, ...shown } = found;
	return shown;
}

/**
 * Accepts an invitation and signs in. The phone proves that it was given its secret before anything is written; the code that
 * proved it counts no second time.
 */
export async function accept(deps: Deps, request: AcceptRequest, cookieHeader: string | undefined): Promise<SignedIn | ToldRefusal> {
	const { token, name, secret, phone, code } = request;
	const invitation = await deps.store.openInvitation(tokenHash(token), deps.now());
	if (isRefused(invitation)) return invitation;
	const verdict = judgeCode(code, phone, NEW_PHONE, deps.now());
	if (verdict.outcome !== "right") return refusalOf(verdict) ?? { refused: "wrong-code" };
	const person = invitation.person ?? (randomUUID() as PersonId);
	const accepted = await deps.store.acceptInvitation({
		tokenHash: tokenHash(token),
		person,
		loginName: name,
		loginHash: secretHash(secret),
		phone: { sealed: deps.phones.seal(person, phone), usedStep: verdict.step },
		now: deps.now(),
	});
	if (isRefused(accepted)) return accepted;
	const administrator = invitation.organisation === null;
	return welcome(deps, { person, administrator, wrongCodes: 0 }, cookieHeader);
}
