/** Makes the demo's people: their phrases, their keys and the statements that name them. */
import { randomUUID } from "node:crypto";
import { type NewTenure, newTenure } from "@answerable/crypto/handler-keys";
import { deriveHandlerKeys, newPhrase } from "@answerable/crypto/phrase";
import { sign } from "@answerable/crypto/signing";
import { keyBytes } from "@answerable/log/key-statement";
import type { Bytes32 } from "@answerable/types/bytes";
import type { LoginName } from "@answerable/types/desk";
import type { OrganisationId, PersonId, TenureId } from "@answerable/types/id";
import type { Countersignature, KeyStatement } from "@answerable/types/key";
import type { Role } from "@answerable/types/role";

/** A person with an unlock phrase. `wrap` opens their tenures' keys and is forgotten after seeding. */
export type DemoPerson = {
	readonly login: LoginName;
	readonly person: PersonId;
	readonly organisation: OrganisationId;
	readonly phrase: readonly string[];
	readonly loginSecret: Bytes32;
	readonly wrap: Uint8Array;
};

/** Makes a person: a new phrase, and the two sub-keys that it gives. */
export async function makePerson(login: LoginName, organisation: OrganisationId): Promise<DemoPerson> {
	const phrase = newPhrase({ purpose: "handler", loginName: login });
	const { login: loginSecret, wrap } = await deriveHandlerKeys(phrase, login);
	return { login, person: randomUUID() as PersonId, organisation, phrase, loginSecret, wrap };
}

/** Makes a tenure of a person. */
export function makeTenure({ person, wrap }: DemoPerson, organisation: OrganisationId, role: Role): NewTenure {
	return newTenure({ organisation, person, tenure: randomUUID() as TenureId, role }, wrap);
}

/** Two roots countersign a key; a root's own key is signed by the other two. */
export function countersign(statement: KeyStatement, roots: readonly NewTenure[]): Countersignature[] {
	return signedByTwo(
		roots.filter((root) => root.statement.tenure !== statement.tenure),
		keyBytes(statement),
	);
}

/** The signatures of the first two of these roots. */
export function signedByTwo(roots: readonly NewTenure[], message: Uint8Array): Countersignature[] {
	return roots.slice(0, 2).map((root) => ({ root: root.statement.sign, signature: sign(root.keys.sign, message) }));
}
