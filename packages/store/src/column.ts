/** Bytes in columns, hex everywhere else: the only place where what a column holds is given its name again. */
import { toHash, toHex } from "@answerable/log/bytes";
import type { Base64Url, Bytes32, Hash, SealingKey, Signature, SigningKey } from "@answerable/types/bytes";
import type { CaseTag } from "@answerable/types/id";
import type { Instant } from "@answerable/types/time";
import { type RawBuilder, sql } from "kysely";

/** A column's bytes from lower-case hex. */
export function bytesColumn(hex: string): Uint8Array {
	const bytes = Buffer.from(hex, "hex");
	// Buffer stops in silence at what is no hex.
	if (bytes.length * 2 !== hex.length || bytes.toString("hex") !== hex) throw new Error("Expected lower-case hex.");
	return bytes;
}

/** Lower-case hex of a column's bytes, which the driver made a Buffer of. */
export function hexOf(bytes: Uint8Array): string {
	return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("hex");
}

/** Tags as PostgreSQL writes a `bytea[]`: the driver takes a list of byte strings for one. */
export function tagsColumn(tags: readonly (CaseTag | Hash)[]): string {
	return `{${tags.map((tag) => `"\\\\x${tag}"`).join(",")}}`;
}

/** For a column that is compared with several: the statement is the same, and prepared, however many there are. */
export function anyOf(tags: readonly (CaseTag | Hash)[]): RawBuilder<Uint8Array> {
	return sql<Uint8Array>`any (${tagsColumn(tags)}::bytea[])`;
}

export function hashOf(bytes: Uint8Array): Hash {
	return toHash(bytes);
}

export function tagOf(bytes: Uint8Array): CaseTag {
	return toHash(bytes) as string as CaseTag;
}

export function bytes32Of(bytes: Uint8Array): Bytes32 {
	return toHash(bytes) as string as Bytes32;
}

export function signingKeyOf(bytes: Uint8Array): SigningKey {
	return toHash(bytes) as string as SigningKey;
}

export function signatureOf(bytes: Uint8Array): Signature {
	return toHex(bytes) as Signature;
}

export function base64UrlOf(bytes: Uint8Array): Base64Url {
	return Buffer.from(bytes).toString("base64url") as Base64Url;
}

export function base64UrlOfHex(hex: string): Base64Url {
	return Buffer.from(hex, "hex").toString("base64url") as Base64Url;
}

export function sealingKeyOf(bytes: Uint8Array): SealingKey {
	return base64UrlOf(bytes) as string as SealingKey;
}

export function bytesOfBase64Url(text: string): Uint8Array {
	return Buffer.from(text, "base64url");
}

/** PostgreSQL's `infinity` stands for "nothing runs" in ordered lists. */
export const NEVER = "infinity" as Instant;
