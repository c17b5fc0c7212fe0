/** What a server serves, fetched as browsers fetch it: each file as it is, and in each form that it may be compressed into. */
import { createHash } from "node:crypto";
import type { Hash } from "@answerable/types/bytes";
import { CliError } from "../cli-error.ts";

/** A file as it was served in one form: its SHA-256, or null if it was not served. */
export type ServedFile = { readonly form: Form; readonly hash: Hash | null; readonly headers: Headers };

const FORMS = ["identity", "gzip", "br"] as const;
export type Form = (typeof FORMS)[number];

const PATIENCE_MS = 30_000;
/** Headers that bring in what no hash covers, or lead away. */
const FOREIGN_HEADERS = ["link", "refresh", "service-worker-allowed", "sourcemap"];

/** One server, asked nothing but for its public files. A redirect is no answer: what it leads to would not be what browsers hold to be this server. */
export type Server = { readonly origin: string; readonly get: (path: string, form?: Form) => Promise<Response> };

/** The server at this address. Its requests throw a `CliError` if it cannot be reached. */
export function serverAt(origin: string): Server {
	return {
		origin,
		get: async (path, form = "identity") => {
			const init = { headers: { "accept-encoding": form }, redirect: "manual", signal: AbortSignal.timeout(PATIENCE_MS) } as const;
			try {
				return await fetch(new URL(path, origin), init);
			} catch (cause) {
				throw new CliError(`${origin} cannot be reached, or is too slow: ${reasonOf(cause)}`);
			}
		},
	};
}

/** A text of the server, or null if there is none at this path. */
export async function textAt(server: Server, path: string): Promise<string | null> {
	const answer = await server.get(path);
	return answer.status === 200 ? textOf(await bytesOf(answer)) : null;
}

/** A file in every form. */
export async function servedAs(server: Server, path: string): Promise<readonly ServedFile[]> {
	return Promise.all(
		FORMS.map(async (form) => {
			const answer = await server.get(path, form);
			const bytes = answer.status === 200 ? await bytesOf(answer) : null;
			return { form, hash: bytes === null ? null : hashOf(bytes), headers: answer.headers };
		}),
	);
}

/** The headers of an answer that must not be there. */
export function foreignHeaders(headers: Headers): readonly string[] {
	return FOREIGN_HEADERS.filter((name) => headers.has(name));
}

/** What fetch has unpacked; null if it could not be, as a browser could not. */
async function bytesOf(answer: Response): Promise<Uint8Array | null> {
	try {
		return new Uint8Array(await answer.arrayBuffer());
	} catch {
		return null;
	}
}

function textOf(bytes: Uint8Array | null): string | null {
	return bytes === null ? null : new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
}

function hashOf(bytes: Uint8Array): Hash {
	return createHash("sha256").update(bytes).digest("hex") as Hash;
}

function reasonOf(cause: unknown): string {
	if (!(cause instanceof Error)) return String(cause);
	return cause.cause instanceof Error && cause.cause.message !== "" ? cause.cause.message : cause.message;
}
