/** The server's refusals, as errors with a stable code. */
import type { Problem, RefusalCode } from "@answerable/types/problem";

/** Something that we asked for was refused (RFC 9457). `detail` says what to do, in words fit for the screen. */
export class ProblemError extends Error {
	readonly code: RefusalCode;
	readonly status: number;
	readonly detail: string;
	/** For a fault of the server's: what to quote to the operator. */
	readonly instance: string | null;

	constructor(problem: Problem) {
		super(`${problem.title}: ${problem.detail}`);
		this.name = "ProblemError";
		this.code = problem.code;
		this.status = problem.status;
		this.detail = problem.detail;
		this.instance = problem.instance ?? null;
	}
}
