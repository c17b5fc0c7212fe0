/** A raise as it arrives: taken out of its frame and parsed, strictly (FORMAT.md, "A raise"). */
import { decodeRaise, type RaiseParts } from "@answerable/crypto/frame";
import type { ActParts } from "@answerable/log/act";
import { ciphertextHash } from "@answerable/log/ciphertext";
import { nativeBytesHash } from "@answerable/store/native-hash";
import { RaiseHeader } from "@answerable/types/intake";
import { isRefused, type Refused } from "./problem.ts";
import { readSealed } from "./sealed.ts";

/** A raise that was read: its header, its sealed parts, and the act that its signature must cover. */
export type ReadRaise = { readonly header: RaiseHeader; readonly parts: RaiseParts; readonly act: ActParts };

/** Reads a raise, or says that it is no raise. Nothing is checked yet but its form. */
export function readRaise(body: Uint8Array): ReadRaise | Refused {
	const parts = readSealed(() => decodeRaise(body), "malformed");
	if (isRefused(parts)) return parts;
	const header = RaiseHeader.safeParse(parseJson(parts.header));
	if (!header.success) return { refused: "malformed" };
	const { organisation, caseTag, statement, act } = header.data;
	const ciphertext = ciphertextHash([parts.concern, parts.private], nativeBytesHash);
	return {
		header: header.data,
		parts,
		act: { organisation, caseTag, seen: act.seen, kind: "raised", statement, ciphertext, policy: statement.policy },
	};
}

function parseJson(bytes: Uint8Array): unknown {
	try {
		return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
	} catch {
		return null;
	}
}
