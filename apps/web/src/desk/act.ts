/** What a handler does to a case: sealed, signed over the last event seen, sent, and signed again if the system moved meanwhile. */
import { toBase64Url } from "@answerable/crypto/bytes";
import { sign } from "@answerable/crypto/signing";
import { sealWrap } from "@answerable/crypto/wrap";
import { GRANT_RUNG } from "@answerable/crypto/wrap-header";
import { type ActParts, actBytes } from "@answerable/log/act";
import { sha256Hash } from "@answerable/log/bytes";
import { ciphertextHash } from "@answerable/log/ciphertext";
import type { Hash } from "@answerable/types/bytes";
import type { Beside, LetterContent } from "@answerable/types/content";
import { DeskActAnswer, type DeskActRequest, type HandlerAct } from "@answerable/types/desk";
import type { ActSignature, CaseEvent } from "@answerable/types/event";
import type { TenureId } from "@answerable/types/id";
import type { Compartment, Rung } from "@answerable/types/role";
import type { CloseStatement, ExplainStatement, GrantStatement, LetterPurpose, TriageStatement } from "@answerable/types/statement";
import { CheckError } from "../check-error.ts";
import { sealContent } from "../letter.ts";
import { ProblemError } from "../problem-error.ts";
import type { CheckedIntake } from "../reporter/intake.ts";
import { type OpenCase, openCase } from "./case.ts";
import type { DeskSession } from "./sign-in.ts";

/** What was done, and the case as it was when it was signed; where it was signed again, without its letters. */
export type Acted = {
	readonly event: CaseEvent;
	readonly seen: OpenCase;
	/** What the system did after the case was shown and before the act, as far as it is believed: signed over, and to be told. */
	readonly unseen: readonly CaseEvent[];
};

const MOST_TRIES = 5;

/** Writes to the reporter, or a note. What answers a clock goes to `concern`, so that those above can judge it. */
export async function writeLetter(
	session: DeskSession,
	open: OpenCase,
	letter: { readonly purpose: LetterPurpose; readonly compartment: Compartment; readonly text: string; readonly beside?: Beside },
): Promise<Acted> {
	const { purpose, compartment, text, beside = {} } = letter;
	const statement = { purpose, compartment };
	return perform(session, open, (seen) => {
		const ciphertext = sealed(seen, compartment, { purpose, text, ...beside });
		return { kind: "letter", statement, ciphertext: toBase64Url(ciphertext), act: signed(seen, { kind: "letter", statement, ciphertext }) };
	});
}

/** Sets how urgent the case is and who handles it. How it was categorised is in the letter, which the reporter can read. */
export async function triage(
	session: DeskSession,
	open: OpenCase,
	{ text, beside = {}, ...statement }: TriageStatement & { readonly text: string; readonly beside?: Beside },
): Promise<Acted> {
	return perform(session, open, (seen) => {
		const ciphertext = sealed(seen, statement.compartment, { purpose: "triage", text, ...beside });
		return {
			kind: "triaged",
			statement,
			ciphertext: toBase64Url(ciphertext),
			act: signed(seen, { kind: "triaged", statement, ciphertext }),
		};
	});
}

/** Confirms having been told. It stops nothing. */
export async function acknowledge(session: DeskSession, open: OpenCase, rung: Rung): Promise<Acted> {
	const statement = { rung };
	return perform(session, open, (seen) => ({
		kind: "acknowledged",
		statement,
		ciphertext: null,
		act: signed(seen, { kind: "acknowledged", statement, ciphertext: null }),
	}));
}

/** Complies (an action, its owner and date) or explains (a reason), in words that the reporter can read and dispute. */
export async function explain(
	session: DeskSession,
	open: OpenCase,
	{ text, ...given }: Omit<ExplainStatement, "compartment"> & { readonly text: string },
): Promise<Acted> {
	const statement: ExplainStatement = { ...given, compartment: "concern" };
	return perform(session, open, (seen) => {
		const ciphertext = sealed(seen, "concern", { purpose: statement.answer, text });
		return {
			kind: "explained",
			statement,
			ciphertext: toBase64Url(ciphertext),
			act: signed(seen, { kind: "explained", statement, ciphertext }),
		};
	});
}

/** Closes the case. */
export async function close(session: DeskSession, open: OpenCase, statement: CloseStatement): Promise<Acted> {
	return perform(session, open, (seen) => ({
		kind: "closed",
		statement,
		ciphertext: null,
		act: signed(seen, { kind: "closed", statement, ciphertext: null }),
	}));
}

/**
 * Gives the case to a colleague whose key was checked in the log, by a wrap of keys that we hold ourselves. Never to somebody whom the
 * reporter's own words left out, whatever list the server made.
 */
