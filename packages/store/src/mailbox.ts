/** The reporter's side. Whether and when a mailbox was opened is written nowhere. */
import { letterOf } from "@answerable/domain/act-letter";
import type { Hash, SigningKey } from "@answerable/types/bytes";
import type { CaseEvent } from "@answerable/types/event";
import type { CaseTag, OrganisationId } from "@answerable/types/id";
import type { Mailbox } from "@answerable/types/intake";
import type { Instant } from "@answerable/types/time";
import { sql } from "kysely";
import { type CaseHistory, readCase } from "./case-history.ts";
import { anyOf, base64UrlOf, base64UrlOfHex, hashOf, signingKeyOf, tagOf } from "./column.ts";
import type { Database } from "./connect.ts";
import type { StoreContext } from "./context.ts";
import { gathered } from "./gathering.ts";
import { readKnownTenures } from "./known-tenures.ts";
import { readRaisedWraps } from "./raised-wraps.ts";
import type { Tables } from "./tables.ts";

/** What a mailbox is opened with, and what its owner's later acts are checked against. */
export type MailboxDoor = {
	readonly organisation: OrganisationId;
	readonly caseTag: CaseTag;
	readonly mailboxAuth: SigningKey;
	readonly messageSign: SigningKey;
	readonly policy: Hash;
};

/** Null if the organisation has no such mailbox. */
export function findMailbox(db: Database, organisation: OrganisationId, mailbox: Hash): Promise<MailboxDoor | null> {
	return findDoor(db, { organisation, mailbox });
}

type AskedDoor = { readonly organisation: OrganisationId; readonly mailbox: Hash };

/** Whoever comes at the same time is looked up together, whether or not there is such a mailbox. */
const findDoor = gathered((db: Database) => ({
	perform: async (asked: readonly AskedDoor[]): Promise<readonly (MailboxDoor | null)[]> => {
		const doors = await findDoors(db, asked);
		return asked.map(({ organisation, mailbox }) => {
			const door = doors.get(mailbox);
			return door?.organisation === organisation ? door : null;
		});
	},
	atOnce: 1,
	most: 32,
}));

async function findDoors({ query }: Database, asked: readonly AskedDoor[]): Promise<ReadonlyMap<Hash, MailboxDoor>> {
	const rows = await query
		.selectFrom("reporter_key")
		.innerJoin("case_file", "case_file.case_tag", "reporter_key.case_tag")
		.select(["reporter_key.case_tag", "reporter_key.mailbox", "reporter_key.mailbox_auth", "reporter_key.message_sign"])
		.select(["case_file.organisation", "case_file.policy_hash"])
		.where("reporter_key.mailbox", "=", anyOf(asked.map(({ mailbox }) => mailbox)))
		.execute();
	return new Map(
		rows.map((row) => [
			hashOf(row.mailbox),
			{
				organisation: row.organisation,
				caseTag: tagOf(row.case_tag),
				mailboxAuth: signingKeyOf(row.mailbox_auth),
				messageSign: signingKeyOf(row.message_sign),
				policy: hashOf(row.policy_hash),
			},
		]),
	);
}

/** A mailbox, whose wraps are the bytes of their base64url: most of its answer, and the same each time. */
export type ReadMailbox = Omit<Mailbox, "wraps"> & { readonly wraps: Uint8Array };

/**
 * Everything that happened, for its reporter, with every letter but notes: those are to whoever handles the case, and it was the
 * reporter's browser that made the key of theirs. Null if there is no such case, or it was erased.
 */
export async function readMailbox(ctx: StoreContext, caseTag: CaseTag, now: Instant): Promise<ReadMailbox | null> {
	const [history, stored] = await Promise.all([readCase(ctx, caseTag), storedOf(ctx.db, caseTag)]);
	if (history === null || stored === undefined) return null;
	const wraps = await readRaisedWraps(ctx.db, caseTag, wrapsNamedIn(history));
	if (wraps === null) return null;
	const notes = notesIn(history);
	return {
		caseTag,
		now,
		policy: history.rules.policy,
		calendar: history.rules.calendar,
		promise: stored.promise,
		events: [...history.events],
		leaves: leavesOf(history, stored.leaves),
		letters: stored.letters
			.filter(({ sequence }) => !notes.has(sequence))
			.map(({ sequence, part, ciphertext }) => ({ sequence, part, ciphertext: base64UrlOfHex(ciphertext) })),
		wraps,
		tenures: await readKnownTenures(ctx, history),
		rekeyed: stored.own_wrap === null ? null : base64UrlOf(stored.own_wrap),
		waiting: stored.waiting.map(({ act, visible_at, ciphertext, refused }) => ({
			act,
			visibleAt: visible_at,
			letter: ciphertext === null ? null : base64UrlOfHex(ciphertext),
			refused,
		})),
	};
}

