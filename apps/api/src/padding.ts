/** Answers, padded: whoever counts bytes on the wire must not learn from them what was asked or said. */
import type { Context, MiddlewareHandler } from "hono";

const LEAST_BYTES = 16 * 1024;
const SPACE = 0x20;

/** Answers that were made full as they were written. */
const full = new WeakSet<Response>();

/** Fills every answer up with spaces, which JSON allows at its end (RFC 8259 §2), to the next of `least`, twice and four times as much, and so on. */
export function paddedTo(least: number): MiddlewareHandler {
	return async (c, next) => {
		await next();
		if (full.has(c.res)) return;
		const body = new Uint8Array(await c.res.arrayBuffer());
		const filled = spaces(body.length, least);
		filled.set(body);
		c.res = new Response(filled, { status: c.res.status, headers: c.res.headers });
	};
}

/** To the next of 16, 32, 64 … KiB: so a refusal, a promise and a mailbox without new letters have one size. */
export const padded: MiddlewareHandler = paddedTo(LEAST_BYTES);

/** A JSON answer that is full from the start: what `padded` would make of it, without being read back and copied. */
export function fullJson(c: Context, text: string, status: 200 | 201 | 202): Response {
	const bytes = spaces(Buffer.byteLength(text));
	bytes.write(text);
	const answer = c.body(bytes, status, { "content-type": "application/json" });
	full.add(answer);
	return answer;
}

function spaces(atLeast: number, least = LEAST_BYTES): Buffer<ArrayBuffer> {
	return Buffer.alloc(bucketOf(atLeast, least), SPACE);
}

function bucketOf(length: number, least: number): number {
	let bucket = least;
	while (bucket < length) bucket *= 2;
	return bucket;
}
