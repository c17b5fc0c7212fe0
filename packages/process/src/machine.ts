/** What only the machine can give: the time, and chance. Nothing asks for either but through these, which each `main.ts` hands on. */
import { randomBytes } from "node:crypto";
import { Instant } from "@answerable/types/time";

/** The present second, from the machine's clock. No rule of ours is finer. */
export function now(): Instant {
	return Instant.parse(Temporal.Now.instant().toString({ smallestUnit: "second" }));
}

/** Milliseconds since 1970, for rests and delays that are never written down. */
export function nowMs(): number {
	return Temporal.Now.instant().epochMilliseconds;
}

/** Random bytes, from the system's generator. */
export function random(count: number): Uint8Array {
	return new Uint8Array(randomBytes(count));
}
