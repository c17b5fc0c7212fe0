/** A person's phone: its sealed secret, which of its codes counted, and how many wrong ones came since. */
import type { PersonId } from "@answerable/types/id";
import type { Instant } from "@answerable/types/time";
import type { Database } from "./connect.ts";
import type { Queries } from "./context.ts";

/** What decides whether a code counts. Steps are those of RFC 6238, §4.2: thirty seconds each since 1970. */
export type CodeState = {
	/** The last step whose code let somebody in: nothing up to it counts again. */
	readonly usedStep: number;
	/** Steps that their sender was told of, which may not let anybody in. */
	readonly toldSteps: readonly number[];
	/** Wrong codes behind a right secret since the last right one. */
	readonly wrongCodes: number;
	/** Until when no code is looked at. */
	readonly waitUntil: Instant | null;
};

/** A phone as it is kept. `sealed` means nothing without a key file of the api. */
export type Phone = CodeState & { readonly sealed: Uint8Array };

/** What a new phone begins with: the code that enrolled it counts no second time. */
export async function addPhone(query: Queries, person: PersonId, sealed: Uint8Array, usedStep: number): Promise<void> {
	await query
		.insertInto("phone")
		.values({ person, sealed, used_step: usedStep, told_steps: [], wrong_codes: 0, wait_until: null })
		.execute();
}

/**
 * Locks a person's phone, lets `decide` judge a code by it, and keeps what follows in the same transaction: of two requests with
 * the same code, one finds it used. Null for a person without a phone.
 */
export async function withPhone<Verdict extends { readonly next: CodeState }>(
	{ query }: Database,
	person: PersonId,
	decide: (phone: Phone) => Verdict,
): Promise<Verdict | null> {
	return query.transaction().execute(async (turn) => {
		const row = await turn.selectFrom("phone").selectAll().where("person", "=", person).forUpdate().executeTakeFirst();
		if (row === undefined) return null;
		const { sealed, used_step, told_steps, wrong_codes, wait_until } = row;
		const verdict = decide({ sealed, usedStep: used_step, toldSteps: told_steps, wrongCodes: wrong_codes, waitUntil: wait_until });
		const { usedStep, toldSteps, wrongCodes, waitUntil } = verdict.next;
		await turn
			.updateTable("phone")
			.set({ used_step: usedStep, told_steps: [...toldSteps], wrong_codes: wrongCodes, wait_until: waitUntil })
			.where("person", "=", person)
			.execute();
		return verdict;
	});
}
