/** How tests come in: members with their phones, and people whom somebody invited. */
import { secondsOf } from "@answerable/domain/instant";
import type { Database } from "@answerable/store/connect";
import { invite } from "@answerable/store/invitation-store";
import { newToken } from "@answerable/store/invitation-token";
import type { InvitationToken, PhoneSecret } from "@answerable/types/account";
import type { OrganisationId } from "@answerable/types/id";
import type { Role } from "@answerable/types/role";
import type { Instant } from "@answerable/types/time";
import { generateSecret, generateSync } from "otplib";
import type { Member } from "./trust.fixture.ts";

type Post = (path: string, body: unknown, headers?: Record<string, string>) => Promise<Response>;
type Scene = { readonly owner: Database; readonly post: Post; readonly now: () => Instant };

/** What a phone shows at an instant. */
export function codeAt(secret: PhoneSecret, now: Instant): string {
	return generateSync({ secret, epoch: secondsOf(now) });
}

/** A request that accepts an invitation, in somebody's name. */
export function acceptance(token: InvitationToken, now: Instant, changes: Readonly<Record<string, unknown>> = {}) {
	const phone = generateSecret() as PhoneSecret;
	const secret = Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString("hex");
	return { token, name: `n${secret.slice(0, 12)}`, secret, phone, code: codeAt(phone, now), ...changes };
}

/** Ways in to a world whose clock stands still: there a phone shows the same code all the time, so each time it is made new again. */
export function entryTo({ owner, post, now }: Scene) {
	let last: Promise<unknown> = Promise.resolve();
	/** One at a time: two who used the same code would be told apart. */
	const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
		const next = last.then(work, work);
		last = next;
		return next;
	};
	const forgetCodes = () =>
		owner.query.updateTable("phone").set({ used_step: 0, told_steps: [], wrong_codes: 0, wait_until: null }).execute();
	return {
		/** Signs a member in, or somebody who says what a member would with these changes. */
		enter: (member: Member, changes: Readonly<Record<string, unknown>> = {}, headers: Record<string, string> = {}) =>
			inTurn(async () => {
				await forgetCodes();
				const secret = Buffer.from(member.loginSecret).toString("hex");
				return post("/api/desk/session", { name: member.loginName, secret, code: codeAt(member.phone, now()), ...changes }, headers);
			}),
		/** An invitation, made at the machine itself. */
		invited: async (to: "administrator" | { readonly organisation: OrganisationId; readonly roles: readonly Role[] }) => {
			const { token, ...kept } = newToken(now());
			const made = await invite(owner, to, { ...kept, madeBy: null });
			if ("refused" in made) throw new Error(made.refused);
			return { token, invitation: made.invitation };
		},
	};
}
