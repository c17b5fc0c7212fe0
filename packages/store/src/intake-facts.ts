/** What a raise is checked against: the organisation's rules and the holders that the concern was sealed to. */
import type { Holder } from "@answerable/domain/routing";
import type { Hash } from "@answerable/types/bytes";
import type { OrganisationId } from "@answerable/types/id";
import type { RaiseStatement } from "@answerable/types/statement";
import type { CivilDate } from "@answerable/types/time";
import { hashOf } from "./column.ts";
import type { Queries } from "./context.ts";

export type IntakeFacts = { readonly policy: Hash; readonly calendar: Hash; readonly holders: readonly Holder[] };

type Asked = { readonly organisation: OrganisationId; readonly statement: RaiseStatement; readonly today: CivilDate };

/**
 * One query. Holders are those of the statement's recipients that hold their role today, in the organisation itself or
 * in an external body that serves it, with the key that they have now. Null: no such organisation takes concerns.
 */
export async function readIntakeFacts(query: Queries, { organisation, statement, today }: Asked): Promise<IntakeFacts | null> {
	const tenures = [...new Set(statement.recipients.map(({ tenure }) => tenure))];
	const rows = await query
		.selectFrom("organisation")
		.leftJoin("tenure", (join) =>
			join
				.on("tenure.id", "in", tenures)
				.on("tenure.removed", "=", false)
				.on(({ eb, or, exists, selectFrom }) =>
					or([
						eb("tenure.organisation", "=", organisation),
						exists(
							selectFrom("external_directory")
								.select("external_directory.body")
								.whereRef("external_directory.body", "=", "tenure.organisation")
								.where("external_directory.organisation", "=", organisation)
								.where("external_directory.valid_from", "<=", today)
								.where((entry) => entry.or([entry("valid_until", "is", null), entry("valid_until", ">", today)])),
						),
					]),
				),
		)
		.select(["organisation.policy_hash", "organisation.calendar_hash", "tenure.id", "tenure.person", "tenure.role", "tenure.key_hash"])
		.where("organisation.id", "=", organisation)
		.where("organisation.kind", "=", "provider")
		.execute();
	const [first] = rows;
	if (first === undefined || first.policy_hash === null || first.calendar_hash === null) return null;
	const holders = rows.flatMap(({ id, person, role, key_hash }) =>
		id === null || person === null || role === null || key_hash === null ? [] : [{ tenure: id, person, role, key: hashOf(key_hash) }],
	);
	return { policy: hashOf(first.policy_hash), calendar: hashOf(first.calendar_hash), holders };
}
