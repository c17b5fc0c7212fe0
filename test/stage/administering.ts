/** Every act that somebody may do to `/api/admin`, each asked as whoever means it would ask it. */
import type { InviteRequest } from "@answerable/types/admin";
import type { OrganisationId, PersonId } from "@answerable/types/id";
import type { Loot } from "./loot.ts";

/** What an act was answered with. */
export type Told = { readonly status: number; readonly text: string };
type Ask = (id: string, method: "POST" | "DELETE", path: string, body?: unknown) => Promise<Told>;

/** Whose session asks, and about whom: `person` holds keys of `organisation`. */
export type Administering = {
	readonly cookie: string;
	readonly organisation: OrganisationId;
	readonly person: PersonId;
	/** Comes in by an invitation of staff, to be removed again. */
	readonly join: (token: string) => Promise<PersonId>;
};

/**
 * Invites staff and administrators, renews words and a phone, appoints to what opens most, ends it, takes an invitation
 * back and removes people. Returns every answer by the operation's id. What an answer named is what the next act is
 * about; whoever is refused has nothing named, and asks about what is there.
 */
export async function administer(origin: string, acting: Administering): Promise<readonly (Told & { readonly id: string })[]> {
	const told: (Told & { readonly id: string })[] = [];
	const ask: Ask = async (id, method, path, body) => {
		const answer = await fetch(`${origin}/api/admin/${path}`, {
			method,
			headers: { cookie: acting.cookie, origin, ...(body === undefined ? {} : { "content-type": "application/json" }) },
			...(body === undefined ? {} : { body: JSON.stringify(body) }),
		});
		const one = { status: answer.status, text: await answer.text() };
		told.push({ ...one, id });
		return one;
	};
	await invitesAndRemoves(ask, acting);
	await renewsAndAppoints(ask, acting);
	return told;
}

async function invitesAndRemoves(ask: Ask, { organisation, person, join }: Administering): Promise<void> {
	const staff: InviteRequest = { as: "staff", organisation, roles: ["guardian", "ned_lead"] };
	const invited = await ask("inviteSomebody", "POST", "invitations", staff);
	const { token } = read<{ token: string }>(invited);
	const joined = token === undefined ? person : await join(token);
	const second = await ask("inviteSomebody", "POST", "invitations", { as: "administrator" } satisfies InviteRequest);
	await ask("revokeInvitation", "DELETE", `invitations/${read<{ invitation: string }>(second).invitation ?? person}`);
	await ask("removePerson", "DELETE", `people/${joined}`);
	await ask("removePerson", "DELETE", `people/${person}`);
}

async function renewsAndAppoints(ask: Ask, { organisation, person }: Administering): Promise<void> {
	for (const kind of ["phone", "reset"]) await ask("renewAccess", "POST", `people/${person}/renewals`, { kind });
	const made = await ask("appointPerson", "POST", "appointments", { person: person, organisation, role: "deputy_guardian" });
	await ask("endAppointment", "DELETE", `appointments/${read<{ appointment: string }>(made).appointment ?? person}`);
}

const read = <T>({ status, text }: Told): Partial<T> => (status < 300 ? (JSON.parse(text) as T) : {});

/** The answers as loot, by who asked and the operation. */
export function lootOf(who: string, told: readonly (Told & { readonly id: string })[]): Loot {
	return new Map(told.map(({ id, text }, at) => [`${who} ${id} ${at}`, text]));
}