export async function grant(
	session: DeskSession,
	open: OpenCase,
	{ grantee, opens, directory }: { readonly grantee: TenureId; readonly opens: readonly Compartment[]; readonly directory: CheckedIntake },
): Promise<Acted> {
	const holder = directory.holders.find(({ statement }) => statement.tenure === grantee);
	if (holder === undefined) throw new CheckError("no-grantee", "No checked key belongs to this colleague.");
	if (open.case.state?.excluded.includes(holder.statement.person) === true)
		throw new CheckError("excluded-person", "The case is not to reach this colleague.");
	const missing = opens.find((compartment) => open.keys[compartment] === undefined);
	if (missing !== undefined) throw new CheckError("no-key", `You cannot open ${missing} yourself, so you cannot give it.`);
	const { organisation, caseTag } = open.desk.row;
	const place = { organisation, caseTag, rung: GRANT_RUNG, tenure: grantee, keyHash: holder.key } as const;
	const { body } = sealWrap({ ...place, opens, keys: open.keys, recipientKey: holder.seal });
	const statement: GrantStatement = { tenure: grantee, key: holder.key, opens: [...opens], wrap: sha256Hash(body) };
	return perform(session, open, (seen) => ({
		kind: "granted",
		statement,
		wrap: toBase64Url(body),
		ciphertext: null,
		act: signed(seen, { kind: "granted", statement, ciphertext: null }),
	}));
}

/**
 * Sends an act. If the case moved on meanwhile, it is read again and the act signed anew, but only while nothing but the
 * system's own events came between.
 *
 * [Note: Nobody signs for what they have not seen] An act says which event its signer had seen last. If a person wrote in
 * between, it is for the signer to read that first: then `out-of-date` goes up to the page, which opens the case again. What the
 * system did in between is told afterwards: an answer that came after the case had gone up is still the answer that is wanted.
 */
export async function perform(session: DeskSession, open: OpenCase, make: (seen: OpenCase) => HandlerAct): Promise<Acted> {
	let seen = open;
	for (let left = MOST_TRIES - 1; ; left -= 1) {
		const act = make(seen);
		try {
			const event = await send(session, seen, act);
			return { event, seen, unseen: between(open, event, seen) };
		} catch (error) {
			if (!(error instanceof ProblemError && error.code === "out-of-date") || left === 0) throw error;
			const now = await openCase(session, { caseTag: seen.desk.row.caseTag, tenure: seen.tenure.statement.tenure }, "outline");
			const done = now.case.events.find((event) => event.act?.signature === act.act.signature);
			if (done !== undefined) return { event: done, seen, unseen: between(open, done, now) };
			if (hasPeopleSince(seen, now)) throw error;
			seen = now;
		}
	}
}

function between(open: OpenCase, event: CaseEvent, now: OpenCase): readonly CaseEvent[] {
	return now.case.trusted.filter(({ sequence }) => sequence > open.head.sequence && sequence < event.sequence);
}

/** The answer must be our own act, as we signed it: another event would be somebody else's doing shown as ours. */
async function send({ http }: DeskSession, { desk, tenure }: OpenCase, act: HandlerAct): Promise<CaseEvent> {
	const request = { tenure: tenure.statement.tenure, act } satisfies DeskActRequest;
	const { event } = await http.postJson(`/api/desk/cases/${desk.row.caseTag}/acts`, request, DeskActAnswer);
	if (event.act?.signature !== act.act.signature || event.caseTag !== desk.row.caseTag) {
		throw new CheckError("wrong-answer", "The server answers with an event that is not what was signed here.");
	}
	return event;
}

function hasPeopleSince(before: OpenCase, now: OpenCase): boolean {
	const news = now.case.events.filter(({ sequence }) => sequence > before.head.sequence);
	return news.some(({ by }) => by.actor === "reporter" || by.actor === "handler");
}

/** A letter, sealed to its place after the last event seen. */
export function sealed(seen: OpenCase, compartment: Compartment, content: LetterContent): Uint8Array {
	const key = seen.keys[compartment];
	if (key === undefined) throw new CheckError("no-key", `You cannot open ${compartment} of this case, so you cannot write to it.`);
	const { organisation, caseTag } = seen.desk.row;
	const context = { organisation, caseTag, sender: seen.tenure.statement.tenure, sequence: seen.head.sequence + 1 };
	return sealContent({ kind: "letter", content }, { ...context, compartment, purpose: content.purpose }, key);
}

/** The signature of the tenure, over the last event seen. */
export function signed(
	seen: OpenCase,
	{ kind, statement, ciphertext }: Pick<ActParts, "kind" | "statement"> & { readonly ciphertext: Uint8Array | null },
): ActSignature {
	const { organisation, caseTag } = seen.desk.row;
	const hash: Hash | null = ciphertext === null ? null : ciphertextHash([ciphertext]);
	const parts: ActParts = { organisation, caseTag, seen: seen.head, kind, statement, ciphertext: hash, policy: seen.case.policy };
	return { seen: seen.head, signature: sign(seen.tenure.keys.sign, actBytes(parts)) };
}
