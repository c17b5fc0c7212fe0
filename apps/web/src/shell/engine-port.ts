/** The engine's end of its conversation with the page: it answers requests, one promise each. */
import { SealError } from "@answerable/crypto/errors";
import { CheckError } from "../check-error.ts";
import { ProblemError } from "../problem-error.ts";
import type { Answers, Asks, Failure, FromEngine, ToEngine } from "./engine-protocol.ts";

/** What a dedicated worker has of the global scope. */
type Port = {
	readonly location: { readonly origin: string };
	readonly postMessage: (message: FromEngine<unknown>) => void;
	readonly addEventListener: (kind: "message", listener: (event: MessageEvent<ToEngine>) => void) => void;
};
const port = globalThis as unknown as Port;

/** The origin that the engine was loaded from. */
export const ownOrigin = (): string => port.location.origin;

/** Answers everything that the page asks from now on, and tells it that it may ask. */
export function answerPage<Requests extends Asks<Requests>, Progress>(answers: Answers<Requests, Progress>): void {
	port.addEventListener("message", ({ data: { id, kind, takes } }) => {
		const onProgress = (progress: Progress) => port.postMessage({ id, kind: "progress", progress });
		const answer: Promise<unknown> = answers[kind as keyof Requests](takes as never, onProgress);
		// An answer that cannot be passed on is a fault too: whoever asked must not wait for ever.
		answer
			.then((gives) => port.postMessage({ id, kind: "done", gives }))
			.catch((error) => port.postMessage({ id, kind: "failed", failure: failureOf(error) }));
	});
	port.postMessage({ kind: "ready" });
}

function failureOf(error: unknown): Failure {
	if (error instanceof ProblemError) return { code: error.code, detail: error.detail };
	if (error instanceof CheckError) return { code: error.code, detail: null };
	if (error instanceof SealError && error.code === "too-large") return { code: "too-large", detail: null };
	return { code: "fault", detail: null };
}
