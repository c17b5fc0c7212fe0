/** The demo's credentials, kept beside its data and printed at each start. A deployment in earnest has none of these. */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { PhoneSecret } from "@answerable/types/account";
import { Hash } from "@answerable/types/bytes";
import { LoginName } from "@answerable/types/desk";
import { OrganisationId } from "@answerable/types/id";
import { z } from "zod/mini";

export const Credentials = z.strictObject({
	/** `roots` is the fingerprint that a poster's QR code would carry. */
	organisations: z.array(z.strictObject({ id: OrganisationId, slug: z.string(), name: z.string(), roots: Hash })),
	/** What an authenticator app is given once: of the demo all have the same phone, so that one entry is enough. */
	phone: PhoneSecret,
	people: z.array(z.strictObject({ login: LoginName, phrase: z.string() })),
});
export type Credentials = z.infer<typeof Credentials>;

const FILE = "demo-credentials.json";

/** Keeps the credentials where only this user can read them. */
export function keepCredentials(directory: string, credentials: Credentials): void {
	writeFileSync(join(directory, FILE), `${JSON.stringify(credentials, null, "\t")}\n`, { mode: 0o600 });
}

/** Reads the credentials of an earlier start, or null if this is no demo. */
export function readCredentials(directory: string): Credentials | null {
	const file = join(directory, FILE);
	return existsSync(file) ? Credentials.parse(JSON.parse(readFileSync(file, "utf8"))) : null;
}
