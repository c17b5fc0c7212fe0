/** The public side of a return code: what the server is told, and keeps where it can be deleted. */
import type { ReporterKeys } from "@answerable/types/intake";
import { mailboxHash } from "./mailbox.ts";
import type { ReporterSecrets } from "./phrase.ts";
import { encodeSealingKey } from "./sealing-key.ts";
import { signingKeyFromSeed } from "./signing.ts";

/** The reporter keys of a raise. `logSalt` is given too: the server makes the leaf, and can delete the salt later. */
export function reporterKeys(secrets: ReporterSecrets): ReporterKeys {
	return {
		mailbox: mailboxHash(secrets.mailboxTag),
		mailboxAuth: signingKeyFromSeed(secrets.mailboxAuth),
		kem: encodeSealingKey(secrets.kem.publicKey),
		logSalt: secrets.logSalt,
	};
}
