/** What a reporter signs to open a mailbox. Built by the client, so that no server can have it sign something else. */
import type { Bytes32, Hash, Signature, SigningKey } from "@answerable/types/bytes";
import type { OrganisationId } from "@answerable/types/id";
import type { MailboxOpening } from "@answerable/types/intake";
import type { Instant } from "@answerable/types/time";
import { sha256 } from "@noble/hashes/sha2.js";
import { fromHex, toHex, utf8 } from "./bytes.ts";
import { contextText, hex32, uuid } from "./context.ts";
import { sign, verify } from "./signing.ts";

/** What an opening is bound to. `origin` is the web origin as RFC 6454 §6.2 writes it, such as `https://speakup.example`. */
export type OpeningFields = {
	readonly origin: string;
	readonly organisation: OrganisationId;
	readonly tag: Bytes32;
	readonly nonce: Bytes32;
	readonly expires: Instant;
};

/** The text that `mailbox-auth` signs (FORMAT.md, "Opening a mailbox"). */
export function openingText({ origin, organisation, tag, nonce, expires }: OpeningFields): string {
	return contextText("open", [
		["origin", origin],
		["organisation", uuid(organisation)],
		["tag", hex32(tag)],
		["nonce", hex32(nonce)],
		["expires", expires],
	]);
}

/** The bytes of `openingText`. */
export function openingBytes(fields: OpeningFields): Uint8Array {
	return utf8(openingText(fields));
}

/** A signed opening, as it is sent. The origin is signed and not sent: the server puts its own. */
export function signOpening(fields: OpeningFields, mailboxAuthSeed: Uint8Array): MailboxOpening {
	const { organisation, tag, nonce, expires } = fields;
	return { organisation, tag, nonce, expires, signature: sign(mailboxAuthSeed, openingBytes(fields)) };
}

/** Whether an opening was signed by this key for this origin. Expiry and the nonce's freshness are the caller's. */
export function isOpeningSigned(opening: MailboxOpening, origin: string, mailboxAuth: SigningKey, check = verify): boolean {
	const { signature, ...fields } = opening;
	return check(mailboxAuth, openingBytes({ origin, ...fields }), signature as Signature);
}

/** What the server looks a mailbox up by: SHA-256 of the tag's bytes, so that a stolen database opens none. */
export function mailboxHash(tag: Bytes32): Hash {
	return toHex(sha256(fromHex(tag))) as Hash;
}
