/** Who has which case open now. In memory alone, and not for long: nothing of it is stored, counted, logged, or told to a reporter. */
import { addSeconds } from "@answerable/domain/instant";
import type { CaseTag, PersonId, TenureId } from "@answerable/types/id";
import type { Instant } from "@answerable/types/time";

/** Somebody who has a case open, as one of their tenures. */
export type Here = { readonly person: PersonId; readonly tenure: TenureId; readonly caseTag: CaseTag };

/** Takes note of somebody, and tells who else has the same case open. */
export type Company = { readonly meet: (here: Here, now: Instant) => readonly TenureId[] };

/** Two questions of a page that asks once a minute, and some spare: whoever leaves a case, or goes to sleep, is gone after that. */
export const STAYS_SECONDS = 150;

/**
 * Remembers of each person the case that they had open last, and no more: it is as large as the staff who are at work now. Whoever was
 * noted first expires first, so what has expired stands in front.
 */
export function keepCompany(): Company {
	const present = new Map<PersonId, Here & { readonly until: Instant }>();
	return {
		meet: (here, now) => {
			for (const [person, { until }] of present) {
				if (until > now) break;
				present.delete(person);
			}
			present.delete(here.person);
			const beside = [...present.values()].filter(({ caseTag, until }) => caseTag === here.caseTag && until > now);
			present.set(here.person, { ...here, until: addSeconds(now, STAYS_SECONDS) });
			return beside.map(({ tenure }) => tenure);
		},
	};
}
