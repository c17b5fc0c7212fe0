/** Raising a concern, from the bytes that arrived to the signed promise. */
import type { RaiseAnswer } from "@answerable/types/intake";
import type { RefusalCode } from "@answerable/types/problem";
import type { Instant } from "@answerable/types/time";
import type { Deps } from "./deps.ts";
import { isRefused, type Refused } from "./problem.ts";
import { checkCurrent, checkSealed } from "./raise-check.ts";
import { type ReadRaise, readRaise } from "./raise-frame.ts";
import type { Intake } from "./store-port.ts";

/** The answer to a raise; `again` if the same one had arrived before. */
export type Raised = { readonly answer: RaiseAnswer; readonly again: boolean };

/**
 * Reads, checks and stores a raise.
 *
 * [Note: The same letter again] A person whose answer got lost on the way sends
 * the same raise again. They must not be told that the puzzle is used, or that a
 * key has changed since, but that the concern is kept: so a refusal which could
 * follow from time gone by is given only if this very raise was never stored.
 * The puzzle is spent in the transaction that stores the concern, so that a
 * raise which fails costs nothing.
 */
export async function raiseConcern(deps: Deps, body: Uint8Array): Promise<Raised | Refused> {
	const now = deps.now();
	const raise = readRaise(body);
	if (isRefused(raise)) return raise;
	const intake = await deps.store.intake({ id: raise.header.organisation }, now);
	if (intake === null) return { refused: "unknown-organisation" };
	const wronglySealed = checkSealed(raise);
	if (wronglySealed !== null) return { refused: wronglySealed };
	const work = deps.work.check(raise.header.work, intake.organisation.id, raise.header.statement.severity);
	const outOfDate = isRefused(work) ? work.refused : checkCurrent(raise, intake, now) && (await checkAnew(deps, raise, intake, now));
	if (isRefused(work) || outOfDate !== null) {
		const before = await deps.store.raisedBefore(raise);
		return before === null ? { refused: outOfDate ?? "work-missing" } : { answer: before, again: true };
	}
	const raised = await deps.store.raise(raise, work, now);
	if (!isRefused(raised) && !raised.again) deps.load.count(intake.organisation.id);
	return raised;
}

/** The intake at hand may be a second old: whoever is refused is refused by one that was read anew. */
async function checkAnew(deps: Deps, raise: ReadRaise, { organisation }: Intake, now: Instant): Promise<RefusalCode | null> {
	const intake = await deps.store.intake({ slug: organisation.slug }, now);
	return intake === null ? "unknown-organisation" : checkCurrent(raise, intake, now);
}
