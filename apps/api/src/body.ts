/** Reading request bodies: bounded, of the right type, and parsed strictly before anything else looks at them. */
import type { IncomingMessage } from "node:http";
import type { Context, MiddlewareHandler } from "hono";
import { bodyLimit } from "hono/body-limit";
import { HTTPException } from "hono/http-exception";
import { validator } from "hono/validator";
import type { z } from "zod/mini";
import { refusal } from "./problem.ts";

const KIB = 1024;

/** The longest body of each kind of route. */
export const LIMITS = { raise: 4 * KIB * KIB, act: 2 * KIB * KIB, other: 64 * KIB } as const;

/**
 * Refuses a body longer than the route accepts, while it arrives, before all of it is held. One that says how long it is
 * cannot be longer (RFC 9112 §6.2), and is not made a stream of; one in chunks is counted.
 */
export function limitBody(maxSize: number): MiddlewareHandler {
	const counted = bodyLimit({ maxSize, onError: () => refusal("too-large") });
	return async (c, next) => {
		const length = c.req.header("content-length");
		if (length === undefined || c.req.header("transfer-encoding") !== undefined) return counted(c, next);
		return Number(length) <= maxSize ? next() : refusal("too-large");
	};
}

/** As much as is set aside for a body before it comes: several times what a raise takes, so that an empty claim costs little. */
const MOST_IN_PLACE = 256 * KIB;

/**
 * The whole body in one piece. Where it comes from a connection and says how long it is, it is read from there into its
 * place: as a web stream it would be copied three times over, and all that is copied has to be swept up again.
 */
export async function readBody(c: Context): Promise<Uint8Array> {
	const incoming: IncomingMessage | undefined = c.env?.incoming;
	const length = Number(c.req.header("content-length") ?? MOST_IN_PLACE + 1);
	if (incoming === undefined || length > MOST_IN_PLACE || incoming.readableDidRead) return new Uint8Array(await c.req.arrayBuffer());
	return readInto(Buffer.alloc(length), incoming);
}

function readInto(whole: Buffer, incoming: IncomingMessage): Promise<Uint8Array> {
	return new Promise((resolve, reject) => {
		let length = 0;
		incoming.on("data", (chunk: Buffer) => {
			length += chunk.copy(whole, length);
		});
		const end = (): void => (length === whole.length ? resolve(whole) : reject(cutShort()));
		incoming.once("end", end);
		incoming.once("error", end);
		incoming.once("close", end);
	});
}

/** Whoever sent it is gone, so nobody reads this answer. */
function cutShort(): HTTPException {
	return new HTTPException(400);
}

/** A JSON body of the schema, or `malformed` naming where (the path comes from our schema, never the value that stood there). */
export function jsonBody<T>(schema: z.ZodMiniType<T>) {
	return validator("json", (value: unknown): T | Response => {
		const parsed = schema.safeParse(value);
		return parsed.success ? parsed.data : refusal("malformed", whereOf(parsed.error));
	});
}

/** A path parameter of the schema; anything else answers as if nothing were there. */
export function pathParameter<T, Name extends string>(name: Name, schema: z.ZodMiniType<T>) {
	return validator("param", (value): { [key in Name]: T } | Response => {
		const parsed = schema.safeParse(value[name]);
		return parsed.success ? ({ [name]: parsed.data } as { [key in Name]: T }) : refusal("not-found");
	});
}

/** Query parameters of the schema. */
export function query<T>(schema: z.ZodMiniType<T>) {
	return validator("query", (value: unknown): T | Response => {
		const parsed = schema.safeParse(value);
		return parsed.success ? parsed.data : refusal("malformed", whereOf(parsed.error));
	});
}

function whereOf(error: z.core.$ZodError): string | undefined {
	const [issue] = error.issues;
	if (issue === undefined || issue.path.length === 0) return undefined;
	return `Look at ${issue.path.map(String).join(".")}.`;
}