function wrapsNamedIn({ trusted: [raise] }: CaseHistory): Hash {
	if (raise?.happening.kind !== "raised") throw new Error("A history begins with its raise.");
	return raise.happening.statement.wraps;
}

function notesIn({ events }: CaseHistory): ReadonlySet<number> {
	const isNote = ({ happening }: CaseEvent) => letterOf(happening)?.compartment === "notes";
	return new Set(events.filter(isNote).map(({ sequence }) => sequence));
}

type StoredLeaf = { readonly sequence: number; readonly bytes: string };
type StoredLetter = { readonly sequence: number; readonly part: number; readonly ciphertext: string };
type StoredWaiting = Pick<Tables["waiting_act"], "act" | "visible_at" | "refused"> & { readonly ciphertext: string | null };

/** Letters of a case that are more than so many bytes are read by themselves: nobody waits for somebody else's dossier. */
const MOST_IN_COMPANY = 256 * 1024;

async function storedOf(db: Database, caseTag: CaseTag) {
	const stored = await storedInCompany(db, caseTag);
	return stored?.heavy === true ? (await readStored(db, [caseTag], null))[0] : stored;
}

const storedInCompany = gathered((db: Database) => ({
	perform: async (caseTags: readonly CaseTag[]) => {
		const stored = new Map((await readStored(db, caseTags, MOST_IN_COMPANY)).map((row) => [tagOf(row.case_tag), row]));
		return caseTags.map((caseTag) => stored.get(caseTag));
	},
	atOnce: 1,
	most: 16,
}));

/**
 * What lies beside the events of each case, in one look; bytes inside of lists are hex. `heavy`: its letters are more than `most`
 * bytes, which stored bytes tell without being read, and are left out.
 */
async function readStored({ query }: Database, caseTags: readonly CaseTag[], most: number | null) {
	const bytesIn = (table: "letter" | "waiting_act") =>
		sql`(select coalesce(sum(octet_length(ciphertext)), 0) from ${sql.table(table)} as sealed where sealed.case_tag = reporter_key.case_tag)`;
	const heavy = most === null ? sql<boolean>`false` : sql<boolean>`${bytesIn("letter")} + ${bytesIn("waiting_act")} > ${most}`;
	const lists = {
		leaves: sql<
			readonly StoredLeaf[]
		>`(select coalesce(json_agg(json_build_object('sequence', sequence, 'bytes', encode(bytes, 'hex'))), '[]')
			from leaf where leaf.case_tag = reporter_key.case_tag)`,
		letters: sql<
			readonly StoredLetter[]
		>`case when ${heavy} then '[]' else (select coalesce(json_agg(json_build_object('sequence', sequence,
			'part', part, 'ciphertext', encode(ciphertext, 'hex')) order by sequence, part), '[]')
			from letter where letter.case_tag = reporter_key.case_tag) end`,
		waiting: sql<readonly StoredWaiting[]>`case when ${heavy} then '[]' else (select coalesce(json_agg(json_build_object('act', act,
			'refused', refused, 'visible_at', to_char(visible_at, 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), 'ciphertext', encode(ciphertext, 'hex'))
			order by place), '[]') from waiting_act where waiting_act.case_tag = reporter_key.case_tag) end`,
	};
	return query
		.selectFrom("reporter_key")
		.innerJoin("case_wraps", "case_wraps.case_tag", "reporter_key.case_tag")
		.select(["reporter_key.case_tag", "reporter_key.promise", "reporter_key.own_wrap"])
		.select([heavy.as("heavy"), lists.leaves.as("leaves"), lists.letters.as("letters"), lists.waiting.as("waiting")])
		.where("reporter_key.case_tag", "=", anyOf(caseTags))
		.execute();
}

/** One leaf an event, in the order of the events; an event that was smuggled in has none, and the empty string shows it. */
function leavesOf({ events }: CaseHistory, leaves: readonly StoredLeaf[]): string[] {
	const bySequence = new Map(leaves.map(({ sequence, bytes }) => [sequence, bytes]));
	return events.map(({ sequence }) => bySequence.get(sequence) ?? "");
}
