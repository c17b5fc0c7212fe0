/** What was typed and not sent, sealed to the words of whoever typed it, and opened again. */
import { fromBase64Url, toBase64Url } from "@answerable/crypto/bytes";
import { openDraft, sealDraft } from "@answerable/crypto/draft";
import { CaseTag } from "@answerable/types/id";
import { z } from "zod/mini";
import { mergedDrafts } from "../drafts/drafts.ts";
import type { Entries } from "../drafts/shelf.ts";
import type { Drafts, Entered } from "./protocol.ts";

const Kept = z.array(z.object({ caseTag: z.nullable(CaseTag), form: z.string(), filled: z.string() }));

/** An entry for the shelf. `wrap`: the sub-key of the words. */
export function sealedDrafts(drafts: Drafts, wrap: Uint8Array): string {
	return toBase64Url(sealDraft(new TextEncoder().encode(JSON.stringify(drafts)), wrap));
}

/** Those entries that these words open, and what is in them. Any other is somebody else's, or of words that are lost: it stays where it is. */
export function openedDrafts(entries: Entries, wrap: Uint8Array): Pick<Entered, "drafts" | "shelved"> {
	const opened = entries.flatMap((entry) => {
		const drafts = draftsIn(entry, wrap);
		return drafts === null ? [] : [{ entry, drafts }];
	});
	return { drafts: mergedDrafts(opened.map(({ drafts }) => drafts)), shelved: opened.map(({ entry }) => entry) };
}

/** Null also for what another version of these pages may have sealed: nobody is kept out by what they typed. */
function draftsIn(entry: string, wrap: Uint8Array): Drafts | null {
	try {
		return Kept.parse(JSON.parse(new TextDecoder().decode(openDraft(fromBase64Url(entry), wrap))));
	} catch {
		return null;
	}
}
