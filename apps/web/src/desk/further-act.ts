/** What a handler does about time and urgency: more time, a wait for the reporter, a lower severity in twos. */
import { toBase64Url } from "@answerable/crypto/bytes";
import type { LetterContent } from "@answerable/types/content";
import type { HandlerAct } from "@answerable/types/desk";
import type { CaseTag } from "@answerable/types/id";
import type {
	AgreeDowngradeStatement,
	ExtendStatement,
	HandOverStatement,
	PauseStatement,
	ProposeDowngradeStatement,
	ReopenStatement,
} from "@answerable/types/statement";
import { type Acted, perform, sealed, signed } from "./act.ts";
import type { OpenCase } from "./case.ts";
import { newTie, tiesIn } from "./link.ts";
import type { DeskSession } from "./sign-in.ts";

/** What is said with the act, in words that the reporter and those above can read. */
type Said = { readonly text: string };

/** Takes more time for one clock, once. */
export function extend(session: DeskSession, open: OpenCase, { text, ...statement }: ExtendStatement & Said): Promise<Acted> {
	return worded(session, open, { kind: "extended", statement }, { purpose: "extension", text });
}

/** Lets the clocks wait for the reporter. */
export function pause(session: DeskSession, open: OpenCase, { text, ...statement }: PauseStatement & Said): Promise<Acted> {
	return worded(session, open, { kind: "paused", statement }, { purpose: "pause", text });
}

/** Ends that wait. */
export function resume(session: DeskSession, open: OpenCase): Promise<Acted> {
	return perform(session, open, (seen) => {
		const parts = { kind: "resumed", statement: {}, ciphertext: null } as const;
		return { ...parts, act: signed(seen, parts) };
	});
}

/** Has a colleague handle the case, who can read it already. */
export function handTo(session: DeskSession, open: OpenCase, statement: HandOverStatement): Promise<Acted> {
	return perform(session, open, (seen) => {
		const parts = { kind: "handed-over", statement, ciphertext: null } as const;
		return { ...parts, act: signed(seen, parts) };
	});
}

/** Proposes a lower severity. Somebody else must agree. */
export function proposeDowngrade(
	session: DeskSession,
	open: OpenCase,
	{ text, ...statement }: ProposeDowngradeStatement & Said,
): Promise<Acted> {
	return worded(session, open, { kind: "downgrade-proposed", statement }, { purpose: "downgrade", text });
}

/** Agrees to what somebody else proposed. */
export function agreeDowngrade(session: DeskSession, open: OpenCase, statement: AgreeDowngradeStatement): Promise<Acted> {
	return perform(session, open, (seen) => {
		const parts = { kind: "downgraded", statement, ciphertext: null } as const;
		return { ...parts, act: signed(seen, parts) };
	});
}

/** Opens a closed case again. */
export function reopen(session: DeskSession, open: OpenCase, { text, ...statement }: ReopenStatement & Said): Promise<Acted> {
	return worded(session, open, { kind: "reopened", statement }, { purpose: "reopening", text });
}

/** Ties a case to another, in the guardians' notes; null if it is tied to it already. It stops nothing: each reporter keeps words and clocks. */
export async function link(
	session: DeskSession,
	open: OpenCase,
	{ other, words }: { readonly other: CaseTag; readonly words: string },
): Promise<Acted | null> {
	if (tiesIn(open.case.trusted, open.case.letters).includes(other)) return null;
	const tie = newTie(other, words);
	const statement = { relation: "merged", other: tie.other, compartment: "notes" } as const;
	return worded(session, open, { kind: "linked", statement }, { purpose: "link", text: tie.text });
}

type Worded = Extract<HandlerAct, { readonly kind: "extended" | "paused" | "downgrade-proposed" | "reopened" | "linked" }>;
type Parts = { readonly [K in Worded["kind"]]: Pick<Extract<Worded, { kind: K }>, "kind" | "statement"> }[Worded["kind"]];

function worded(session: DeskSession, open: OpenCase, parts: Parts, content: LetterContent): Promise<Acted> {
	return perform(session, open, (seen) => {
		const ciphertext = sealed(seen, parts.statement.compartment, content);
		return { ...parts, ciphertext: toBase64Url(ciphertext), act: signed(seen, { ...parts, ciphertext }) } as Worded;
	});
}
