/** The one door: every change to a case is a pure decision over its history. */
import type { Instant } from "@answerable/types/time";
import type { CaseState } from "./case.ts";
import {
	type Command,
	type CommandOf,
	type Decision,
	type Handler,
	type HandlersCommand,
	isRefused,
	type ReportersCommand,
} from "./command.ts";
import type { Context } from "./context.ts";
import { decideClose, decideReopen } from "./decide-close.ts";
import { decideAgreeDowngrade, decideProposeDowngrade } from "./decide-downgrade.ts";
import { decideGrant } from "./decide-grant.ts";
import { decideHandOver, decideLiftHold, decideLink, decidePlaceHold } from "./decide-keeping.ts";
import { decideLetter } from "./decide-letter.ts";
import { decideDetriment, decideFeedback } from "./decide-question.ts";
import { decideRaise } from "./decide-raise.ts";
import { decideDispute, decideFurtherFeedback, decideRecall, decideRekey, decideWaive, decideWithdraw } from "./decide-reporter.ts";
import { decideRewrap } from "./decide-rewrap.ts";
import { decideAcknowledge, decideExplain, decideRelease } from "./decide-rung.ts";
import { decideNobodyCanOpen, decideShred, decideView } from "./decide-system.ts";
import { decideExtend, decidePause, decideResume } from "./decide-time.ts";
import { decideTriage } from "./decide-triage.ts";
import { escalateIfDue } from "./escalation.ts";
import { advance } from "./evolution.ts";

/**
 * What follows from a command, or why nothing does. No event is dated before the last one, whatever the clock says.
 * A reporter's later act is decided when its slot has come (`slotFor`), and dated at that slot.
 */
export function decide(state: CaseState | null, command: Command, now: Instant, context: Context): Decision {
	if (command.kind === "raise") return state === null ? decideRaise(command, now, context) : { refused: "already-raised" };
	if (state === null) return { refused: "not-found" };
	if (state.shredded.includes("case")) return { refused: "case-closed" };
	if (state.claimed && isReportersOwn(command)) return { refused: "claim-code" };
	const asking = { state, now, context };
	return isHandlers(command) ? decideInTurn(command, asking) : decided(command.kind, command, asking);
}

/**
 * [Note: What was due comes first] A handler's act is decided on the case as time has left it. What fell due before it happens
 * first, with its true lateness: else an answer that came too late would swallow the rungs that a worker which stood still had
 * not told yet (reference §4.3, rule 3), and whoever can stop the worker could have a missed clock forgotten.
 */
function decideInTurn(command: HandlersOwn, { state, now, context }: Asking): Decision {
	const owed = escalateIfDue(state, now, context);
	if (isRefused(owed)) return decided(command.kind, command, { state, now, context });
	let caughtUp = state;
	for (const event of owed.events) caughtUp = advance(caughtUp, { ...event, sequence: caughtUp.head.sequence + 1 }, context);
	const decision = decided(command.kind, command, { state: caughtUp, now, context });
	if (isRefused(decision)) return decision;
	return { events: [...owed.events, ...decision.events], notices: [...owed.notices, ...decision.notices] };
}

type Decider<K extends Command["kind"]> = (state: CaseState, command: CommandOf<K>, now: Instant, context: Context) => Decision;
type Later = Exclude<Command["kind"], "raise">;
type Commands = { readonly [K in Later]: CommandOf<K> };
type Asking = { readonly state: CaseState; readonly now: Instant; readonly context: Context };

type HandlersOwn = HandlersCommand | (CommandOf<"letter"> & { readonly by: Handler });

/** One row a command: one that nobody wrote a row for does not compile. */
const DECIDERS: { readonly [K in Later]: Decider<K> } = {
	letter: decideLetter,
	triage: decideTriage,
	acknowledge: decideAcknowledge,
	explain: decideExplain,
	close: decideClose,
	reopen: decideReopen,
	grant: decideGrant,
	"hand-over": decideHandOver,
	link: decideLink,
	"propose-downgrade": decideProposeDowngrade,
	"agree-downgrade": decideAgreeDowngrade,
	extend: decideExtend,
	pause: decidePause,
	resume: decideResume,
	"place-hold": decidePlaceHold,
	"lift-hold": decideLiftHold,
	dispute: decideDispute,
	withdraw: decideWithdraw,
	recall: decideRecall,
	rekey: decideRekey,
	"answer-feedback": decideFeedback,
	"answer-detriment": decideDetriment,
	waive: decideWaive,
	"ask-further-feedback": decideFurtherFeedback,
	rewrap: decideRewrap,
	"escalate-if-due": (state, _, now, context) => escalateIfDue(state, now, context),
	release: decideRelease,
	"nobody-can-open": decideNobodyCanOpen,
	view: decideView,
	shred: decideShred,
};

function decided<K extends Later>(kind: K, command: Commands[K], { state, now, context }: Asking): Decision {
	return DECIDERS[kind](state, command, now, context);
}

function isHandlers(command: Command): command is HandlersOwn {
	return "by" in command && command.by.actor === "handler";
}

/** A claim code reads, replies and changes its words; nothing else is done in the reporter's name with it (design §5, "Claim codes"). */
function isReportersOwn(command: Command): boolean {
	const own: Readonly<Record<Exclude<ReportersCommand["kind"], "rekey">, true>> = {
		dispute: true,
		withdraw: true,
		recall: true,
		"answer-feedback": true,
		"answer-detriment": true,
		waive: true,
		"ask-further-feedback": true,
		rewrap: true,
	};
	return command.kind in own;
}
