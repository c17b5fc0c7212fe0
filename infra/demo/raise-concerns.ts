/** Raises the demo's concerns as their reporters would: over HTTP, sealed and checked by the real client. */
import { deviceClock } from "../../apps/web/src/clock.ts";
import { connectHttp } from "../../apps/web/src/http.ts";
import { fetchIntake } from "../../apps/web/src/reporter/intake.ts";
import { raise } from "../../apps/web/src/reporter/raise.ts";
import { type DemoConcern, DRUG_TROLLEY, PATHOLOGY, PORTER, ROTA_FRAUD, THEATRE, TOLD_MY_MANAGER, WARD_B7 } from "./concerns.ts";
import type { Credentials } from "./credentials.ts";

/** Northbrook runs on clocks of seconds, so its concerns climb while you watch; Elmvale on the clocks of England. */
const RAISED: readonly { readonly slug: string; readonly concerns: readonly DemoConcern[] }[] = [
	{ slug: "northbrook", concerns: [WARD_B7, PORTER] },
	{ slug: "elmvale", concerns: [PATHOLOGY, THEATRE, ROTA_FRAUD, TOLD_MY_MANAGER, DRUG_TROLLEY] },
];

/** Raises them all and prints each return code, which only a reporter would ever have. */
export async function raiseDemoConcerns(origin: string, { organisations }: Credentials, say: (line: string) => void): Promise<void> {
	const http = connectHttp({ origin });
	for (const { slug, concerns } of RAISED) {
		const organisation = organisations.find((candidate) => candidate.slug === slug);
		if (organisation === undefined) continue;
		for (const { title, form } of concerns) {
			const intake = await fetchIntake(http, deviceClock, { slug, pins: { roots: organisation.roots, logKey: null } });
			const { words } = await raise(http, intake, form);
			say(`raised at ${organisation.name}: ${title}\n              return code: ${words.join(" ")}`);
		}
	}
}
