/** What a letter says once it is opened. The server never sees any of this. */
import { z } from "zod/mini";
import { Subject } from "./routing.ts";
import { LetterPurpose } from "./statement.ts";
import { CivilDate } from "./time.ts";

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

/** What was agreed to be done; what it is stands in the words of its letter. */
export const AgreedAction = z.strictObject({ owner: Line.check(z.minLength(1)), by: CivilDate });
export type AgreedAction = z.infer<typeof AgreedAction>;

/** What became of the action that the letter at this sequence agreed to. */
export const ActionNews = z.strictObject({ of: z.int().check(z.gte(1)), became: z.enum(["done", "dropped"]) });
export type ActionNews = z.infer<typeof ActionNews>;

const ListedId = z.string().check(z.regex(/^[a-z0-9_]{1,64}$/));

/** Under what the case is counted in a national return (reference §2.2): ids of a list that is data, by the list's own name. */
export const Categories = z.strictObject({
	list: z.string().check(z.regex(/^[a-z0-9-]+\/[a-z0-9-]{1,40}$/), z.maxLength(80)),
	elements: z.array(ListedId).check(z.maxLength(12)),
	detriment: z.boolean(),
	/** The reporter's kind of work, only where it stays with the guardian; left out where it is not told anew. */
	group: z.optional(ListedId),
});
export type Categories = z.infer<typeof Categories>;

/** Any later letter, in either direction. What is more than words stands beside them, and whoever reads the words is shown it. */
export const LetterContent = z.strictObject({
	purpose: z.union([
		LetterPurpose,
		z.enum(["triage", "comply", "explain", "dispute", "downgrade", "extension", "pause", "reopening", "link", "detriment"]),
	]),
	text: Text,
	action: z.optional(AgreedAction),
	news: z.optional(ActionNews),
	categories: z.optional(Categories),
});
export type LetterContent = z.infer<typeof LetterContent>;

/** What a letter says beside its words. */
export type Beside = Pick<LetterContent, "action" | "news" | "categories">;

/** The answer to the question that is asked after closure, "Given your experience, would you speak up again?" (reference §2.2), and why. */
export const FeedbackContent = z.strictObject({
	answer: z.enum(["yes", "no", "maybe", "dont_know"]),
	text: z.string().check(z.maxLength(900_000)),
});
export type FeedbackContent = z.infer<typeof FeedbackContent>;
