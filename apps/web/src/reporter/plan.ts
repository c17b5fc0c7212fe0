/** Who will receive a concern, worked out in the reporter's browser before anything is sealed, and shown before it is sent. */

import { isRefused } from "@answerable/domain/command";
import { type Route, route } from "@answerable/domain/routing";
import type { ConcernContent, PrivateContent } from "@answerable/types/content";
import type { PersonId } from "@answerable/types/id";
import type { Role } from "@answerable/types/role";
import type { External } from "@answerable/types/statement";
import { CheckError } from "../check-error.ts";
import type { CheckedIntake } from "./intake.ts";
import { type Answers, type Switches, switchesFor } from "./severity.ts";

/** What the reporter filled in. */
export type ConcernForm = {
	/** What goes up if nobody answers. Its `subject` routes the concern and stays sealed. */
	readonly concern: ConcernContent;
	/** What stays with the guardian. */
	readonly private: PrivateContent;
	/** People whom the reporter names: they are left out, whatever role they hold now or later. */
	readonly named: readonly PersonId[];
	/** Roles that stand in the same reporting line as whom the concern is about. */
	readonly inLine?: readonly Role[];
	readonly answers: Answers;
	readonly external: External;
	/** The deputy may read `private` as well. */
	readonly shareWithDeputy: boolean;
};

/** Where a concern will go. */
export type Plan = { readonly route: Route; readonly switches: Switches; readonly external: External };

/** Plans a concern (reference §4.2, §4.4). Throws `no-recipient` if nobody is left who may receive it. */
export function planRaise(intake: CheckedIntake, form: ConcernForm): Plan {
	const answered = switchesFor(form.answers, null);
	const planned = route({
		subject: form.concern.subject,
		named: form.named,
		inLine: form.inLine ?? [],
		interests: intake.interests,
		bodies: intake.bodies,
		holders: intake.holders.map(({ statement: { tenure, person, role }, key }) => ({ tenure, person, role, key })),
		severity: answered.severity,
		external: form.external,
		externalEligible: answered.externalEligible,
		shareWithDeputy: form.shareWithDeputy,
		policy: intake.context.policy,
	});
	if (isRefused(planned)) throw new CheckError("no-recipient", "Nobody here may receive this concern. Take it outside the organisation.");
	return { route: planned, switches: switchesFor(form.answers, planned.severity), external: form.external };
}
