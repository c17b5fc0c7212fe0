/** LISTEN and NOTIFY. A notification carries nothing and may be lost: there is a poll behind each. */
import type { Database } from "./connect.ts";

/**
 * `answerable_case`: a case changed, the worker may have something to do.
 * `answerable_release`: a rung is due, the releaser may have.
 * `answerable_publish`: a leaf that others wait for (a release, a key) should be published now.
 */
export type Channel = "answerable_case" | "answerable_release" | "answerable_publish";

/** Calls back on every notification, and once whenever the connection is (re)made, since some may have been missed. */
export async function listen({ sql }: Database, channel: Channel, ring: () => void): Promise<() => Promise<void>> {
	const { unlisten } = await sql.listen(channel, ring, ring);
	return unlisten;
}

export async function ring({ sql }: Database, channel: Channel): Promise<void> {
	await sql.notify(channel, "");
}
