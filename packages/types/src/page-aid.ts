/** Other forms of a page, for whoever reads signs or pictures more easily than sentences: what a deployment may give, page by page. */
import { z } from "zod/mini";

/** The pages that are the same for everybody: nothing of a concern is on them, so that what is asked for them tells nothing. */
export const AidedPage = z.enum(["welcome", "before", "safe", "routes", "words"]);
export type AidedPage = z.infer<typeof AidedPage>;

const fileNamed = (ends: string) => z.string().check(z.regex(new RegExp(`^[a-z0-9][a-z0-9-]{0,60}\\.(?:${ends})$`)));
const Sentence = z.string().check(z.minLength(1), z.maxLength(400));

/** A video in British Sign Language. Without captions and a transcript it is none: not everybody who cannot hear can sign. */
export const BslVideo = z.strictObject({
	video: fileNamed("mp4|webm"),
	/** WebVTT. */
	captions: fileNamed("vtt"),
	transcript: z.array(Sentence).check(z.minLength(1), z.maxLength(200)),
});
export type BslVideo = z.infer<typeof BslVideo>;

/** A page in easy read: short sentences, each beside a picture of what it says. `shows` is read out to whoever cannot see it. */
export const EasyRead = z
	.array(z.strictObject({ says: Sentence, picture: z.nullable(z.strictObject({ file: fileNamed("png|jpg|webp"), shows: Sentence })) }))
	.check(z.minLength(1), z.maxLength(100));
export type EasyRead = z.infer<typeof EasyRead>;

export const PageAid = z.strictObject({
	page: AidedPage,
	/** Of this organisation alone; null: of all that have none of their own. */
	organisation: z.nullable(z.string().check(z.regex(/^[a-z][a-z0-9-]{1,60}$/))),
	/** The language of captions, transcript and sentences, as the page's address names it. */
	language: z.string().check(z.regex(/^[a-z]{2}(?:-[A-Z]{2})?$/)),
	bsl: z.nullable(BslVideo),
	easyRead: z.nullable(EasyRead),
});
export type PageAid = z.infer<typeof PageAid>;

/** `index.json` of the folder that they are given in, and what `GET /aids` answers. */
export const PageAids = z.array(PageAid).check(z.maxLength(200));
export type PageAids = z.infer<typeof PageAids>;
