/**
 * [Note: Contexts are texts]
 * Everything that a key, a seal or a signature is bound to is written as a short
 * text: a title line, then one `name value` line a field, each ended by a line
 * feed. Values are printable ASCII without spaces, so no two contexts share a
 * spelling, and an independent implementation can print what it binds.
 */
import type { CaseTag, OrganisationId } from "@answerable/types/id";
import { utf8 } from "./bytes.ts";
import { SealError } from "./errors.ts";

/** A `name value` line of a context. */
export type ContextLine = readonly [name: string, value: string | number];

/** The case that everything sealed belongs to. */
export type CaseContext = { readonly organisation: OrganisationId; readonly caseTag: CaseTag };

/** The text of a context: see [Note: Contexts are texts]. */
export function contextText(title: string, lines: readonly ContextLine[]): string {
	for (const [name, value] of lines) {
		if (!/^[\x21-\x7e]+$/.test(String(value))) {
			throw new SealError("malformed", `The field ${name} is empty or has a character that no context may hold.`);
		}
	}
	return `answerable/v1/${title}\n${lines.map(([name, value]) => `${name} ${value}\n`).join("")}`;
}

/** The bytes of a context. */
export function contextBytes(title: string, lines: readonly ContextLine[]): Uint8Array {
	return utf8(contextText(title, lines));
}

/** The two lines that name a case, the same in every context. */
export function caseLines({ organisation, caseTag }: CaseContext): readonly ContextLine[] {
	return [
		["organisation", uuid(organisation)],
		["case", hex32(caseTag)],
	];
}

/** A UUID in the one spelling that contexts use: lower case (RFC 9562 §4). */
export function uuid(value: string): string {
	if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value)) {
		throw new SealError("malformed", "Not a UUID in lower case.");
	}
	return value;
}

/** 32 bytes in lower-case hex. */
export function hex32(value: string): string {
	if (!/^[0-9a-f]{64}$/.test(value)) {
		throw new SealError("malformed", "Not 32 bytes in lower-case hex.");
	}
	return value;
}
