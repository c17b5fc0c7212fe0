/** Telling a database that is away, and may be back for the next try, from a fault of ours. */
import { isAway as isDatabaseAway } from "@answerable/store/fault";
import { inTime } from "@answerable/store/in-time";

/** No question to the database is waited for longer: browsers and proxies give up not much later. */
export const PATIENCE_MS = 10_000;

/** No answer within the time that a request may wait. What was asked may still happen; asking again is safe, since every write is idempotent. */
export class DatabaseAway extends Error {
	override readonly name = "DatabaseAway";
}

/** Whether an error means that the database is away. */
export function isAway(error: unknown): boolean {
	return error instanceof DatabaseAway || isDatabaseAway(error);
}

/** The promise, or `DatabaseAway` after so long: a queue for connections must not keep a person waiting for ever. */
export function within<T>(milliseconds: number, promise: Promise<T>): Promise<T> {
	return inTime(milliseconds, promise, () => new DatabaseAway("The database did not answer in time."));
}

/** The same question, which is not waited for longer than a person would. */
export function patient<Arguments extends readonly unknown[], Answer>(
	ask: (...given: Arguments) => Promise<Answer>,
): (...given: Arguments) => Promise<Answer> {
	return (...given) => within(PATIENCE_MS, ask(...given));
}
