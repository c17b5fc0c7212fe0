/** Writing a concern down for somebody who told it: raised like any other, by their guardian's hand, with a claim code. */
import { OrganisationList } from "@answerable/types/answer";
import type { OrganisationId } from "@answerable/types/id";
import { CheckError } from "../check-error.ts";
import { type Clock, deviceClock } from "../clock.ts";
import { connectHttp, type HttpOptions } from "../http.ts";
import type { CheckedIntake } from "../reporter/intake.ts";
import { type Raiser, raiserOver } from "../reporter/raiser.ts";
import type { DeskSession } from "./sign-in.ts";

export type RecorderOptions = Omit<HttpOptions, "credentials"> & { readonly clock?: Clock };

/**
 * The client by which a session records. It sends as any reporter does, without the session: the server is not told whose hand it was.
 * The only key that a guardian knows for certain is their own: a directory that does not have it is not their organisation's.
 */
export function recorderOf(session: () => Pick<DeskSession, "tenures">, { clock = deviceClock, ...options }: RecorderOptions): Raiser {
	const raiser = raiserOver(connectHttp({ ...options, credentials: "omit" }), clock, "on-behalf");
	return {
		...raiser,
		intake: async (slug, pins) => {
			const intake = await raiser.intake(slug, pins);
			requireOwnKey(session(), intake);
			return intake;
		},
	};
}

/** By which name an organisation of mine is asked for. */
export async function slugOf({ http }: Pick<DeskSession, "http">, organisation: OrganisationId): Promise<string> {
	const { organisations } = await http.getJson("/api/organisations", OrganisationList);
	const found = organisations.find(({ id }) => id === organisation);
	if (found === undefined) throw new CheckError("wrong-organisation", "The server does not list this organisation.");
	return found.slug;
}

function requireOwnKey({ tenures }: Pick<DeskSession, "tenures">, { holders }: CheckedIntake): void {
	const isMine = ({ statement, key }: CheckedIntake["holders"][number]) =>
		tenures.some((mine) => mine.key === key && mine.statement.tenure === statement.tenure);
	if (!holders.some(isMine)) throw new CheckError("no-key", "The directory that was shown does not have the key of whoever asks for it.");
}
