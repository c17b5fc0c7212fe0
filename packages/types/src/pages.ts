/** What the pages are made of: the list that a build makes, what the log's key signs of it, and how it is shown. */
import { z } from "zod/mini";
import { Hash, Signature } from "./bytes.ts";
import { Instant } from "./time.ts";

/** The list in a build: the SHA-256 of each file, by its path. */
export const PageManifest = z.strictObject({
	version: z.literal(1),
	files: z.record(z.string().check(z.regex(/^(assets\/)?[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}$/)), Hash),
});
export type PageManifest = z.infer<typeof PageManifest>;

/**
 * From this moment on, these were our pages. `number` grows by one with each, so that their order is known within an epoch of the log
 * too; `manifest` is the SHA-256 of the list. Signed by the log key.
 */
export const PagesStatement = z.strictObject({
	version: z.literal(1),
	number: z.int().check(z.gte(1), z.lte(1_000_000)),
	from: Instant,
	manifest: Hash,
});
export type PagesStatement = z.infer<typeof PagesStatement>;

/** A list with its signature, and the proof that its leaf stands in the log. */
export const LoggedPages = z.strictObject({
	statement: PagesStatement,
	signature: Signature,
	/** The list itself, as text: its hash is over every byte. */
	manifest: z.string().check(z.maxLength(100_000)),
	leafIndex: z.int().check(z.gte(0)),
	/** The newest checkpoint, a signed note. */
	checkpoint: z.string().check(z.maxLength(100_000)),
	/** RFC 6962 §2.1.1. */
	proof: z.array(Hash).check(z.maxLength(63)),
});
export type LoggedPages = z.infer<typeof LoggedPages>;
