/** Everything that the app is given. It reads no environment, no clock and no file of its own. */
import type { SigningKey } from "@answerable/types/bytes";
import type { Instant } from "@answerable/types/time";
import type { Aids } from "./aids.ts";
import type { Company } from "./company.ts";
import type { RequestJournal } from "./journal.ts";
import type { Load } from "./load.ts";
import type { Nonces } from "./nonces.ts";
import type { Pages } from "./pages.ts";
import type { PhoneVault } from "./phone-vault.ts";
import type { Sessions } from "./session.ts";
import type { Store } from "./store-port.ts";
import type { Work } from "./work.ts";

/** What `createApp` needs. */
export type Deps = {
	/** Where the pages are reached, as browsers write it in `Origin`. */
	readonly origin: string;
	readonly now: () => Instant;
	readonly pages: Pages;
	/** Videos in British Sign Language and easy read, as the deployment gives them. */
	readonly aids: Aids;
	/** Where the same pages are reached through Tor, if anywhere. */
	readonly onion: string | null;
	readonly store: Store;
	readonly sessions: Sessions;
	readonly work: Work;
	readonly load: Load;
	readonly nonces: Nonces;
	/** Who has which case open. Of this process alone. */
	readonly company: Company;
	readonly journal: RequestJournal;
	/** Seals and opens the secrets of staff's phones. */
	readonly phones: PhoneVault;
	/** The public half of the key that signs promises. */
	readonly promiseKey: SigningKey;
	/** A key that nobody holds: what the signature of an unknown mailbox is checked against. */
	readonly nobody: { readonly signingKey: SigningKey; readonly loginHash: Uint8Array };
};
