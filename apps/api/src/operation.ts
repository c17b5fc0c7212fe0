/** One route as its callers know it: what `openapi.ts` documents, and what the contract test holds every answer against. */
import type { RefusalCode } from "@answerable/types/problem";
import { z } from "zod/mini";

/** A value in the path, in the query or in a header. */
export type Parameter = {
	readonly name: string;
	readonly in: "path" | "query" | "header";
	readonly required: boolean;
	readonly about: string;
	readonly schema: z.core.$ZodType;
};

/** What is sent. A raise is no JSON: its frame is told in words, and `schema` is that of the header inside. */
export type Sent = {
	readonly media: "application/json" | "application/octet-stream";
	readonly schema: z.core.$ZodType;
	readonly about: string;
};

/** What an answer may be. */
export type Media =
	| "application/json"
	| "application/octet-stream"
	| "image/jpeg"
	| "image/png"
	| "image/svg+xml"
	| "image/webp"
	| "text/css"
	| "text/html"
	| "text/javascript"
	| "text/plain"
	| "text/vtt"
	| "video/mp4"
	| "video/webm";

/** An answer that is not a refusal. `schema` is null for what is no JSON. */
export type Answered = {
	readonly status: 200 | 201 | 202 | 206;
	readonly about: string;
	readonly media: Media;
	/** Further media types in which it may come. */
	readonly others?: readonly Media[];
	readonly schema: z.core.$ZodType | null;
	readonly setsCookie?: true;
};

/** Whose route it is. */
export type Section = "Deployment" | "Log" | "Reporter" | "Desk" | "Administration";

/** A route. `path` is written as OpenAPI does; `refusals` is everything that a caller may be told instead, but a fault of ours. */
export type Operation = {
	readonly id: string;
	readonly method: "get" | "post" | "delete";
	readonly path: string;
	readonly section: Section;
	readonly summary: string;
	readonly about: string;
	/** Whether a session's cookie is needed. */
	readonly signedIn: boolean;
	/** Whether the database is asked: what asks nobody cannot fail. */
	readonly asks: boolean;
	readonly parameters: readonly Parameter[];
	readonly sent: Sent | null;
	readonly answers: readonly Answered[];
	readonly refusals: readonly RefusalCode[];
};

/** What a request that changes something in somebody's name must carry. */
export const ORIGIN: Parameter = {
	name: "Origin",
	in: "header",
	required: true,
	about: "Where our own pages are reached. Browsers send it; a request that changes something and comes from elsewhere is refused.",
	schema: z.string(),
};

/** A JSON answer. */
export function json(status: Answered["status"], schema: z.core.$ZodType, about: string): Answered {
	return { status, about, media: "application/json", schema };
}
