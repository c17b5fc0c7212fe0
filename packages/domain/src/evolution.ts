/** How each kind of event changes the state. Consequences were recorded when they were decided; what an event may do is still bounded here. */
import type { CaseEvent, HappeningKind } from "@answerable/types/event";
import type { CaseState } from "./case.ts";
import type { Context } from "./context.ts";
import { disputed, explained, lettered, triaged, waived } from "./evolve-answer.ts";
import {
	closed,
	detrimentAnswered,
	detrimentAsked,
	feedbackAnswered,
	feedbackAsked,
	reopened,
	shredded,
	shreddingAnnounced,
	withdrawn,
} from "./evolve-closure.ts";
import { abandoned, acknowledged, escalated, handedOver, released, rewrapped, routed, viewed } from "./evolve-rung.ts";
import { downgraded, downgradeProposed, extended, furtherFeedbackAsked, paused, resumedByHandler } from "./evolve-time.ts";
import type { Evolver, Happened, Placed } from "./evolver.ts";
import { change, opened } from "./running.ts";

/** The state after one more event of the chain. */
export function evolve(state: CaseState | null, event: CaseEvent, context: Context): CaseState {
	const { happening } = event;
	if (happening.kind === "raised") {
		if (state !== null) throw new Error(`Event ${event.sequence} raises a case that was raised before.`);
		return raised(event, happening);
	}
	if (state === null) throw new Error(`Event ${event.sequence} comes before the raise.`);
	return advance(state, event, context);
}

/** The state after something that happened to a case that exists. */
export function advance(state: CaseState, event: Placed, context: Context): CaseState {
	const next = { ...state, head: { sequence: event.sequence, at: event.at } };
	return evolved(next, event, event.happening, context);
}

/** One row a kind: an event of a kind that nobody wrote a row for does not compile. */
const EVOLVERS: { readonly [K in HappeningKind]: Evolver<K> } = {
	raised: () => {
		throw new Error("A case is raised once.");
	},
	routed,
	letter: lettered,
	triaged,
	warned: (state, _, { consequence: { running, fraction } }) => ({
		...state,
		runnings: change(state, [running], (one) => ({ ...one, warned: [...one.warned, fraction] })),
	}),
	escalated,
	released,
	acknowledged,
	explained,
	disputed,
	"withdrawal-asked": (state, { at }, { consequence }) => ({ ...state, withdrawal: { askedAt: at, effectiveAt: consequence.effectiveAt } }),
	"withdrawal-recalled": (state) => ({ ...state, withdrawal: null }),
	withdrawn,
	closed,
	granted: (state, { sequence }, { statement: { tenure, opens } }) => ({
		...state,
		grants: [...state.grants, { tenure, opens, sequence, place: null }],
	}),
	"downgrade-proposed": downgradeProposed,
	downgraded,
	extended,
	paused,
	resumed: resumedByHandler,
	"handed-over": handedOver,
	rekeyed: (state, _, { statement: { messageSign, reporterKeys } }) => ({ ...state, messageSign, reporterKeys, claimed: false }),
	linked: (state, _, { statement: { relation, other } }) => ({ ...state, links: [...state.links, { relation, other }] }),
	"nobody-can-open": abandoned,
	reopened,
	viewed,
	"feedback-asked": feedbackAsked,
	"feedback-answered": feedbackAnswered,
	"detriment-asked": detrimentAsked,
	"detriment-answered": detrimentAnswered,
	"hold-placed": (state, _, { statement }) => ({ ...state, legalHold: statement.ground, announced: [] }),
	"hold-lifted": (state) => ({ ...state, legalHold: null }),
	"shredding-announced": shreddingAnnounced,
	shredded,
	waived,
	"further-feedback-asked": furtherFeedbackAsked,
	rewrapped,
};

function evolved<K extends HappeningKind>(
	state: CaseState,
	event: Placed,
	happening: Happened<K> & { readonly kind: K },
	context: Context,
) {
	return EVOLVERS[happening.kind](state, event, happening, context);
}

function raised(event: CaseEvent, { statement, consequence }: Happened<"raised">): CaseState {
	const { severity } = statement;
	return {
		organisation: event.organisation,
		caseTag: event.caseTag,
		head: { sequence: event.sequence, at: event.at },
		raisedAt: event.at,
		received: consequence.received,
		origin: statement.origin,
		claimed: statement.origin === "on-behalf",
		raisedSeverity: severity,
		severity,
		severitySince: event.at,
		gravest: severity,
		proposals: [],
		safetyAction: statement.safetyAction,
		external: statement.external,
		externalEligible: statement.externalEligible,
		excluded: statement.excluded,
		recipients: statement.recipients.map((recipient) => ({ ...recipient, after: null })),
		messageSign: statement.messageSign,
		reporterKeys: statement.reporterKeys,
		routed: null,
		handler: null,
		runnings: consequence.clocks.map((clock) => opened(clock, { sequence: event.sequence, severity })),
		fired: [],
		answers: [],
		released: [],
		grants: [],
		questions: [],
		pause: null,
		pauseUsed: 0,
		withdrawal: null,
		closed: null,
		feedback: null,
		detriments: [],
		links: [],
		views: [],
		abandoned: [],
		legalHold: null,
		announced: [],
		shredded: [],
	};
}
