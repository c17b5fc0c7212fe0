/** Links and times as commands print them. */
import type { Instant } from "@answerable/types/time";
import type { Call } from "../command.ts";

/** Where the holder of an invitation comes in: at the pages as the processes are told, or as `npm start` serves them. */
export function joinLink({ ORIGIN, HOST, PORT }: Call["environment"], token: string): string {
	return `${ORIGIN ?? `http://${HOST ?? "127.0.0.1"}:${PORT ?? "8080"}`}/join#${token}`;
}

/** To the minute, in UTC. */
export function inWords(instant: Instant): string {
	return `${instant.slice(0, 10)} ${instant.slice(11, 16)} UTC`;
}
