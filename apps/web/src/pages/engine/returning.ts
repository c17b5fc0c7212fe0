/** What the engine does for a reporter who comes back, and what it remembers: the mailbox that is open, and words that were made and not used. */

import { checkPhrase } from "@answerable/crypto/phrase";
import type { Evidence } from "@answerable/log/evidence";
import { promiseText } from "@answerable/log/promise";
import type { Hash } from "@answerable/types/bytes";
import type { OrganisationCard } from "@answerable/types/intake";
import type { Slip } from "../../raising/slip.ts";
import { evidenceOf } from "../../reporter/evidence.ts";
import type { Reporter, ReportersCase, Sent } from "../../reporter/reporter.ts";
import { readTyped, repairOf, wordsIn } from "../../reporter/typed-words.ts";
import type { MailboxView } from "../../reporter/view.ts";
import type { Doing, MailboxRequests, Opened } from "./mailbox-protocol.ts";
import type { Progress } from "./protocol.ts";
import type { Stretching } from "./stretching.ts";

/** One function for each request. */
export type Returning = {
	readonly [K in keyof MailboxRequests]: (
		takes: MailboxRequests[K]["takes"],
		onProgress: (progress: Progress) => void,
	) => Promise<MailboxRequests[K]["gives"]>;
};

type Fresh = Awaited<ReturnType<ReportersCase["newWords"]>>;

/** Makes the engine's part for coming back. */
export function createReturning(reporter: Reporter, stretching: Stretching): Returning {
	let open: ReportersCase | null = null;
	/** The fingerprint that they came with. Another one is never printed: nobody checked it here. */
	let pinned: Hash | null = null;
	let fresh: Fresh | null = null;
	const known = (): ReportersCase => {
		if (open === null) throw new Error("No mailbox is open.");
		return open;
	};
	const keep = (next: ReportersCase): MailboxView => {
		if (next.view === null) throw new Error("What was served cannot be believed any more.");
		open = next;
		return next.view;
	};
	return {
		readTyped: async (typed) => readTyped(typed),
		open: async ({ slug, typed, roots }, onProgress) => {
			const argon2id = stretching((secondsLeft) => onProgress({ secondsLeft }));
			const back = await reporter.comeBack(slug, typed, { roots, onProgress, argon2id });
			if (back.outcome === "typo") return explainTypo(reporter, { slug, typed, what: back.what });
			if (back.outcome === "not-found") return back;
			open = back.case;
			pinned = roots;
			fresh = null;
			const { view } = back.case;
			return view === null ? { outcome: "not-believed" } : { outcome: "opened", view };
		},
		refresh: async () => keep(await known().refresh()),
		do: async (doing) => {
			const { visibleAt } = await perform(known(), doing);
			return { visibleAt, view: keep(await known().refresh()) };
		},
		newWords: async (_, onProgress) => {
			fresh = await known().newWords(stretching((secondsLeft) => onProgress({ secondsLeft })));
			return slipOf(known(), fresh.words, pinned);
		},
		useWords: async () => {
			if (fresh === null) throw new Error("No words were made.");
			const view = keep(await fresh.use());
			fresh = null;
			return view;
		},
		evidence: async (): Promise<Evidence> => evidenceOf(known().mailbox, known().deployment.parameters),
		tracePromise: ({ slug, text }) => reporter.tracePromise(slug, text),
	};
}

function perform(open: ReportersCase, doing: Doing): Promise<Sent> {
	switch (doing.kind) {
		case "reply": {
			const { purpose, compartment, text } = doing;
			return open.reply({ purpose, compartment, text });
		}
		case "dispute": {
			const { sequence, text } = doing;
			return open.dispute({ sequence, text });
		}
		case "withdraw":
			return open.askWithdrawal();
		case "recall":
			return open.recallWithdrawal();
		case "feedback": {
			const { sequence, answer, text } = doing;
			return open.answerFeedback({ sequence, answer, text });
		}
		case "detriment": {
			const { sequence, suffered, compartment, text } = doing;
			return open.answerDetriment({ sequence, suffered, compartment, text });
		}
		case "waive":
			return open.waiveAcknowledgement(doing.reason);
		case "further-feedback":
			return open.askFurtherFeedback();
		case "give-keys":
			return open.giveKeys();
	}
}

type Typo = { readonly slug: string; readonly typed: string; readonly what: "wrong-length" | "unknown-word" | "check-word-wrong" };

/** A slip of the pen that explains it, or another organisation that the words belong to: both are found here, by the check word. */
async function explainTypo(reporter: Reporter, { slug, typed, what }: Typo): Promise<Opened> {
	const words = wordsIn(typed);
	const organisations = await reporter.organisations();
	const own = organisations.find((each) => each.slug === slug);
	const isOf = ({ id }: OrganisationCard) => checkPhrase(words, { purpose: "reporter", organisation: id }) === "ok";
	return {
		outcome: "typo",
		what,
		repair: own === undefined ? null : repairOf(words, own.id),
		elsewhere: organisations.find((each) => each.slug !== slug && isOf(each)) ?? null,
	};
}

function slipOf({ mailbox }: ReportersCase, words: readonly string[], roots: Hash | null): Slip {
	const { promise } = mailbox.mailbox;
	return {
		words,
		promise,
		promiseText: `${promiseText(promise.statement)}signature ${promise.signature}\n`,
		severity: mailbox.case.state?.severity ?? "S3",
		roots,
	};
}
