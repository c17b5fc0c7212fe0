/** Everything that a reporter's page does, over one connection. This is the entry of the reporter's bundle. */
import type { Argon2id } from "@answerable/crypto/phrase";
import { ProofError } from "@answerable/log/proof-error";
import { OrganisationList } from "@answerable/types/answer";
import type { FeedbackContent } from "@answerable/types/content";
import type { OrganisationCard } from "@answerable/types/intake";
import type { WaiveStatement } from "@answerable/types/statement";
import type { Instant } from "@answerable/types/time";
import type { Finding } from "../case-reading.ts";
import { CheckError } from "../check-error.ts";
import { type Clock, deviceClock } from "../clock.ts";
import { connectHttp, type HttpOptions } from "../http.ts";
import { ProblemError } from "../problem-error.ts";
import { newWords } from "./change-words.ts";
import { giveKeys } from "./give-keys.ts";
import { type CheckedDeployment, type CheckedIntake, fetchDeployment, fetchIntake, type Pins } from "./intake.ts";
import { type Opening, type OpenMailbox, openMailbox, readLog, refreshMailbox, type Unlocking } from "./mailbox.ts";
import {
	answerDetriment,
	answerFeedback,
	askFurtherFeedback,
	askWithdrawal,
	type DetrimentAnswer,
	dispute,
	type Reply,
	recallWithdrawal,
	reply,
	waiveAcknowledgement,
} from "./mailbox-act.ts";
import type { ConcernForm } from "./plan.ts";
import { type Raised, raise } from "./raise.ts";
import { type Raiser, raiserOver } from "./raiser.ts";
import { hasVacancy, type Successor, successorsOf } from "./succession.ts";
import { type PromiseTrace, tracePromise } from "./trace.ts";
import { findingsOf, type MailboxView, viewOf } from "./view.ts";

/** An act that was kept: when staff will see it. */
export type Sent = { readonly visibleAt: Instant };

/** A mailbox that is open, with what can be done in it. */
export type ReportersCase = {
	readonly mailbox: OpenMailbox;
	readonly deployment: CheckedDeployment;
	/** The mailbox as its pages show it. Null if not even its raise can be believed. */
	readonly view: MailboxView | null;
	/** Everything that could not be proved. */
	readonly findings: readonly Finding[];
	/** Who holds an office now that the concern was given to before, and cannot open it yet. */
	readonly successors: readonly Successor[];
	readonly refresh: () => Promise<ReportersCase>;
	readonly reply: (letter: Reply) => Promise<Sent>;
	readonly dispute: (what: { readonly sequence: number; readonly text: string }) => Promise<Sent>;
	readonly askWithdrawal: () => Promise<Sent>;
	readonly recallWithdrawal: () => Promise<Sent>;
	readonly answerFeedback: (answer: FeedbackContent & { readonly sequence: number }) => Promise<Sent>;
	readonly answerDetriment: (answer: DetrimentAnswer) => Promise<Sent>;
	readonly waiveAcknowledgement: (reason: WaiveStatement["reason"]) => Promise<Sent>;
	readonly askFurtherFeedback: () => Promise<Sent>;
	/** Gives the keys to all of them. */
	readonly giveKeys: () => Promise<Sent>;
	/** Makes new words; they count once they are used. */
	readonly newWords: (argon2id?: Argon2id) => Promise<{ readonly words: readonly string[]; readonly use: () => Promise<ReportersCase> }>;
};

/** What came of seven words. */
export type CameBack = { readonly outcome: "opened"; readonly case: ReportersCase } | Exclude<Opening, { outcome: "opened" }>;

/** A reporter's client. */
export type Reporter = Raiser & {
	readonly organisations: () => Promise<readonly OrganisationCard[]>;
	readonly raise: (intake: CheckedIntake, form: ConcernForm) => Promise<Raised>;
	/** Opens the mailbox of an organisation with what somebody typed. */
	readonly comeBack: (slug: string, typed: string, options?: ComingBack) => Promise<CameBack>;
	/** Looks in the log for the promise of a slip. */
	readonly tracePromise: (slug: string, text: string) => Promise<PromiseTrace>;
};

