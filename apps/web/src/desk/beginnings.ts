/** How many cases began, fetched a few dozen at a time and opened one by one: what lists, search and signals know of a case. */
import { fromBase64Url } from "@answerable/crypto/bytes";
import { type CaseBeginning, CaseBeginnings, MOST_BEGINNINGS } from "@answerable/types/desk";
import type { CaseEvent } from "@answerable/types/event";
import type { CaseTag, OrganisationId, TenureId } from "@answerable/types/id";
import type { Role } from "@answerable/types/role";
import type { Subject } from "@answerable/types/routing";
import { type Agreed, agreedActionsOf } from "../agreed-actions.ts";
import { type ReadCase, type ReadLetter, readLettersOnly } from "../case-reading.ts";
import { CheckError } from "../check-error.ts";
import { type CaseChoice, mergedKeys, unwrap } from "./case.ts";
import { folded, unitKey } from "./folding.ts";
import { tiesIn } from "./link.ts";
import { type DeskSession, tenureOf } from "./sign-in.ts";
import { titleOf } from "./title.ts";

/** What a list knows of a case. Plain values, in which no key is left. */
export type Listed = Pick<
	CaseBeginning,
	"caseTag" | "tenure" | "head" | "raisedAt" | "answeredAt" | "closedAt" | "reached" | "replyOwed"
> & {
	readonly organisation: OrganisationId;
	readonly title: string;
	readonly unit: string;
	/** What its unit has in common with other names of it; empty for none. */
	readonly place: string;
	readonly subject: Subject;
	/** The concern and its unit, folded, to search in. */
	readonly words: string;
	/** Whoever gave me the case, as cover or for good; null where no colleague did. */
	readonly givenBy: Role | null;
	/** Cases that it was tied to. */
	readonly ties: readonly CaseTag[];
	/** What is still to be done of what was agreed, as far as it is known: by what I wrote, and once the case was opened by all that was. */
	readonly toDo: readonly Agreed[];
};

/** So many letters of a concern are searched: titles and what follows, and not a whole dossier of each of ten thousand. */
const MOST_SEARCHED = 4_000;

/** Fetches the beginnings of at most `MOST_BEGINNINGS` cases. Those that may not be read are missing. */
export async function fetchBeginnings({ http }: DeskSession, choices: readonly CaseChoice[]): Promise<readonly CaseBeginning[]> {
	if (choices.length > MOST_BEGINNINGS) throw new Error("So many beginnings are not given at once.");
	const cases = choices.map(({ caseTag, tenure }) => ({ caseTag, tenure }));
	const { beginnings } = await http.postJson("/api/desk/beginnings", { cases }, CaseBeginnings);
	const isAsked = (one: CaseBeginning) => choices.some(({ caseTag, tenure }) => caseTag === one.caseTag && tenure === one.tenure);
	const isOneCase = ({ caseTag, events }: CaseBeginning) => events.every((event) => event.caseTag === caseTag);
	if (!beginnings.every((one) => isAsked(one) && isOneCase(one))) {
		throw new CheckError("other-case", "The server shows other cases than those asked for.");
	}
	return beginnings;
}

/** Opens a beginning; null if the concern cannot be read, or not be believed. `seen`: the case as it was last opened, which says more of it. */
export function openBeginning(session: DeskSession, beginning: CaseBeginning, seen: ReadCase | null = null): Listed | null {
	const own = tenureOf(session, beginning.tenure);
	const [raise] = beginning.events;
	if (raise === undefined) return null;
	const { caseTag, tenure, head, raisedAt, answeredAt, closedAt, reached, replyOwed } = beginning;
	const row = { caseTag, organisation: raise.organisation };
	const { letters, trusted } = readLettersOnly(beginning, (believed) =>
		mergedKeys(beginning.wraps.map((wrap) => unwrap(fromBase64Url(wrap), { row, trusted: believed }, own))),
	);
	const says = letters.find(({ sequence }) => sequence === raise.sequence)?.says;
	if (says === undefined || typeof says === "string" || says.kind !== "concern") return null;
	const { text, unit, subject } = says.content;
	return {
		...{ caseTag, tenure, head, raisedAt, answeredAt, closedAt, reached, replyOwed },
		organisation: raise.organisation,
		title: titleOf(text),
		unit,
		place: unitKey(unit),
		subject,
		words: folded(`${text.slice(0, MOST_SEARCHED)} ${unit}`),
		givenBy: giverOf(trusted, tenure),
		ties: tiesIn(trusted, letters),
		toDo: toDoOf(letters, { seen, tenure }),
	};
}

type Handled = { readonly seen: ReadCase | null; readonly tenure: TenureId };

/** Of a case that somebody else handles, nothing: it is theirs to do. */
function toDoOf(letters: readonly ReadLetter[], { seen, tenure }: Handled): readonly Agreed[] {
	const handler = seen?.state?.handler ?? tenure;
	const before = seen?.head.sequence ?? -1;
	const known = [...(seen?.letters ?? []), ...letters.filter(({ sequence }) => sequence > before)];
	return handler === tenure ? agreedActionsOf({ letters: known }).filter(({ became }) => became === null) : [];
}

/** A beginning holds the last grant to me. */
function giverOf(trusted: readonly CaseEvent[], tenure: TenureId): Role | null {
	const grant = trusted.findLast(({ happening }) => happening.kind === "granted" && happening.statement.tenure === tenure);
	return grant?.by.actor === "handler" ? grant.by.role : null;
}
