/** Answers, padded: whoever counts bytes on the wire must not learn from them what was asked or said. */
import type { Context, MiddlewareHandler } from "hono";

const LEAST_BYTES = 16 * 1024;
/** What answers are filled up with, which JSON allows at its end (RFC 8259 §2). Nobody writes to it. */
const SPACES = Buffer.alloc(64 * 1024, " ");

/** Answers that were made full as they were written, and the parts of those that a server writes part by part. */
const full = new WeakMap<Response, readonly Uint8Array[] | null>();

/** Fills every answer up with spaces to the next of `least`, twice and four times as much, and so on. */
export function paddedTo(least: number): MiddlewareHandler {
	return async (c, next) => {
		await next();
		if (full.has(c.res)) return;
		const body = new Uint8Array(await c.res.arrayBuffer());
		c.res = new Response(Buffer.concat([body, ...filling(body.length, least)]), { status: c.res.status, headers: c.res.headers });
	};
}

/** To the next of 16, 32, 64 … KiB: so a refusal, a promise and a mailbox without new letters have one size. */
export const padded: MiddlewareHandler = paddedTo(LEAST_BYTES);

/**
 * A JSON answer that is full from the start: what `padded` would make of it, without being read back and copied. For a
 * server of ours it stays in parts (`sending.ts`): what is much the same in every answer need not be copied into each, and swept up.
 */
export function fullJson(c: Context, json: string | readonly Uint8Array[], status: 200 | 201 | 202): Response {
	const text = typeof json === "string" ? [Buffer.from(json)] : json;
	const parts = [...text, ...filling(lengthOf(text), LEAST_BYTES)];
	const inParts = c.env?.inParts === true;
	const headers = { "content-type": "application/json", "content-length": String(lengthOf(parts)) };
	const answer = inParts ? c.body(null, status, headers) : c.body(Buffer.concat(parts), status, headers);
	full.set(answer, inParts ? parts : null);
	return answer;
}

/** The parts of an answer whose body they are; null of every other. */
export function partsOf(answer: Response): readonly Uint8Array[] | null {
	return full.get(answer) ?? null;
}

function filling(length: number, least: number): readonly Uint8Array[] {
	let bucket = least;
	while (bucket < length) bucket *= 2;
	const missing = bucket - length;
	const whole = Array.from({ length: Math.floor(missing / SPACES.length) }, () => SPACES);
	return [...whole, SPACES.subarray(0, missing % SPACES.length)];
}

function lengthOf(parts: readonly Uint8Array[]): number {
	return parts.reduce((sum, { length }) => sum + length, 0);
}
