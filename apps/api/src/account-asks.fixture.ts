/** One request of every route about people, as somebody would send it who may: each on a person, invitation or session of its own. */
import { createHash } from "node:crypto";
import { appoint } from "@answerable/store/appointment-store";
import { renew } from "@answerable/store/invitation-store";
import { newToken } from "@answerable/store/invitation-token";
import { SignInAnswer } from "@answerable/types/account";
import type { InvitationId, PersonId } from "@answerable/types/id";
import { ORIGIN } from "./deps.fixture.ts";
import { acceptance } from "./entry.fixture.ts";
import type { Member, Trust } from "./trust.fixture.ts";
import type { Desk, World } from "./world.fixture.ts";

/** Somebody who joined the staff of a trust just now and holds nothing. */
export async function newcomer(world: World, trust: Trust): Promise<PersonId> {
	const { token } = await world.entry.invited({ organisation: trust.id, roles: [] });
	const answer = await world.post("/api/desk/invitation/acceptance", acceptance(token, world.clock.now()));
	return SignInAnswer.parse(await answer.json()).person;
}

/** A renewal that nobody has confirmed, and its token. */
export async function renewal(world: World, person: PersonId, kind: "phone" | "reset" = "phone") {
	const { token, ...kept } = newToken(world.clock.now());
	const made = await renew(world.owner, { person, kind }, { ...kept, madeBy: null });
	if ("refused" in made) throw new Error(made.refused);
	return { token, invitation: made.invitation as InvitationId };
}

/** A name of a session as lists show it, from its cookie. */
export function sessionOf(answer: Response): string {
	const token = (answer.headers.get("set-cookie") ?? "").split(";")[0]?.split("=")[1] ?? "";
	return createHash("sha256").update(token).digest("hex");
}

type Asker = { readonly desk: Desk | null; readonly member: Member; readonly trust: Trust; readonly isAdministrator: boolean };

/** The requests, by operation. `desk` is null for somebody who did not sign in. */
export function accountAsks(
	world: World,
	{ desk, member, trust, isAdministrator }: Asker,
): Readonly<Record<string, () => Promise<Response>>> {
	const post = (path: string, body: unknown) => (desk === null ? world.post(path, body) : desk.post(path, body));
	const remove = (path: string, by = desk) =>
		by === null ? Promise.resolve(world.app.request(path, { method: "DELETE", headers: { origin: ORIGIN } })) : by.delete(path);
	/** Sessions are ended on somebody who has others, or is nobody else. */
	const spare = async () => (isAdministrator ? world.administrator() : desk);
	const admin = "/api/admin";
	return {
		signIn: () => world.entry.enter(member),
		openInvitation: async () => post("/api/desk/invitation", { token: (await world.entry.invited("administrator")).token }),
		acceptInvitation: async () => {
			const { token } = await world.entry.invited("administrator");
			return world.post("/api/desk/invitation/acceptance", acceptance(token, world.clock.now()));
		},
		endSessions: async () => remove("/api/desk/sessions", await spare()),
		endSession: async () => {
			if (desk === null) return remove(`/api/desk/sessions/${"ab".repeat(32)}`);
			if (!isAdministrator) return remove(`/api/desk/sessions/${sessionOf(await world.entry.enter(member))}`);
			const other = await world.administrator();
			const { sessions } = (await (await other.get("/api/desk/sessions")).json()) as { sessions: { id: string }[] };
			return other.delete(`/api/desk/sessions/${sessions[0]?.id}`);
		},
		confirmRenewal: async () => post(`/api/desk/confirmations/${(await renewal(world, await newcomer(world, trust))).invitation}`, {}),
		inviteSomebody: () => post(`${admin}/invitations`, { as: "staff", organisation: trust.id, roles: ["chair"] }),
		revokeInvitation: async () => remove(`${admin}/invitations/${(await world.entry.invited("administrator")).invitation}`),
		renewAccess: async () => post(`${admin}/people/${await newcomer(world, trust)}/renewals`, { kind: "phone" }),
		removePerson: async () => remove(`${admin}/people/${await newcomer(world, trust)}`),
		appointPerson: async () =>
			post(`${admin}/appointments`, { person: await newcomer(world, trust), organisation: trust.id, role: "deputy_guardian" }),
		endAppointment: async () => {
			const person = await newcomer(world, trust);
			const made = await appoint(world.owner, {
				person,
				organisation: trust.id,
				role: "deputy_guardian",
				madeBy: null,
				now: world.clock.now(),
			});
			if ("refused" in made) throw new Error(made.refused);
			return remove(`${admin}/appointments/${made.appointment}`);
		},
	};
}