/** What is pinned: the log's key, the fingerprint of the roots. */
export type ComingBack = Partial<Pins> & Unlocking;

/** What a client is made from. */
export type ReporterOptions = Omit<HttpOptions, "credentials"> & { readonly clock?: Clock };

/** What a mailbox is seen in. `directory` is null while nobody is gone who may read the case, and if it could not be believed. */
type Around = { readonly deployment: CheckedDeployment; readonly directory: CheckedIntake | null; readonly isPinned: boolean };

/** Connects a reporter's client to an origin. Nothing of it is stored, and no cookie is sent or kept. */
export function connectReporter({ clock = deviceClock, ...options }: ReporterOptions): Reporter {
	const http = connectHttp({ ...options, credentials: "omit" });
	const present = (mailbox: OpenMailbox, around: Around): ReportersCase => {
		const { deployment, directory, isPinned } = around;
		const connected = { http, deployment };
		const successors = directory === null ? [] : successorsOf(mailbox, directory, isPinned);
		return {
			mailbox,
			deployment,
			view: viewOf(mailbox, successors),
			findings: findingsOf(mailbox),
			successors,
			refresh: async () => present(await refreshMailbox(http, deployment, mailbox), around),
			reply: (letter) => reply(connected, mailbox, letter),
			dispute: (what) => dispute(connected, mailbox, what),
			askWithdrawal: () => askWithdrawal(connected, mailbox),
			recallWithdrawal: () => recallWithdrawal(connected, mailbox),
			answerFeedback: (answer) => answerFeedback(connected, mailbox, answer),
			answerDetriment: (answer) => answerDetriment(connected, mailbox, answer),
			waiveAcknowledgement: (reason) => waiveAcknowledgement(connected, mailbox, reason),
			askFurtherFeedback: () => askFurtherFeedback(connected, mailbox),
			giveKeys: () => giveKeys(connected, mailbox, successors),
			newWords: async (argon2id) => {
				const { words, use } = await newWords(connected, mailbox, argon2id);
				return { words, use: async () => present(await use(), around) };
			},
		};
	};
	return {
		organisations: async () => (await http.getJson("/api/organisations", OrganisationList)).organisations,
		...raiserOver(http, clock, "own"),
		raise: (intake, form) => raise(http, intake, form),
		comeBack: async (slug, typed, { logKey = null, roots = null, onProgress, argon2id } = {}) => {
			const deployment = await fetchDeployment(http, clock, { slug, logKey, roots });
			const opening = await openMailbox(http, deployment, typed, { onProgress, argon2id });
			if (opening.outcome !== "opened") return opening;
			const isVacant = hasVacancy(opening.mailbox, deployment.parameters);
			const directory = isVacant ? await orNone(() => fetchIntake(http, clock, { slug, pins: { roots, logKey } })) : null;
			return { outcome: "opened", case: present(opening.mailbox, { deployment, directory, isPinned: roots !== null }) };
		},
		tracePromise: async (slug, text) => {
			const deployment = await fetchDeployment(http, clock, { slug, logKey: null });
			const { organisation, promiseKey, serverNow } = deployment;
			const log = await readLog(deployment);
			return tracePromise({ text, organisation: organisation.id, promiseKey, log, now: serverNow() });
		},
	};
}

/** A directory that cannot be had or believed is no reason to keep a letter from its reader: then nobody is given anything. */
async function orNone(fetch: () => Promise<CheckedIntake>): Promise<CheckedIntake | null> {
	try {
		return await fetch();
	} catch (error) {
		if (error instanceof CheckError || error instanceof ProofError || error instanceof ProblemError) return null;
		throw error;
	}
}
