/** Letters: what they say as JSON, sealed to their place in a case and opened again. */
import type { CaseContext } from "@answerable/crypto/context";
import { SealError } from "@answerable/crypto/errors";
import { type LetterContext, openLetter, sealLetter } from "@answerable/crypto/letter";
import { letterOf } from "@answerable/domain/act-letter";
import { utf8 } from "@answerable/log/bytes";
import { canonicalJson } from "@answerable/log/canonical";
import { ConcernContent, FeedbackContent, LetterContent, PrivateContent } from "@answerable/types/content";
import type { CaseEvent } from "@answerable/types/event";
import type { Schema } from "./http.ts";
import { fitsLetter } from "./longest.ts";

/** What a letter of any kind says. */
export type Content =
	| { readonly kind: "concern"; readonly content: ConcernContent }
	| { readonly kind: "private"; readonly content: PrivateContent }
	| { readonly kind: "letter"; readonly content: LetterContent }
	| { readonly kind: "feedback"; readonly content: FeedbackContent };

/** Where a letter of an event stands, and what it is for: everything that its seal is bound to. */
export type LetterPlace = { readonly context: LetterContext; readonly kind: Content["kind"] };

/** Why a letter cannot be read. */
export type Unread = "not-for-me" | "gone" | "other-ciphertext" | "cannot-open" | "malformed";

/** Seals what somebody says. Throws a `SealError` for words that are too long, and a ZodError for content that no reader would accept. */
export function sealContent({ kind, content }: Content, context: LetterContext, key: Uint8Array): Uint8Array {
	if ("text" in content && !fitsLetter(content.text)) throw new SealError("too-large", "The words do not fit into a letter.");
	return sealLetter({ ...context, text: utf8(canonicalJson(CONTENTS[kind].parse(wellFormed(content)))) }, key);
}

/** Half of an emoji, as another program may leave it behind, is no letter that can be written down: it becomes the sign for that. */
function wellFormed(content: Content["content"]): unknown {
	const whole = (value: unknown) => (typeof value === "string" ? value.replaceAll(/\p{Surrogate}/gu, "\uFFFD") : value);
	return Object.fromEntries(Object.entries(content).map(([name, value]) => [name, whole(value)]));
}

const CONTENTS = { concern: ConcernContent, private: PrivateContent, letter: LetterContent, feedback: FeedbackContent } as const;

/** Opens a letter at its place, or tells why it cannot be read. */
export function openContent(letter: Uint8Array, { context, kind }: LetterPlace, key: Uint8Array): Content | Unread {
	try {
		return parseContent(kind, JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(openLetter(letter, context, key))));
	} catch (error) {
		if (error instanceof SealError) return "cannot-open";
		if (error instanceof SyntaxError || error instanceof TypeError) return "malformed";
		throw error;
	}
}

/**
 * Where the letters of an event stand: two for a raise, one for what is said in words, none for the rest. The place is rebuilt
 * from the signed act (FORMAT.md, "A letter"): its sequence is the one that the signer had seen, plus one.
 */
export function placesOf(event: CaseEvent): readonly LetterPlace[] {
	if (event.act === null || (event.by.actor !== "reporter" && event.by.actor !== "handler")) return [];
	const sender = event.by.actor === "reporter" ? "reporter" : event.by.tenure;
	const place = { organisation: event.organisation, caseTag: event.caseTag, sender, sequence: event.act.seen.sequence + 1 } as const;
	if (event.happening.kind === "raised") return raisePlaces(place);
	const letter = letterOf(event.happening);
	if (letter === null) return [];
	return [{ kind: letter.purpose === "feedback" ? "feedback" : "letter", context: { ...place, ...letter } }];
}

/** The two places of a raise, in the order of its ciphertexts. */
export function raisePlaces(place: CaseContext & Pick<LetterContext, "sender" | "sequence">): readonly [LetterPlace, LetterPlace] {
	return [
		{ kind: "concern", context: { ...place, compartment: "concern", purpose: "raise" } },
		{ kind: "private", context: { ...place, compartment: "private", purpose: "raise" } },
	];
}

function parseContent(kind: Content["kind"], json: unknown): Content | Unread {
	switch (kind) {
		case "concern":
			return parsed(ConcernContent, json, (content) => ({ kind, content }));
		case "private":
			return parsed(PrivateContent, json, (content) => ({ kind, content }));
		case "letter":
			return parsed(LetterContent, json, (content) => ({ kind, content }));
		case "feedback":
			return parsed(FeedbackContent, json, (content) => ({ kind, content }));
	}
}

function parsed<T>(schema: Schema<T>, json: unknown, tag: (content: T) => Content): Content | Unread {
	const result = schema.safeParse(json);
	return result.success ? tag(result.data) : "malformed";
}
