/**
 * `answerable verify-pages`: whether the pages that a server serves are those that its log says. It needs nothing of ours but the address, and
 * whoever runs it from elsewhere sees what anybody sees: a server that knows its victim can still serve them alone something else.
 */
import { parseArgs } from "node:util";
import { verify } from "@answerable/crypto/signing";
import { type NoteKey, parseVerifierKey } from "@answerable/log/note";
import { checkLoggedPages } from "@answerable/log/pages-statement";
import { ProofError } from "@answerable/log/proof-error";
import { LoggedPages, PageManifest } from "@answerable/types/pages";
import type { Answer } from "../answer.ts";
import { CliError } from "../cli-error.ts";
import { timeWords } from "../written-time.ts";
import { foreignHeaders, type Server, servedAs, serverAt, textAt } from "./served-pages.ts";

export const VERIFY_PAGES_USAGE = `answerable verify-pages ORIGIN: whether the pages served there are those that the log names

  ORIGIN                   https://speak-up.example.org
  --log-key KEY            the log's verifier key, as you have it from elsewhere (a slip, a poster, a witness);
                           without it the one that the server shows is believed, and you are told so`;

/** The list of the pages, in the server and in the log. */
const MANIFEST_PATH = "/assets/manifest.json";
/** Every address at which a frame is served: the reporter's, and the desk's with its way in for whoever was invited. */
const FRAMES: Readonly<Record<string, readonly string[]>> = { "index.html": ["/"], "desk.html": ["/desk", "/join"] };
const FILES_AT_ONCE = 4;

/** Fetches every file that the log names and holds it against its hash. Throws a `CliError` that says all that differs. */
export async function verifyPages(args: readonly string[]): Promise<Answer> {
	const request = readRequest(args);
	if (request === null) return { text: VERIFY_PAGES_USAGE, notes: [] };
	const server = serverAt(request.origin);
	const { key, notes } = await logKeyOf(server, request.logKey);
	const pages = await loggedPages(server);
	const { leaves, files, faults } = checkProof(pages, key);
	const differing = [...faults, ...(await checkList(server, pages)), ...(await checkFiles(server, files))];
	if (differing.length > 0) {
		throw new CliError(
			`The pages of ${server.origin} are not what its log says. Do not type anything secret into them.\n${differing.map((each) => `  - ${each}`).join("\n")}`,
		);
	}
	const { number, from, manifest } = pages.statement;
	const lines = [
		`The pages of ${server.origin} are those that its log names.`,
		`  log          ${key.name}, ${leaves} leaves; this is leaf ${pages.leafIndex}`,
		`  pages        number ${number}, since ${timeWords(from, "UTC")}`,
		`  files        ${Object.keys(files).length}, each as it is and in both compressed forms`,
		`  fingerprint  ${fingerprintWords(manifest)}`,
	];
	return { text: lines.join("\n"), notes };
}

/** A fingerprint in groups of four, as the pages show it. */
function fingerprintWords(hash: string): string {
	return (hash.match(/.{4}/g) ?? []).join(" ");
}

type Request = { readonly origin: string; readonly logKey: string | null };

function readRequest(args: readonly string[]): Request | null {
	const { values, positionals } = parsed(args);
	const [address, ...more] = positionals;
	if (values.help === true || address === undefined) return null;
	const url = URL.parse(address);
	if (more.length > 0 || url === null || !["http:", "https:"].includes(url.protocol))
		throw new CliError(`Write one address, as https://speak-up.example.org.\n\n${VERIFY_PAGES_USAGE}`);
	return { origin: url.origin, logKey: values["log-key"] ?? null };
}

function parsed(args: readonly string[]) {
	try {
		return parseArgs({ args: [...args], allowPositionals: true, options: { "log-key": { type: "string" }, help: { type: "boolean" } } });
	} catch (cause) {
		throw new CliError(`${cause instanceof Error ? cause.message : String(cause)}\n\n${VERIFY_PAGES_USAGE}`);
	}
}

async function logKeyOf(server: Server, given: string | null): Promise<{ readonly key: NoteKey; readonly notes: readonly string[] }> {
	const text = given ?? (await textAt(server, "/log/key"));
	if (text === null) throw new CliError(`${server.origin} shows no log: it is not a deployment of Answerable, or it has not started yet.`);
	try {
		const key = parseVerifierKey(text.trim());
		return given === null
			? { key, notes: [`the log's key was believed as the server shows it, ${text.trim()}: compare it, or give it with --log-key`] }
			: { key, notes: [] };
	} catch (cause) {
		if (!(cause instanceof ProofError)) throw cause;
		throw new CliError(`The log's key cannot be read: ${cause.message}`);
	}
}

async function loggedPages(server: Server): Promise<LoggedPages> {
	const text = await textAt(server, "/log/pages");
	if (text === null) throw new CliError(`The log of ${server.origin} names no pages: nothing says which code is served there.`);
	const pages = LoggedPages.safeParse(jsonOf(text));
	if (!pages.success) throw new CliError(`What ${server.origin} says of its pages cannot be read.`);
	return pages.data;
}

/** The proof, and the files that the list names. A list that is not the log's is still held against what is served. */
function checkProof(pages: LoggedPages, key: NoteKey) {
	const list = PageManifest.safeParse(jsonOf(pages.manifest));
	const files = list.success ? list.data.files : {};
	const unreadable = list.success ? [] : ["The list of files cannot be read."];
	try {
		return { leaves: checkLoggedPages(pages, key, verify), files, faults: unreadable };
	} catch (cause) {
		if (!(cause instanceof ProofError)) throw cause;
		return { leaves: 0, files, faults: [`The list of files is not in the log: ${cause.message}`, ...unreadable] };
	}
}

async function checkList(server: Server, { manifest, statement }: LoggedPages): Promise<readonly string[]> {
	if ((await textAt(server, MANIFEST_PATH)) === manifest) return [];
	return [
		`${MANIFEST_PATH} is not the list that the log names (number ${statement.number}): other pages are served than those that were named.`,
	];
}

async function checkFiles(server: Server, files: PageManifest["files"]): Promise<readonly string[]> {
	const found: string[] = [];
	const entries = Object.entries(files);
	for (let at = 0; at < entries.length; at += FILES_AT_ONCE) {
		const some = entries.slice(at, at + FILES_AT_ONCE);
		found.push(...(await Promise.all(some.map(([name, hash]) => checkFile(server, name, hash)))).flat());
	}
	return found;
}

async function checkFile(server: Server, name: string, hash: string): Promise<readonly string[]> {
	return (await Promise.all((FRAMES[name] ?? [`/${name}`]).map((path) => checkPath(server, path, hash)))).flat();
}

async function checkPath(server: Server, path: string, hash: string): Promise<readonly string[]> {
	const served = await servedAs(server, path);
	return served.flatMap((file) => {
		const form = file.form === "identity" ? "as it is" : `compressed by ${file.form}`;
		const foreign = foreignHeaders(file.headers).map((header) => `${path}, ${form}, comes with a header that leads elsewhere: ${header}.`);
		if (file.hash === null) return [`${path}, ${form}, is not served.`, ...foreign];
		return file.hash === hash ? foreign : [`${path}, ${form}, is another file: ${file.hash}, not ${hash}.`, ...foreign];
	});
}

function jsonOf(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return null;
	}
}
