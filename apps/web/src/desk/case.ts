/** Cases at the desk: which there are, and what one says to the tenure that opens it. */
import { fromBase64Url } from "@answerable/crypto/bytes";
import type { CompartmentKeys } from "@answerable/crypto/compartment";
import { SealError } from "@answerable/crypto/errors";
import { openWrap, type WrapContext } from "@answerable/crypto/wrap";
import { GRANT_RUNG, type WrapHeader, wrapHeader } from "@answerable/crypto/wrap-header";
import { sha256Hash } from "@answerable/log/bytes";
import { DeskCase, Inbox, type InboxRow, type Notice, NoticeList } from "@answerable/types/desk";
import type { CaseEvent, Seen } from "@answerable/types/event";
import type { CaseTag, TenureId } from "@answerable/types/id";
import { DirectoryKey } from "@answerable/types/key";
import type { CaseQuery } from "@answerable/types/query";
import type { Compartment } from "@answerable/types/role";
import { z } from "zod/mini";
import { type ReadCase, readCase } from "../case-reading.ts";
import { CheckError } from "../check-error.ts";
import { type DeskSession, type OpenTenure, tenureOf } from "./sign-in.ts";

/** A case as one tenure may see it, opened and checked. At `existence` there are no events, letters or keys. */
export type OpenCase = {
	readonly desk: DeskCase;
	readonly tenure: OpenTenure;
	readonly case: ReadCase;
	readonly keys: CompartmentKeys;
	/** Wraps that should have opened and did not. */
	readonly unopened: number;
	/** What an act signed now has seen. */
	readonly head: Seen;
};

/** Which case, and as whom. */
export type CaseChoice = { readonly caseTag: CaseTag; readonly tenure: TenureId };

const MOST_PAGES = 1_000;

/** Every case that any of my tenures may know of, the most urgent first. `onFirst`: is told the first of them while the rest is on its way. */
export async function listCases(
	{ http }: DeskSession,
	onFirst: (rows: readonly InboxRow[]) => void = () => undefined,
): Promise<readonly InboxRow[]> {
	const rows: InboxRow[] = [];
	let cursor: string | null = null;
	for (let page = 0; page < MOST_PAGES; page += 1) {
		const path: string = cursor === null ? "/api/desk/cases" : `/api/desk/cases?cursor=${encodeURIComponent(cursor)}`;
		const inbox: Inbox = await http.getJson(path, Inbox);
		rows.push(...inbox.rows);
		cursor = inbox.cursor;
		if (cursor === null) return rows;
		if (page === 0) onFirst(inbox.rows);
	}
	throw new CheckError("malformed-answer", "The list of cases has no end.");
}

/** What waits for any of my tenures; never what it is about. */
export async function listNotices({ http }: DeskSession): Promise<readonly Notice[]> {
	return (await http.getJson("/api/desk/notices", NoticeList)).notices;
}

/** Colleagues to whom a case may be given. Their keys are checked when it is given (see `grant`). */
export async function listGrantees({ http }: DeskSession, { caseTag, tenure }: CaseChoice): Promise<readonly DirectoryKey[]> {
	const answer = await http.getJson(`/api/desk/cases/${caseTag}/grantees?tenure=${tenure}`, z.object({ keys: z.array(DirectoryKey) }));
	return answer.keys;
}

/**
 * Opens a case: unwraps its keys, checks its history, reads its letters. What is wrong with it is in `case.findings`. The reporter sees
 * that somebody in this role read it. An outline, to give the case on or to sign an act again, is no reading: of the letters it has only the
 * concern as it was raised.
 */
export async function openCase(
	session: DeskSession,
	{ caseTag, tenure }: CaseChoice,
	aim: NonNullable<CaseQuery["aim"]> = "reading",
): Promise<OpenCase> {
	const own = tenureOf(session, tenure);
	const desk = await session.http.getJson(`/api/desk/cases/${caseTag}?tenure=${tenure}&aim=${aim}`, DeskCase);
	const isAsked = desk.row.caseTag === caseTag && desk.row.tenure === tenure;
	const isOneCase = desk.events.every((event) => event.caseTag === caseTag && event.organisation === desk.row.organisation);
	if (!isAsked || !isOneCase) throw new CheckError("other-case", "The server shows another case than the one asked for.");
	let opened: readonly (CompartmentKeys | null)[] = [];
	const read = readCase(desk, (trusted) => {
		opened = desk.wraps.map((wrap) => unwrap(fromBase64Url(wrap), { row: desk.row, trusted }, own));
		return mergedKeys(opened);
	});
	const keys = mergedKeys(opened);
	const head = desk.events.length === 0 ? desk.head : read.head;
	return { desk, tenure: own, case: read, keys, unopened: opened.filter((each) => each === null).length, head };
}

/** All keys that were opened. Of two for one compartment the first counts: what the raise gave comes before what was granted later. */
export function mergedKeys(opened: readonly (CompartmentKeys | null)[]): CompartmentKeys {
	return Object.fromEntries(opened.toReversed().flatMap((each) => Object.entries(each ?? {})));
}

type Signed = { readonly row: Pick<DeskCase["row"], "organisation" | "caseTag">; readonly trusted: readonly CaseEvent[] };

/**
 * The keys of a wrap that is mine, or null. What it opens is what the reporter, or a colleague who granted it, signed, in an event that
 * is believed: never what it says itself.
 */
export function unwrap(inner: Uint8Array, { row, trusted }: Signed, { statement, key, keys }: OpenTenure): CompartmentKeys | null {
	try {
		const header = wrapHeader(inner);
		const opens = signedOpens(inner, header, { trusted, tenure: statement.tenure });
		if (opens === null) return null;
		const { organisation, caseTag } = row;
		const { rung, layer } = header;
		const context: WrapContext = { organisation, caseTag, rung, layer, tenure: statement.tenure, keyHash: key, opens };
		return openWrap(inner, keys.seal, context);
	} catch (error) {
		if (error instanceof SealError) return null;
		throw error;
	}
}

type Whose = { readonly tenure: TenureId; readonly rung: WrapHeader["rung"] };

function signedOpens(
	inner: Uint8Array,
	{ rung }: WrapHeader,
	{ trusted, tenure }: { readonly trusted: readonly CaseEvent[]; readonly tenure: TenureId },
): readonly Compartment[] | null {
	for (const { happening } of trusted) {
		if (happening.kind === "raised") {
			const place = happening.statement.recipients.find((recipient) => recipient.tenure === tenure && recipient.rung === rung);
			if (place !== undefined) return place.opens;
		}
		if (happening.kind !== "granted" && happening.kind !== "rewrapped") continue;
		if (isGivenBy(happening, inner, { tenure, rung })) return happening.statement.opens;
	}
	return null;
}

/** Of a place on a later rung its outer seal was signed for: the releaser opened it, and it holds this wrap and no other. */
function isGivenBy(happening: Happened<"granted" | "rewrapped">, inner: Uint8Array, { tenure, rung }: Whose): boolean {
	if (happening.statement.tenure !== tenure) return false;
	if (happening.kind === "rewrapped" && happening.statement.layer === 2) return happening.statement.place.rung === rung;
	return rung === GRANT_RUNG && happening.statement.wrap === sha256Hash(inner);
}

type Happened<Kind extends CaseEvent["happening"]["kind"]> = Extract<CaseEvent["happening"], { kind: Kind }>;
