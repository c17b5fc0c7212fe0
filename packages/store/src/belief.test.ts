import { randomUUID } from "node:crypto";
import { calendarFor } from "@answerable/domain/calendar";
import type { CaseState } from "@answerable/domain/case";
import { type Command, isRefused } from "@answerable/domain/command";
import { decide } from "@answerable/domain/decide";
import { addSeconds } from "@answerable/domain/instant";
import { policyById } from "@answerable/domain/policy";
import { type Holder, route } from "@answerable/domain/routing";
import { NOTHING_SEEN } from "@answerable/log/act";
import { canonicalHash } from "@answerable/log/canonical";
import type { Bytes32, Hash, Signature, SigningKey } from "@answerable/types/bytes";
import type { CaseEvent, Seen } from "@answerable/types/event";
import type { CaseTag, OrganisationId, PersonId, TenureId } from "@answerable/types/id";
import type { Role } from "@answerable/types/role";
import type { RaiseStatement } from "@answerable/types/statement";
import type { Instant } from "@answerable/types/time";
import fc from "fast-check";
import { expect, test } from "vitest";
import { believe } from "./belief.ts";
import { chain } from "./chaining.ts";

const ZEROS = "00".repeat(32);
const roles: readonly Role[] = [
	"guardian",
	"deputy_guardian",
	"exec_lead",
	"medical_director",
	"ned_lead",
	"ceo",
	"chair",
	"sid",
	"external_body",
];
const holders: readonly Holder[] = roles.map((role) => ({
	tenure: randomUUID() as TenureId,
	person: randomUUID() as PersonId,
	role,
	key: canonicalHash(role),
}));
const handler = (role: Role) => {
	const { tenure, person } = holders.find((holder) => holder.role === role) ?? { tenure: "" as TenureId, person: "" as PersonId };
	return { actor: "handler" as const, tenure, person, role };
};

type Step = { readonly afterSeconds: number; readonly choice: number };
const steps = fc.array(fc.record({ afterSeconds: fc.nat(40), choice: fc.nat(12) }), { maxLength: 25 });

function commandAt({ choice }: Step, state: CaseState, events: readonly CaseEvent[], now: Instant): Command {
	const guardian = handler("guardian");
	const letters = (["acknowledgement", "plan", "update", "outcome", "question"] as const).map(
		(purpose): Command => ({ kind: "letter", by: guardian, statement: { purpose, compartment: "concern" } }),
	);
	const answer = state.answers.findLast(({ disputed }) => !disputed);
	const others: readonly Command[] = [
		{ kind: "triage", by: guardian, statement: { severity: "S1", handler: guardian.tenure, compartment: "concern" } },
		{ kind: "acknowledge", by: handler("chair"), statement: { rung: 4 } },
		{ kind: "explain", by: handler("chair"), statement: { answer: "explain", reviewAt: addSeconds(now, 15), compartment: "concern" } },
		{ kind: "release", rung: 4, notBefore: events[0]?.at ?? now, tenures: [handler("chair").tenure], witnessed: false },
		{ kind: "dispute", statement: { sequence: answer?.sequence ?? 1 } },
		{ kind: "letter", by: { actor: "reporter" }, statement: { purpose: "reply", compartment: "private" } },
		{ kind: "close", by: guardian, statement: { reason: "outcome" } },
	];
	return [...letters, ...others][choice] ?? { kind: "withdraw", statement: {} };
}

test.each(["demo@1", "default-england@1"])(
	"every history that the rules can make under %s is believed whole, and tells the same state",
	(id) => {
		const rules = { policy: policyById(id), calendar: calendarFor("england-and-wales") };
		const stretch = id === "demo@1" ? 1 : 9_973;
		fc.assert(
			fc.property(fc.constantFrom("S1" as const, "S2" as const, "S3" as const), steps, (severity, taken) => {
				const choices = { external: "full" as const, externalEligible: true, shareWithDeputy: false, policy: rules.policy };
				const routed = route({ subject: "none", named: [], inLine: [], interests: [], bodies: [], holders, severity, ...choices });
				if ("refused" in routed) throw new Error("nobody");
				const policy = canonicalHash(rules.policy);
				const statement: RaiseStatement = {
					origin: "own",
					severity,
					safetyAction: true,
					external: "full",
					externalEligible: true,
					excluded: [],
					recipients: routed.recipients.map(({ tenure, rung, key, opens }) => ({ tenure, rung, key, opens: [...opens] })),
					wraps: ZEROS as Hash,
					messageSign: ZEROS as SigningKey,
					reporterKeys: ZEROS as Hash,
					policy,
					calendar: canonicalHash(rules.calendar),
				};
				const organisation = randomUUID() as OrganisationId;
				const caseTag = ZEROS as CaseTag;
				const link = { organisation, caseTag, policy, rules, logSalt: ZEROS as Bytes32, viewKey: new Uint8Array(32), epochSeconds: 600 };
				const events: CaseEvent[] = [];
				let [head, state]: [Seen, CaseState | null] = [NOTHING_SEEN, null];
				const perform = (command: Command, now: Instant) => {
					const decision = decide(state, command, now, rules);
					if (isRefused(decision)) return;
					const isSigned = decision.events.some(({ by }) => by.actor === "reporter" || by.actor === "handler");
					const signed = isSigned ? { signature: { seen: head, signature: "00".repeat(64) as Signature }, ciphertext: null } : null;
					for (const done of chain({ ...link, head, state }, decision, signed)) {
						events.push(done.event);
						[head, state] = [{ sequence: done.event.sequence, hash: done.hash }, done.state];
					}
				};
				let now = "2026-04-07T09:00:00Z" as Instant;
				perform({ kind: "raise", organisation, caseTag, statement }, now);
				for (const step of taken) {
					now = addSeconds(now, step.afterSeconds * stretch);
					perform({ kind: "escalate-if-due" }, now);
					if (state !== null) perform(commandAt(step, state, events, now), now);
				}
				const belief = believe(events, rules);
				expect(belief.unlikely).toEqual([]);
				expect(belief.state).toEqual(state);
			}),
			{ numRuns: 150 },
		);
	},
);
