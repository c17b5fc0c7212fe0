/** Speaking to the server: `fetch` with our headers, our schemas and our errors. The same in browsers and in Node. */
import { Problem } from "@answerable/types/problem";
import { CheckError } from "./check-error.ts";
import { ProblemError } from "./problem-error.ts";

/** `fetch`, or something that answers like it. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** A schema, as far as we need one. */
export type Schema<T> = { safeParse(value: unknown): { success: true; data: T } | { success: false; error: unknown } };

/** A connection to one origin. Every path starts with a slash. */
export type Http = {
	readonly origin: string;
	getJson<T>(path: string, schema: Schema<T>): Promise<T>;
	getBytes(path: string): Promise<Uint8Array>;
	postJson<T>(path: string, body: unknown, schema: Schema<T>): Promise<T>;
	/** Sends once, for what the server takes only once: see [Note: Every send is safe to repeat]. */
	postOnce<T>(path: string, body: unknown, schema: Schema<T>): Promise<T>;
	delete<T>(path: string, schema: Schema<T>): Promise<T>;
	sendBytes<T>(path: string, body: Uint8Array, schema: Schema<T>): Promise<T>;
};

/** What a connection is made from. */
export type HttpOptions = {
	/** `https://speak-up.example`, no trailing slash. */
	readonly origin: string;
	readonly fetch?: Fetch;
	/** `omit` for reporters, who have no cookie and must never get one. */
	readonly credentials?: "omit" | "same-origin";
	/** How long to wait before each further try; its length is the number of further tries. */
	readonly retryDelaysMs?: readonly number[];
};

const RETRY_DELAYS_MS = [250, 1_000, 3_000];
const TIMEOUT_MS = 30_000;
const LEAST_BYTES = 4_096;

/**
 * Opens a connection to an origin.
 *
 * [Note: Every send is safe to repeat] When the network fails, or the server says that it is not available, the very
 * same bytes are sent again: the server knows a raise by its tag and an act by its hash, and answers the same again. Only the
 * opening of a mailbox is good once, so it is signed anew by whoever sends it again.
 */
export function connectHttp(options: HttpOptions): Http {
	const ask = (path: string, init: RequestInit) => persist(options, path, init);
	const askOnly = (path: string, init: RequestInit) => persist({ ...options, retryDelaysMs: [] }, path, init);
	const json = async <T>(answer: Promise<Response>, schema: Schema<T>) => parse(await (await answer).text(), schema);
	return {
		origin: options.origin,
		getJson: (path, schema) => json(ask(path, { method: "GET", headers: { accept: "application/json" } }), schema),
		getBytes: async (path) => new Uint8Array(await (await ask(path, { method: "GET" })).arrayBuffer()),
		postJson: (path, body, schema) => json(ask(path, jsonPost(body)), schema),
		postOnce: (path, body, schema) => json(askOnly(path, jsonPost(body, padded)), schema),
		delete: (path, schema) => json(ask(path, { method: "DELETE" }), schema),
		sendBytes: (path, body, schema) => {
			const headers = { accept: "application/json", "content-type": "application/octet-stream" };
			return json(ask(path, { method: "POST", headers, body: new Uint8Array(body) }), schema);
		},
	};
}

function jsonPost(body: unknown, pad: (json: string) => string = (json) => json): RequestInit {
	const headers = { accept: "application/json", "content-type": "application/json" };
	return { method: "POST", headers, body: pad(JSON.stringify(body)) };
}

/**
 * JSON filled up with spaces, which it allows at its end (RFC 8259 §2), to the next of 4, 8, 16 … KiB: what a reporter
 * sends must not tell by its size what it is. Our JSON is ASCII but for words, which are sealed before they are sent.
 */
export function padded(json: string, least = LEAST_BYTES): string {
	let bucket = least;
	while (bucket < json.length) bucket *= 2;
	return json.padEnd(bucket);
}

async function persist(options: HttpOptions, path: string, init: RequestInit): Promise<Response> {
	let last: unknown = null;
	for (const delayMs of [0, ...(options.retryDelaysMs ?? RETRY_DELAYS_MS)]) {
		if (delayMs > 0) await new Promise((resolve) => setTimeout(resolve, delayMs));
		try {
			return await askOnce(options, path, init);
		} catch (error) {
			if (error instanceof ProblemError && error.code !== "unavailable") throw error;
			if (error instanceof CheckError) throw error;
			last = error;
		}
	}
	if (last instanceof ProblemError) throw last;
	throw new CheckError("unreachable", `${options.origin} cannot be reached. Nothing is lost: try again when you are connected.`, last);
}

async function askOnce(options: HttpOptions, path: string, init: RequestInit): Promise<Response> {
	const send = options.fetch ?? ((url, request) => fetch(url, request));
	const answer = await send(`${options.origin}${path}`, {
		...init,
		credentials: options.credentials ?? "omit",
		referrerPolicy: "no-referrer",
		cache: "no-store",
		redirect: "error",
		signal: AbortSignal.timeout(TIMEOUT_MS),
	});
	if (answer.ok) return answer;
	const body = await answer.text();
	if (answer.status === 502 || answer.status === 504) throw new Error(`The gateway answered ${answer.status}.`);
	throw new ProblemError(parse(body, Problem));
}

function parse<T>(text: string, schema: Schema<T>): T {
	const parsed = schema.safeParse(readJson(text));
	if (parsed.success) return parsed.data;
	throw new CheckError("malformed-answer", "The server's answer has not the agreed form.", parsed.error);
}

function readJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch (error) {
		throw new CheckError("malformed-answer", "The server's answer is not JSON.", error);
	}
}
