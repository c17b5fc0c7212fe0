/**
 * [Note: Without WebAssembly] libsodium's module is WebAssembly, which Tor Browser turns off from the level *Safer* on. A bundle that loads
 * this file before anything else of this package has the same suite in plain JavaScript: it gives the same bytes, more slowly. No other
 * bundle holds a line of it.
 */
import { plainArgon2id } from "./plain-argon2id.ts";
import { streamOpener, streamSealer } from "./plain-stream.ts";
import { aeadOpen, aeadSeal, blake2b, xwingDecapsulate, xwingEncapsulate, xwingPublicKey } from "./plain-suite.ts";
import { chosen } from "./suite-choice.ts";

chosen.plain = {
	argon2id: plainArgon2id,
	streamOpener,
	streamSealer,
	aeadOpen,
	aeadSeal,
	blake2b,
	xwingDecapsulate,
	xwingEncapsulate,
	xwingPublicKey,
};
