/** Opening a mailbox: a challenge that the client built and signed (FORMAT.md, "Opening a mailbox"). */
import { isOpeningSigned, mailboxHash } from "@answerable/crypto/mailbox";
import { addSeconds } from "@answerable/domain/instant";
import type { MailboxDoor } from "@answerable/store/mailbox";
import type { MailboxOpening } from "@answerable/types/intake";
import type { Deps } from "./deps.ts";
import type { Refused } from "./problem.ts";
import { verifyOnce } from "./verify.ts";

/** The longest that an opening may be good for. */
const LONGEST_SECONDS = 120;

/**
 * Lets in whoever signed with the mailbox's key, once for each nonce.
 *
 * [Note: Unknown and wrong look alike] A tag that no mailbox has and a signature
 * that is wrong give the same answer after the same work: one look-up and one
 * Ed25519 verification, against a key that nobody holds if there is none. The
 * time is checked before, so that it depends on the request alone; the nonce
 * after, so that only openings which prove their key take up memory.
 */
export async function openMailbox(deps: Deps, opening: MailboxOpening): Promise<MailboxDoor | Refused> {
	const now = deps.now();
	if (opening.expires <= now || opening.expires > addSeconds(now, LONGEST_SECONDS)) return { refused: "out-of-date" };
	const door = await deps.store.mailboxDoor(opening.organisation, mailboxHash(opening.tag));
	const isSigned = isOpeningSigned(opening, deps.origin, door?.mailboxAuth ?? deps.nobody.signingKey, verifyOnce);
	if (door === null || !isSigned) return { refused: "not-found" };
	return deps.nonces.use(opening.nonce, opening.expires, now) ? door : { refused: "out-of-date" };
}
