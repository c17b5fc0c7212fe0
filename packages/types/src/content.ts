/** What a letter says once it is opened. The server never sees any of this. */
import { z } from "zod/mini";
import { Subject } from "./routing.ts";
import { LetterPurpose } from "./statement.ts";

const Text = z.string().check(z.minLength(1), z.maxLength(900_000));
const Line = z.string().check(z.maxLength(400));

/** To `concern`: what goes up if nobody answers. */
export const ConcernContent = z.strictObject({
	text: Text,
	subject: Subject,
	unit: Line,
	raisedBefore: Line,
});
export type ConcernContent = z.infer<typeof ConcernContent>;

/** To `private`: what stays with the guardian. */
export const PrivateContent = z.strictObject({
	how: z.enum(["openly", "confidentially", "anonymously"]),
	name: Line,
	contact: Line,
	workerGroup: Line,
	/** Why people were treated badly, as the reporter sees it (reference §1.2: optional, never above the guardian); left out if not said. */
	characteristics: z.optional(Line),
});
export type PrivateContent = z.infer<typeof PrivateContent>;

/** Any later letter, in either direction. */
export const LetterContent = z.strictObject({
	purpose: z.union([
		LetterPurpose,
		z.enum(["triage", "comply", "explain", "dispute", "downgrade", "extension", "pause", "reopening", "link", "detriment"]),
	]),
	text: Text,
});
export type LetterContent = z.infer<typeof LetterContent>;

/** The answer to the question that is asked after closure, "Given your experience, would you speak up again?" (reference §2.2), and why. */
export const FeedbackContent = z.strictObject({
	answer: z.enum(["yes", "no", "maybe", "dont_know"]),
	text: z.string().check(z.maxLength(900_000)),
});
export type FeedbackContent = z.infer<typeof FeedbackContent>;
