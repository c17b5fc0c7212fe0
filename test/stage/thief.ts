/** What somebody with the owner's password to the database can take. */
import { connect } from "@answerable/store/connect";
import type { CaseTag } from "@answerable/types/id";
import type { Stage } from "./stage.ts";

/** The wraps of a case, as stored. */
export async function stolenWraps(stage: Stage, caseTag: CaseTag): Promise<Uint8Array> {
	const db = connect(stage.ownerUrl(), { max: 1, applicationName: "thief" });
	try {
		const row = await db.query
			.selectFrom("case_wraps")
			.select("wraps")
			.where("case_tag", "=", Buffer.from(caseTag, "hex"))
			.executeTakeFirstOrThrow();
		return row.wraps;
	} finally {
		await db.close();
	}
}
