/** A reporter who comes back: opens the mailbox with a fresh signature, and replies. */
import { randomBytes, sign } from "node:crypto";
import { BUCKET_MIN_BYTES, encodeLetterHeader } from "@answerable/crypto/letter-header";
import { openingBytes } from "@answerable/crypto/mailbox";
import { actBytes } from "@answerable/log/act";
import { ciphertextHash } from "@answerable/log/ciphertext";
import { eventHash } from "@answerable/log/event-hash";
import type { Bytes32, Signature } from "@answerable/types/bytes";
import { type MailboxActRequest, type MailboxOpening, RaiseAnswer } from "@answerable/types/intake";
import type { Instant } from "@answerable/types/time";
import type { Send } from "./client.ts";
import type { Pressed } from "./press.ts";

export type Visitor = { readonly open: () => Promise<boolean>; readonly reply: () => Promise<boolean> };

const TAG_BYTES = 16;

/** Raises, and remembers what an act has to say that it has seen. */
export async function mailboxVisitor(raise: Pressed, origin: string, send: Send): Promise<Visitor> {
	const answer = await send("/api/concerns", { body: raise.body });
	if (answer.status !== 201) throw new Error(`A raise was answered with ${answer.status}: ${answer.body}`);
	const { event } = RaiseAnswer.parse(JSON.parse(answer.body.toString()));
	const seen = { sequence: event.sequence, hash: eventHash(event) };
	const { organisation, caseTag, messageSign } = raise;
	const statement = { purpose: "reply", compartment: "private" } as const;
	const act = (): MailboxActRequest["act"] => {
		const header = encodeLetterHeader({ ...statement, sequence: 1, commitment: randomBytes(32), nonce: randomBytes(24) });
		const letter = Buffer.concat([header, randomBytes(BUCKET_MIN_BYTES + TAG_BYTES)]);
		const ciphertext = ciphertextHash([letter]);
		const parts = { organisation, caseTag, seen, kind: "letter" as const, statement, ciphertext, policy: event.policy };
		const signature = sign(null, actBytes(parts), messageSign).toString("hex") as Signature;
		return { kind: "letter", statement, act: { seen, signature }, ciphertext: letter.toString("base64url") as never };
	};
	return {
		open: async () => (await send("/api/mailbox", { body: JSON.stringify(openingOf(raise, origin)) })).status === 200,
		reply: async () =>
			(await send("/api/mailbox/acts", { body: JSON.stringify({ opening: openingOf(raise, origin), act: act() }) })).status === 202,
	};
}

function openingOf({ organisation, mailboxTag, mailboxAuth }: Pressed, origin: string): MailboxOpening {
	const expires = `${new Date(Date.now() + 90_000).toISOString().slice(0, 19)}Z` as Instant;
	const fields = { organisation, tag: mailboxTag, nonce: randomBytes(32).toString("hex") as Bytes32, expires };
	return { ...fields, signature: sign(null, openingBytes({ origin, ...fields }), mailboxAuth).toString("hex") as Signature };
}
