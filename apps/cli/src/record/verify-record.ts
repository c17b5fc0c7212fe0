/**
 * `answerable verify`: whether what a reporter took outside is proved by the log's key, with no server asked. What is told in the record
 * in words is not: what is proved is printed, so that somebody can hold the two beside each other.
 */
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { verify } from "@answerable/crypto/signing";
import { instantWords } from "@answerable/domain/date-words";
import { checkEvidence, type Evidence, type Proved, readEvidence } from "@answerable/log/evidence";
import { type NoteKey, parseVerifierKey } from "@answerable/log/note";
import { ProofError } from "@answerable/log/proof-error";
import type { Instant } from "@answerable/types/time";
import type { Answer } from "../answer.ts";
import { CliError } from "../cli-error.ts";

export const VERIFY_USAGE = `answerable verify RECORD.html: whether the record that somebody took outside is proved, without asking any server

  RECORD.html              the file that "Take it outside" made
  --log-key KEY            the log's verifier key, as you have it from elsewhere (a poster, a witness, the newspaper);
                           without it the one in the record is believed, and you are told so`;

/** Proves nothing of what is late: whoever reads it compares the instants. */
const ZONE = "UTC";
const MOST_BYTES = 64 * 1024 * 1024;

/** Checks a record. Throws a `CliError` that says what is wrong with it. */
export function verifyRecord(args: readonly string[], now: Instant): Answer {
	const { values, positionals } = parsed(args);
	const [file, ...more] = positionals;
	if (values.help === true || file === undefined) return { text: VERIFY_USAGE, notes: [] };
	if (more.length > 0) throw new CliError(`Name one file.\n\n${VERIFY_USAGE}`);
	const evidence = evidenceIn(readText(file));
	const { key, notes } = logKeyOf(evidence, values["log-key"] ?? null);
	const proved = believing(file, () => checkEvidence(evidence, key, verify));
	return { text: told(proved, key, values["log-key"] === undefined), notes: [...notes, ...unpublished(proved, now)] };
}

/** `isOwnKey`: the record itself named the log's key. Then a log that somebody made up agrees with it as well. */
function told({ caseTag, checkpoint, leaves }: Proved, { name }: NoteKey, isOwnKey: boolean): string {
	const lines = leaves.map(({ sequence, leaf, index }) => {
		const next = leaf.next === null ? "" : `; next: ${leaf.next.clock.replaceAll("_", " ")}, due ${instantWords(leaf.next.due, ZONE)}`;
		const where = index === null ? "not in this log yet" : `leaf ${index}`;
		return `  ${String(sequence).padStart(4)}  ${where.padEnd(20)}${leaf.kind.replaceAll("-", " ")}${next}`;
	});
	return [
		`${headline(leaves[0]?.index !== null, isOwnKey)} Times are ${ZONE}.`,
		`  case  ${caseTag}`,
		`  log   ${name}, ${checkpoint === null ? "none was at hand when the record was made" : `${checkpoint.size} leaves`}`,
		...lines,
		"Entries may have been left out. What the file tells in words is not proved.",
	].join("\n");
}

/** `isInLog`: the first entry is. If it is not, none is. */
function headline(isInLog: boolean, isOwnKey: boolean): string {
	if (isOwnKey && isInLog)
		return "This record agrees with the log key that it names itself, which stands behind each line that names its leaf.";
	if (isOwnKey) return "Only the promise in this record agrees with the log key that it names itself: no entry was in the log.";
	if (isInLog) return "This record is proved: the log's key stands behind each line that names its leaf.";
	return "Only the promise in this record is proved, by the log's key: no entry was in the log.";
}

/** What the log did not hold when the record was made. Whether it has come since, a record cannot know. */
function unpublished({ leaves, publishBy }: Proved, now: Instant): readonly string[] {
	const count = leaves.filter(({ index }) => index === null).length;
	if (count === 0) return [];
	const many = `${count === 1 ? "1 entry was" : `${count} entries were`} not in the log when the record was made: make it again`;
	if (leaves[0]?.index !== null || now <= publishBy) return [`${many} later`];
	return [`${many}, or look in the log: it has promised to hold the concern since ${instantWords(publishBy, ZONE)} (${ZONE})`];
}

function readText(file: string): string {
	try {
		const bytes = readFileSync(file);
		if (bytes.length > MOST_BYTES) throw new CliError(`${file} is too long for a record.`);
		return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
	} catch (cause) {
		if (cause instanceof CliError) throw cause;
		throw new CliError(`${file} cannot be read: ${cause instanceof Error ? cause.message : String(cause)}`);
	}
}

const ENTITIES: Readonly<Record<string, string>> = { "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#39;": "'" };

/** The proofs in a record: they stand in blocks that no text of the concern can make, since all of that is escaped. */
function evidenceIn(html: string): Evidence {
	const blocks = [...html.replaceAll("\r\n", "\n").matchAll(/<pre>([^<]*)<\/pre>/g)].map(([, block = ""]) =>
		block.replaceAll(/&(?:amp|lt|gt|quot|#39);/g, (entity) => ENTITIES[entity] ?? entity),
	);
	if (blocks.length === 0) throw new CliError('There are no proofs in this file: it is no record that "Take it outside" made.');
	return believing("The record", () => readEvidence(blocks));
}

function logKeyOf({ logKey }: Evidence, given: string | null): { readonly key: NoteKey; readonly notes: readonly string[] } {
	const key = believing("The log's key", () => parseVerifierKey((given ?? logKey).trim()));
	if (given !== null) return { key, notes: [] };
	return { key, notes: [`the log's key was believed as the record has it, ${logKey}: compare it, or give it with --log-key`] };
}

function believing<T>(what: string, check: () => T): T {
	try {
		return check();
	} catch (cause) {
		if (!(cause instanceof ProofError)) throw cause;
		throw new CliError(`${what} is not proved: ${cause.message}`);
	}
}

function parsed(args: readonly string[]) {
	try {
		return parseArgs({ args: [...args], allowPositionals: true, options: { "log-key": { type: "string" }, help: { type: "boolean" } } });
	} catch (cause) {
		throw new CliError(`${cause instanceof Error ? cause.message : String(cause)}\n\n${VERIFY_USAGE}`);
	}
}
