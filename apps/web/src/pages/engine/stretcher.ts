/** A worker of the engine's: makes one key from words, where that takes so long that the engine must go on answering meanwhile. */
import { plainArgon2id } from "@answerable/crypto/plain-argon2id";
import type { FromStretcher, ToStretcher } from "./stretching.ts";

/** What a dedicated worker has of the global scope. */
type Port = {
	readonly postMessage: (message: FromStretcher) => void;
	readonly addEventListener: (kind: "message", listener: (event: MessageEvent<ToStretcher>) => void) => void;
};
const port = globalThis as unknown as Port;

port.addEventListener("message", ({ data: { password, salt, cost } }) => {
	const key = plainArgon2id(password, salt, { ...cost, onDone: (part) => port.postMessage({ part }) });
	port.postMessage({ key });
});
