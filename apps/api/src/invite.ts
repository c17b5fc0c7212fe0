/** Inviting: the token is shown to whoever invites, once. */
import type { NewInvitation } from "@answerable/store/invitation-store";
import { newToken } from "@answerable/store/invitation-token";
import type { InviteAnswer, InviteRequest, RenewRequest } from "@answerable/types/admin";
import type { InvitationId, PersonId } from "@answerable/types/id";
import type { Deps } from "./deps.ts";
import { isRefused, type Refused } from "./problem.ts";

/** Invites somebody new. */
export function inviteSomebody(deps: Deps, by: PersonId, request: InviteRequest): Promise<InviteAnswer | Refused> {
	const to = request.as === "administrator" ? request.as : { organisation: request.organisation, roles: request.roles };
	return withToken(deps, by, (made) => deps.store.invite(to, made));
}

/** Gives somebody a new way in, which opens only once a second person has confirmed it. */
export function renewAccess(deps: Deps, by: PersonId, whom: RenewRequest & { readonly person: PersonId }): Promise<InviteAnswer | Refused> {
	return withToken(deps, by, (made) => deps.store.renew(whom, made));
}

async function withToken(
	deps: Deps,
	madeBy: PersonId,
	make: (made: NewInvitation) => Promise<{ readonly invitation: InvitationId } | Refused>,
): Promise<InviteAnswer | Refused> {
	const { token, ...kept } = newToken(deps.now());
	const made = await make({ ...kept, madeBy });
	return isRefused(made) ? made : { invitation: made.invitation, token, expiresAt: kept.expiresAt };
}
