/** Where words are made into keys, and who hears how long it takes. */
import type { Argon2id, Cost } from "@answerable/crypto/phrase";

/** Gives what makes the long part of a key; undefined where the engine does it itself, in no time. */
export type Stretching = (onLeft: (seconds: number) => void) => Argon2id | undefined;

export type ToStretcher = { readonly password: Uint8Array; readonly salt: Uint8Array; readonly cost: Cost };
/** `part`: how much is done, from 0 to 1. */
export type FromStretcher = { readonly part: number } | { readonly key: Uint8Array };
