/** Whom a case may be given to, and as much of it as the rules let each of them have. */
import { sightOf } from "@answerable/domain/sight";
import { keyHash } from "@answerable/log/key-statement";
import type { PersonId, TenureId } from "@answerable/types/id";
import { type Compartment, Role } from "@answerable/types/role";
import type { CheckedIntake } from "../reporter/intake.ts";
import { listGrantees, type OpenCase } from "./case.ts";
import { toGive } from "./hand-over.ts";
import type { DeskSession } from "./sign-in.ts";

/** A colleague with what could be given them, and how much of it they can open already. */
export type Colleague = {
	readonly tenure: TenureId;
	readonly person: PersonId;
	readonly role: Role;
	readonly gives: readonly Compartment[];
	readonly has: readonly Compartment[];
};

/**
 * Colleagues to whom something of a case can be given that they do not have, guardians first. The server leaves out those whom the case is about; they
 * are left out here too, as are keys that were not checked in the log: a server that offers one of them gains nothing.
 */
export async function colleaguesFor(session: DeskSession, open: OpenCase, directory: CheckedIntake): Promise<readonly Colleague[]> {
	const { state } = open.case;
	if (state === null) return [];
	const { caseTag } = open.desk.row;
	const offered = await listGrantees(session, { caseTag, tenure: open.tenure.statement.tenure });
	const checked = new Set(directory.holders.map(({ key }) => key));
	return offered
		.filter(({ statement }) => checked.has(keyHash(statement)) && !state.excluded.includes(statement.person))
		.map(({ statement: { tenure, person, role } }) => {
			const { opens } = sightOf(state, tenure);
			const gives = toGive(open, directory, tenure);
			return { tenure, person, role, gives, has: gives.filter((compartment) => opens.includes(compartment)) };
		})
		.filter(({ gives, has }) => gives.length > has.length)
		.toSorted((one, other) => Role.options.indexOf(one.role) - Role.options.indexOf(other.role));
}
