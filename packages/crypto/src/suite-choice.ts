/** Which suite `sodium.ts` speaks for: libsodium's, or the one in plain JavaScript if `plain.ts` was loaded before it. */
import type { plainArgon2id } from "./plain-argon2id.ts";
import type * as stream from "./plain-stream.ts";
import type * as suite from "./plain-suite.ts";

export type PlainSuite = typeof suite & typeof stream & { readonly argon2id: typeof plainArgon2id };

/** Read once, when `sodium.ts` is loaded. */
export const chosen: { plain: PlainSuite | null } = { plain: null };
