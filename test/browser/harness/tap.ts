/**
 * A proxy through which a browser speaks: it writes down every request, of pages, of workers and of the browser itself, and it can be
 * told to lose answers, to be slow, or to be cut off. Nothing but this machine is reached through it.
 */
import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A request as it left the browser. `body` is as sent. */
export type Heard = {
	readonly method: string;
	readonly url: string;
	readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
	readonly body: Buffer;
};

/** What happens to a request on its way. */
export type Fate = "through" | "cut" | "answer-lost";

/** Another answer than the server's. */
export type Changed = { readonly status: number; readonly body: Buffer; readonly media?: string };

export type Tap = {
	readonly port: number;
	readonly heard: Heard[];
	/** Decides over each request from now on; it waits for as long as the decision takes. */
	decide: (heard: Heard) => Fate | Promise<Fate>;
	/** Changes what is answered on its way back; null leaves it. */
	change: (heard: Heard, status: number, body: Buffer) => Changed | null;
	/** Waits that long before each answer. */
	delayMs: number;
	readonly close: () => Promise<void>;
};

/** Opens a proxy on a free port. */
export async function openTap(): Promise<Tap> {
	const proxy: Omit<Tap, "port" | "close"> = { heard: [], decide: () => "through", change: () => null, delayMs: 0 };
	const server = createServer((incoming, outgoing) => {
		pass(proxy, incoming, outgoing).catch(() => outgoing.destroy());
	});
	// Whatever wants https wants somebody else: it is written down and refused.
	server.on("connect", (incoming, socket) => {
		proxy.heard.push({ method: "CONNECT", url: incoming.url ?? "", headers: incoming.headers, body: Buffer.alloc(0) });
		socket.end("HTTP/1.1 502 Refused\r\n\r\n");
	});
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	const close = () =>
		new Promise<void>((resolve) => {
			server.close(() => resolve());
			server.closeAllConnections();
		});
	return Object.assign(proxy, { port: (server.address() as AddressInfo).port, close });
}

async function pass(proxy: Omit<Tap, "port" | "close">, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
	const url = incoming.url ?? "";
	const heard: Heard = { method: incoming.method ?? "", url, headers: incoming.headers, body: await bytesOf(incoming) };
	proxy.heard.push(heard);
	const target = URL.canParse(url) ? new URL(url) : null;
	const fate = target?.hostname === "127.0.0.1" ? await proxy.decide(heard) : "cut";
	if (target === null || fate === "cut") {
		outgoing.destroy();
		return;
	}
	const answer = await forward(target, heard);
	await new Promise((resolve) => setTimeout(resolve, proxy.delayMs));
	if (fate === "answer-lost") {
		outgoing.destroy();
		return;
	}
	const body = await bytesOf(answer);
	const changed = proxy.change(heard, answer.statusCode ?? 502, body);
	const { "transfer-encoding": _, "content-length": __, ...headers } = answer.headers;
	outgoing.writeHead(changed?.status ?? answer.statusCode ?? 502, {
		...headers,
		...(changed?.media === undefined ? {} : { "content-type": changed.media }),
		"content-length": (changed?.body ?? body).length,
	});
	outgoing.end(changed?.body ?? body);
}

function forward(target: URL, { method, headers, body }: Heard): Promise<IncomingMessage> {
	return new Promise((resolve, reject) => {
		// Uncompressed, so that a test can change what comes back.
		const { "proxy-connection": _, "accept-encoding": __, ...kept } = headers;
		const sent = request(target, { method, headers: kept as Record<string, string> }, resolve);
		sent.once("error", reject);
		sent.end(body);
	});
}

async function bytesOf(stream: IncomingMessage): Promise<Buffer> {
	const parts: Buffer[] = [];
	for await (const part of stream) parts.push(part as Buffer);
	return Buffer.concat(parts);
}
