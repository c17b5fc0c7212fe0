/** The wraps of a raise: to each who may open something the keys that they may open, no sooner than their rung (reference §1.2). */
import type { CompartmentKeys } from "@answerable/crypto/compartment";
import type { ReporterSecrets } from "@answerable/crypto/phrase";
import { reporterWrapContext, sealReleasable, sealWrap } from "@answerable/crypto/wrap";
import { encodeWraps, type WrapEntry } from "@answerable/crypto/wrap-list";
import { openingClocks } from "@answerable/domain/deadline";
import { earliestFiring } from "@answerable/domain/not-before";
import type { RoutedRecipient } from "@answerable/domain/routing";
import { receive } from "@answerable/domain/slot";
import { FIRST_RELEASED_RUNG } from "@answerable/domain/succession";
import type { OpenedClock } from "@answerable/types/clock";
import type { Instant } from "@answerable/types/time";
import { CheckError } from "../check-error.ts";
import type { CheckedIntake } from "./intake.ts";
import type { Plan } from "./plan.ts";

type Sealing = { readonly plan: Plan; readonly secrets: ReporterSecrets; readonly keys: CompartmentKeys; readonly now: Instant };

/**
 * Seals the keys of a case to everybody on the plan who may open something, and to the reporter, and fills up with dummies.
 * Whoever only learns that the case exists gets no wrap. Above the first rung the outer seal holds until the earliest instant
 * at which that rung can lawfully fire.
 */
export function sealWraps(intake: CheckedIntake, sealing: Sealing): Uint8Array {
	const clocks = clocksFrom(intake, sealing);
	const openers = sealing.plan.route.recipients.filter(({ opens }) => opens.length > 0);
	return encodeWraps([...openers.map((recipient) => wrapFor(intake, recipient, { ...sealing, clocks })), ownWrap(intake, sealing)]);
}

function wrapFor(
	intake: CheckedIntake,
	{ rung, tenure, key, opens }: RoutedRecipient,
	{ plan, secrets, keys, clocks }: Sealing & { readonly clocks: readonly OpenedClock[] },
): WrapEntry {
	const holder = intake.holders.find((each) => each.key === key && each.statement.tenure === tenure);
	if (holder === undefined) throw new CheckError("no-key", "The plan names somebody whose key was not checked.");
	const place = { organisation: intake.organisation.id, caseTag: secrets.caseTag, rung, tenure, keyHash: key };
	const request = { ...place, opens, keys, recipientKey: holder.seal };
	if (rung < FIRST_RELEASED_RUNG) return sealWrap(request);
	const { severity, externalEligible } = plan.switches;
	const climb = { rung, clocks, severity, recipients: plan.route.recipients, external: plan.external, externalEligible };
	const notBefore = earliestFiring(climb, intake.context);
	return sealReleasable({ ...request, notBefore, policy: intake.policy, calendar: intake.calendar }, intake.releaseKey);
}

/** The reporter opens all but the guardians' notes, with the words alone. */
function ownWrap(intake: CheckedIntake, { secrets, keys }: Sealing): WrapEntry {
	const context = reporterWrapContext({ organisation: intake.organisation.id, caseTag: secrets.caseTag }, secrets.kem.publicKey);
	return sealWrap({ ...context, keys, recipientKey: secrets.kem.publicKey });
}

function clocksFrom({ context }: CheckedIntake, { plan, now }: Sealing): readonly OpenedClock[] {
	const { severity, safetyAction } = plan.switches;
	return openingClocks({ ...receive(now, severity, context), severity, safetyAction }, context);
}
