/** What an organisation last said about its ties, its policy and its looks; what has a leaf, as far as it stands in the log. */
import type { SignedBranding } from "@answerable/types/branding";
import type { OrganisationId } from "@answerable/types/id";
import type { LoggedAdoption, LoggedInterests } from "@answerable/types/intake";
import type { Queries } from "./context.ts";

export type Said = {
	readonly interests: LoggedInterests | null;
	readonly adoption: LoggedAdoption | null;
	readonly branding: SignedBranding | null;
};

/** The newest register and the newest adoption that are published, and the newest branding. */
export async function readSaid(query: Queries, organisation: OrganisationId): Promise<Said> {
	const [interests, adoption, branding] = await Promise.all([
		query
			.selectFrom("interests_register as said")
			.innerJoin("log_entry", "log_entry.leaf_id", "said.leaf_id")
			.select(["said.statement", "said.lines", "said.countersignatures", "log_entry.index as leafIndex"])
			.where("said.organisation", "=", organisation)
			.orderBy("said.number", "desc")
			.limit(1)
			.executeTakeFirst(),
		query
			.selectFrom("policy_adoption as said")
			.innerJoin("log_entry", "log_entry.leaf_id", "said.leaf_id")
			.select(["said.statement", "said.countersignatures", "log_entry.index as leafIndex"])
			.where("said.organisation", "=", organisation)
			.orderBy("said.number", "desc")
			.limit(1)
			.executeTakeFirst(),
		query
			.selectFrom("branding")
			.select(["statement", "body as branding", "countersignatures"])
			.where("organisation", "=", organisation)
			.orderBy("number", "desc")
			.limit(1)
			.executeTakeFirst(),
	]);
	return {
		interests:
			interests === undefined ? null : { ...interests, lines: [...interests.lines], countersignatures: [...interests.countersignatures] },
		adoption: adoption === undefined ? null : { ...adoption, countersignatures: [...adoption.countersignatures] },
		branding: branding === undefined ? null : { ...branding, countersignatures: [...branding.countersignatures] },
	};
}
