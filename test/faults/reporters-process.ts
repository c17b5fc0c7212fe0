/** Reporters, in a process of their own: each raises with the real client, sends until it is answered, and some come back to write. */
import { canonicalJson } from "@answerable/log/canonical";
import type { CaseTag } from "@answerable/types/id";
import { RaiseAnswer } from "@answerable/types/intake";
import { CheckError } from "../../apps/web/src/check-error.ts";
import { deviceClock } from "../../apps/web/src/clock.ts";
import { connectHttp, type Http } from "../../apps/web/src/http.ts";
import { ProblemError } from "../../apps/web/src/problem-error.ts";
import { type CheckedIntake, fetchDeployment, fetchIntake, fetchWork } from "../../apps/web/src/reporter/intake.ts";
import { openMailbox } from "../../apps/web/src/reporter/mailbox.ts";
import { reply } from "../../apps/web/src/reporter/mailbox-act.ts";
import type { ConcernForm } from "../../apps/web/src/reporter/plan.ts";
import { sealRaise } from "../../apps/web/src/reporter/raise.ts";
import { PATHOLOGY } from "../../infra/demo/concerns.ts";
import { type Chance, chanceOf } from "./chance.ts";
import type { Accepted } from "./record.ts";
import { type Address, type Fate, type FromReporters, said, sleep, type ToReporters } from "./talk.ts";

/** How long a reporter goes on trying before giving up: longer than anything stays away. */
const PATIENCE_MS = 60_000;
const BETWEEN_TRIES_MS = 300;

type Sent = { readonly frame: Uint8Array; readonly answer: RaiseAnswer };

const kept = new Map<CaseTag, Sent>();
const written: Promise<void>[] = [];
let stopping = false;
let unanswered = 0;

// Nobody is left to act for.
process.on("disconnect", () => process.exit());
process.on("message", (message: ToReporters) => {
	if (message.word === "begin") void begin(message).catch((fault: unknown) => tell({ word: "failed", what: said(fault) }));
	if (message.word === "stop") stopping = true;
	if (message.word === "again") void sendAllAgain(message.origin).catch((fault: unknown) => tell({ word: "failed", what: said(fault) }));
});

function tell(message: FromReporters): void {
	process.send?.(message);
}

async function begin({ address, seed, hands, restMs }: Extract<ToReporters, { word: "begin" }>): Promise<void> {
	const http = connectHttp({ origin: address.origin });
	const pins = { roots: address.roots as never, logKey: null };
	const intake = await insist(() => fetchIntake(http, deviceClock, { slug: address.slug, pins }));
	await Promise.all(Array.from({ length: hands }, (_, hand) => raiseOnAndOn({ address, intake, restMs, seed, hand })));
	await Promise.all(written);
	tell({ word: "done", unanswered });
}

type Hand = {
	readonly address: Address;
	readonly intake: CheckedIntake;
	readonly restMs: number;
	readonly seed: number;
	readonly hand: number;
};

async function raiseOnAndOn(given: Hand): Promise<void> {
	const chance = chanceOf(given.seed, `reporter ${given.hand}`);
	for (let turn = 0; !stopping; turn += 1) {
		await sleep(chance.between(0, 2 * given.restMs));
		if (!stopping) await raiseOne(given, chance, `${given.hand}.${turn}`);
	}
}

async function raiseOne({ address, intake, seed }: Hand, chance: Chance, name: string): Promise<void> {
	const form = formOf(chance, `Concern ${name} of run ${seed}. ${PATHOLOGY.form.concern.text}`);
	const fate: Fate = chance.pick(["ignored", "ignored", "ignored", "answered", "probed"]);
	const comesBack = chance.next() < 0.25;
	const wire = tapped(address.origin);
	const work = await insist(() => fetchWork(wire.http, address.slug, "S2"));
	const sealed = await sealRaise(wire.http, { ...intake, work }, form);
	const until = Date.now() + PATIENCE_MS;
	for (;;) {
		try {
			const { words } = await sealed.send();
			const { severity, external, recipients } = sealed.statement;
			const sent = wire.sent();
			kept.set(sealed.caseTag, sent);
			const known = { caseTag: sealed.caseTag, words: words.join(" "), text: form.concern.text, severity, external, recipients };
			const accepted: Accepted = { ...known, answer: sent.answer, tries: wire.tries() };
			tell({ word: "accepted", accepted, fate });
			if (comesBack) written.push(comeBack(address, accepted, `Reply ${name} of run ${seed}.`, chance.between(500, 4_000)));
			return;
		} catch (fault) {
			if (!isTransient(fault)) return tell({ word: "refused", refusal: { caseTag: sealed.caseTag, why: said(fault) } });
			if (Date.now() > until) {
				unanswered += 1;
				return;
			}
			await sleep(BETWEEN_TRIES_MS);
		}
	}
}

