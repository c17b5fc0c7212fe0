/**
 * A client so thin that little of what is measured is its own work: kept connections, one request on each at a time, and answers
 * that say how long they are. It shares two cores with what it measures.
 */
import { connect, type Socket } from "node:net";

export type Answer = { readonly status: number; readonly body: Buffer };
export type Send = (path: string, options?: { readonly body?: Uint8Array | string; readonly cookie?: string }) => Promise<Answer>;

type Sending = {
	readonly request: readonly (string | Uint8Array)[];
	readonly resolve: (answer: Answer) => void;
	readonly reject: (error: Error) => void;
};

/** Opens connections to an origin, as many as are used at once. */
export function openClient(origin: string, sockets: number): { readonly send: Send; readonly close: () => void } {
	const { hostname, port } = new URL(origin);
	const waiting: Sending[] = [];
	const lines = Array.from(
		{ length: sockets },
		() => new Line(() => connect({ host: hostname, port: Number(port), noDelay: true }), waiting),
	);
	const send: Send = (path, { body, cookie } = {}) =>
		new Promise((resolve, reject) => {
			const type = typeof body === "string" ? "application/json" : "application/octet-stream";
			const head = [
				`${body === undefined ? "GET" : "POST"} ${path} HTTP/1.1`,
				`host: ${hostname}:${port}`,
				...(body === undefined ? [] : [`content-type: ${type}`, `content-length: ${Buffer.byteLength(body)}`]),
				// What somebody who signed in sends must come from our own pages.
				...(cookie === undefined ? [] : [`cookie: ${cookie}`, `origin: ${origin}`]),
			];
			waiting.push({ request: [`${head.join("\r\n")}\r\n\r\n`, ...(body === undefined ? [] : [body])], resolve, reject });
			lines.find((line) => line.isFree())?.next();
		});
	const close = (): void => {
		for (const line of lines) line.close();
	};
	return { send, close };
}

/** A connection and what is under way on it. The server closes one that nobody used for some seconds: the next request opens another. */
class Line {
	readonly #open: () => Socket;
	#socket: Socket;
	readonly #waiting: Sending[];
	#sending: Sending | null = null;
	#chunks: Buffer[] = [];
	#length = 0;
	#expected = Number.POSITIVE_INFINITY;

	constructor(open: () => Socket, waiting: Sending[]) {
		this.#open = open;
		this.#waiting = waiting;
		this.#socket = this.#connect();
	}

	#connect(): Socket {
		const socket = this.#open();
		socket.on("data", (chunk: Buffer) => this.#hear(chunk));
		socket.on("error", (error) => this.#sending?.reject(error));
		socket.on("close", () => this.#sending?.reject(new Error("The connection was closed.")));
		return socket;
	}

	isFree(): boolean {
		return this.#sending === null;
	}

	next(): void {
		this.#sending = this.#waiting.shift() ?? null;
		if (this.#sending === null) return;
		if (this.#socket.readableEnded || this.#socket.destroyed) this.#socket = this.#connect();
		this.#socket.cork();
		for (const part of this.#sending.request) this.#socket.write(part);
		this.#socket.uncork();
	}

	close(): void {
		this.#socket.destroy();
	}

	#hear(chunk: Buffer): void {
		this.#chunks.push(chunk);
		this.#length += chunk.length;
		if (this.#expected === Number.POSITIVE_INFINITY) this.#expected = lengthOf(Buffer.concat(this.#chunks));
		if (this.#length < this.#expected) return;
		const whole = Buffer.concat(this.#chunks);
		const status = Number(whole.toString("latin1", 9, 12));
		this.#sending?.resolve({ status, body: whole.subarray(whole.indexOf("\r\n\r\n") + 4) });
		[this.#chunks, this.#length, this.#expected] = [[], 0, Number.POSITIVE_INFINITY];
		this.next();
	}
}

/** Of the whole answer, once its head is there. One that does not say how long it is would never be taken for whole. */
function lengthOf(begun: Buffer): number {
	const end = begun.indexOf("\r\n\r\n");
	if (end < 0) return Number.POSITIVE_INFINITY;
	const length = /\r\ncontent-length: (\d+)\r\n/i.exec(begun.toString("latin1", 0, end + 2))?.[1];
	if (length === undefined) throw new Error("An answer does not say how long it is.");
	return end + 4 + Number(length);
}
