/** SHA-256 by the platform, many times quicker than in JavaScript for what is longer than a few blocks: a raise is. */
import { createHash, hash } from "node:crypto";
import type { BytesHash, TextHash } from "@answerable/log/signing";
import type { Hash } from "@answerable/types/bytes";

export const nativeHash: TextHash = (text) => hash("sha256", text) as Hash;

/** The same of bytes. */
export const nativeBytesHash: BytesHash = (...parts) => {
	const sha256 = createHash("sha256");
	for (const part of parts) sha256.update(part);
	return sha256.digest("hex") as Hash;
};