function formOf(chance: Chance, text: string): ConcernForm {
	const { form } = PATHOLOGY;
	const danger = chance.pick(["now", "serious", "serious", "serious", "none"] as const);
	const answers = { ...form.answers, danger, patientSafety: chance.next() < 0.5 };
	return { ...form, concern: { ...form.concern, subject: "none", text }, answers, external: chance.pick(["full", "existence", "nothing"]) };
}

/** Whether the same may succeed a moment later. Anything else is an answer. */
function isTransient(fault: unknown): boolean {
	if (fault instanceof ProblemError) return fault.code === "unavailable";
	return fault instanceof CheckError && fault.code === "unreachable";
}

async function insist<T>(ask: () => Promise<T>): Promise<T> {
	for (const until = Date.now() + PATIENCE_MS; ; await sleep(BETWEEN_TRIES_MS)) {
		try {
			return await ask();
		} catch (fault) {
			if (!isTransient(fault) || Date.now() > until) throw fault;
		}
	}
}

type Wire = { readonly http: Http; readonly sent: () => Sent; readonly tries: () => number };

/** A connection that tells when a raise is under way, and keeps the bytes that were answered. */
function tapped(origin: string): Wire {
	let tries = 0;
	let sent: Sent | null = null;
	const http = connectHttp({
		origin,
		fetch: async (url, init) => {
			if (!url.endsWith("/api/concerns")) return fetch(url, init);
			tries += 1;
			tell({ word: "under-way", change: 1 });
			try {
				const answer = await fetch(url, init);
				if (answer.ok) sent = { frame: init.body as Uint8Array, answer: RaiseAnswer.parse(await answer.clone().json()) };
				return answer;
			} finally {
				tell({ word: "under-way", change: -1 });
			}
		},
	});
	return {
		http,
		tries: () => tries,
		sent: () => {
			if (sent === null) throw new Error("A raise was accepted that was never sent.");
			return sent;
		},
	};
}

/** Comes back with the words and writes, once: who does not know whether a letter arrived looks before writing it again. */
async function comeBack(address: Address, { caseTag, words }: Accepted, text: string, afterMs: number): Promise<void> {
	await sleep(afterMs);
	const http = connectHttp({ origin: address.origin });
	const attempt = async (): Promise<void> => {
		const deployment = await fetchDeployment(http, deviceClock, { slug: address.slug, logKey: null });
		const opening = await openMailbox(http, deployment, words);
		if (opening.outcome !== "opened")
			return tell({ word: "refused", refusal: { caseTag, why: `its words are answered ${opening.outcome}` } });
		const { mailbox } = opening;
		const isThere = mailbox.case.letters.some(
			({ says }) => typeof says === "object" && says.kind === "letter" && says.content.text === text,
		);
		if (!isThere) await reply({ http, deployment }, mailbox, { purpose: "reply", compartment: "private", text });
		tell({ word: "letter", letter: { caseTag, by: "reporter", text } });
	};
	await insist(attempt).catch((fault: unknown) => {
		if (!isTransient(fault)) tell({ word: "failed", what: `a reply: ${said(fault)}` });
	});
}

/** Sends the very bytes of every accepted raise once more. */
async function sendAllAgain(origin: string): Promise<void> {
	for (const [caseTag, { frame, answer }] of kept) {
		const headers = { accept: "application/json", "content-type": "application/octet-stream" };
		const got = await fetch(`${origin}/api/concerns`, { method: "POST", headers, body: new Uint8Array(frame) });
		const isSame = got.ok && canonicalJson(RaiseAnswer.parse(await got.json())) === canonicalJson(answer);
		tell({ word: "again", again: { caseTag, status: got.status, isSame } });
	}
	tell({ word: "done", unanswered });
}
