/** An invitation's token: whoever made it shows it once, and the database keeps its hash. */
import { createHash, randomBytes } from "node:crypto";
import { addSeconds } from "@answerable/domain/instant";
import type { InvitationToken } from "@answerable/types/account";
import type { Instant } from "@answerable/types/time";

/** A week: somebody who works on Mondays sees it once, and a letter forgotten in a drawer opens nothing. */
export const INVITATION_DAYS = 7;
const DAY_SECONDS = 86_400;

/** A new token of 256 bits, its hash, and the instants between which it lets somebody in. */
export function newToken(now: Instant) {
	const token = randomBytes(32).toString("base64url") as InvitationToken;
	return { token, tokenHash: tokenHash(token), now, expiresAt: addSeconds(now, INVITATION_DAYS * DAY_SECONDS) };
}

/** What is kept of a token: its SHA-256. */
export function tokenHash(token: InvitationToken): Uint8Array {
	return createHash("sha256").update(token).digest();
}
