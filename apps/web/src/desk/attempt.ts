/** Trying to open a wrap before its rung: what a curious holder could do with the keys that they have. */

import type { CompartmentKeys } from "@answerable/crypto/compartment";
import type { CaseContext } from "@answerable/crypto/context";
import { SealError, type SealErrorCode } from "@answerable/crypto/errors";
import { openBox } from "@answerable/crypto/kem-box";
import { parseOuter, shareContext } from "@answerable/crypto/outer";
import { openWrap } from "@answerable/crypto/wrap";
import type { WrapEntry } from "@answerable/crypto/wrap-list";
import type { Hash } from "@answerable/types/bytes";
import type { Compartment } from "@answerable/types/role";
import type { OpenTenure } from "./sign-in.ts";

/** The case of a wrap, the rules it was sealed under, and what it opens by the reporter's statement. */
export type WrapPlace = CaseContext & { readonly policy: Hash; readonly calendar: Hash; readonly opens: readonly Compartment[] };

/** One way of opening, and what came of it. */
export type Try = { readonly way: "as-inner-wrap" | "as-release-holder" | "beneath-the-outer-seal"; readonly failed: SealErrorCode };

/** Either the keys, or every way that was tried and why it failed. */
export type Attempt = { readonly opened: CompartmentKeys } | { readonly opened: null; readonly tried: readonly Try[] };

/**
 * Tries every way to open an entry of a case's wraps with the keys of one tenure: as if it were sealed once; as if the share of
 * the release key were ours; and as if what lies beneath the outer seal were bare. For a wrap that is sealed twice each must
 * fail, until the releaser has taken the outer seal away.
 */
export function tryToOpen({ keys, key, statement }: OpenTenure, place: WrapPlace, entry: WrapEntry): Attempt {
	const { organisation, caseTag, opens, policy, calendar } = place;
	const { rung, layer } = entry;
	const context = { organisation, caseTag, rung, layer, tenure: statement.tenure, keyHash: key, opens };
	const tried: Try[] = [];
	const attempt = <T>(way: Try["way"], open: () => T): T | null => {
		try {
			return open();
		} catch (error) {
			if (!(error instanceof SealError)) throw error;
			tried.push({ way, failed: error.code });
			return null;
		}
	};
	const bare = attempt("as-inner-wrap", () => openWrap(entry.body, keys.seal, context));
	if (bare !== null) return { opened: bare };
	const { notBefore } = entry;
	const outer = notBefore === null ? null : attempt("beneath-the-outer-seal", () => parseOuter(entry.body));
	if (outer === null || notBefore === null) return { opened: null, tried };
	for (const holder of outer.holders) {
		const bound = { context: shareContext({ ...context, notBefore, policy, calendar }, holder.key), bound: new Uint8Array() };
		attempt("as-release-holder", () => openBox(holder.box, keys.seal, bound));
	}
	const beneath = attempt("beneath-the-outer-seal", () => openWrap(outer.ciphertext.slice(0, -16), keys.seal, context));
	return beneath === null ? { opened: null, tried } : { opened: beneath };
}
