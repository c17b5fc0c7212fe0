/** Two people at the desk, in a process of their own: a guardian who answers some concerns, and a chair who keeps asking for others. */
import type { CaseTag } from "@answerable/types/id";
import { CheckError } from "../../apps/web/src/check-error.ts";
import type { OpenCase } from "../../apps/web/src/desk/case.ts";
import type { Desk } from "../../apps/web/src/desk/desk.ts";
import { ProblemError } from "../../apps/web/src/problem-error.ts";
import { signInWithPhone } from "../../infra/demo/authenticator.ts";
import { type FromDesk, said, sleep, type ToDesk } from "./talk.ts";

const PATIENCE_MS = 60_000;
const BETWEEN_TRIES_MS = 400;
const CHAIRS_RUNG = 4;

const probed = new Set<CaseTag>();
const answering: Promise<void>[] = [];
let guardian: Desk | null = null;
let stopping = false;

// Nobody is left to act for.
process.on("disconnect", () => process.exit());
process.on("message", (message: ToDesk) => {
	if (message.word === "begin") void begin(message).catch((fault: unknown) => tell({ word: "failed", what: said(fault) }));
	if (message.word === "probe") probed.add(message.caseTag);
	if (message.word === "answer" && guardian !== null) answering.push(answer(guardian, message.caseTag, message.text));
	if (message.word === "stop") stopping = true;
});

function tell(message: FromDesk): void {
	process.send?.(message);
}

async function begin({ origin, guardian: first, chair: second }: Extract<ToDesk, { word: "begin" }>): Promise<void> {
	guardian = await signInWithPhone({ origin }, first);
	const chair = await signInWithPhone({ origin }, second);
	tell({ word: "ready" });
	while (!stopping) {
		for (const caseTag of probed) if (!stopping) await probe(chair, caseTag);
		await sleep(BETWEEN_TRIES_MS);
	}
	await Promise.all(answering);
	tell({ word: "done" });
}

function open(desk: Desk, caseTag: CaseTag): Promise<OpenCase> {
	const [tenure] = desk.session.tenures;
	if (tenure === undefined) throw new Error("Nobody holds no tenure.");
	return desk.open({ caseTag, tenure: tenure.statement.tenure });
}

/** Asks for a case until it opens. What is refused is told too: it is what shows that asking early was tried. */
async function probe(chair: Desk, caseTag: CaseTag): Promise<void> {
	try {
		const { keys } = await open(chair, caseTag);
		const isOpen = Object.keys(keys).length > 0;
		tell({ word: "probe", probe: { caseTag, rung: CHAIRS_RUNG, answeredAtMs: Date.now(), isOpen } });
		if (isOpen) probed.delete(caseTag);
	} catch (fault) {
		if (isAway(fault)) return;
		if (!isUnknown(fault)) tell({ word: "failed", what: `the chair: ${said(fault)}` });
		tell({ word: "probe", probe: { caseTag, rung: CHAIRS_RUNG, answeredAtMs: Date.now(), isOpen: false } });
	}
}

/** Answers once the case can be read. Who does not know whether a letter arrived looks before writing it again. */
async function answer(desk: Desk, caseTag: CaseTag, text: string): Promise<void> {
	for (const until = Date.now() + PATIENCE_MS; Date.now() < until; await sleep(BETWEEN_TRIES_MS)) {
		try {
			const seen = await open(desk, caseTag);
			if (seen.keys.concern === undefined) continue;
			const isThere = seen.case.letters.some(
				({ says }) => typeof says === "object" && says.kind === "letter" && says.content.text === text,
			);
			if (!isThere) await desk.letter(seen, { purpose: "acknowledgement", compartment: "concern", text });
			return tell({ word: "letter", letter: { caseTag, by: "guardian", text } });
		} catch (fault) {
			const isExpected = isAway(fault) || isUnknown(fault) || (fault instanceof ProblemError && fault.code === "out-of-date");
			if (!isExpected) return tell({ word: "failed", what: `the guardian: ${said(fault)}` });
		}
	}
}

function isAway(fault: unknown): boolean {
	if (fault instanceof ProblemError) return fault.code === "unavailable";
	return fault instanceof CheckError && fault.code === "unreachable";
}

/** Not shown to this person, or not yet. */
function isUnknown(fault: unknown): boolean {
	return fault instanceof ProblemError && fault.code === "not-found";
}
