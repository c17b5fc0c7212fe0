/** How answers leave: those that are made of parts as they are, each part from where it lies. */
import { type Server, ServerResponse } from "node:http";
import { createAdaptorServer, type Http2Bindings, type HttpBindings } from "@hono/node-server";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import { partsOf } from "./padding.ts";

type Bindings = HttpBindings | Http2Bindings;

/** The app's `fetch`. */
export type Answering = (request: Request, bindings: Bindings & { readonly inParts: true }) => Response | Promise<Response>;

/** A server of the app, which is told that answers may stay in parts. */
export function serverOf(answer: Answering): Server {
	const fetch = async (request: Request, bindings: Bindings): Promise<Response> =>
		sendParts(await answer(request, { ...bindings, inParts: true }), bindings.outgoing);
	return createAdaptorServer({ fetch }) as Server;
}

/** Writes an answer that is in parts; every other is left to the server. */
function sendParts(answer: Response, outgoing: Bindings["outgoing"]): Response {
	const parts = partsOf(answer);
	if (parts === null) return answer;
	if (!(outgoing instanceof ServerResponse)) throw new Error("Answers in parts are written to connections of HTTP/1.1 alone.");
	// Nobody is there to read it any more.
	if (outgoing.destroyed) return RESPONSE_ALREADY_SENT;
	outgoing.writeHead(answer.status, [...answer.headers].flat());
	// Node keeps what is written in one turn, and gives all of it to the system at once.
	for (const part of parts) outgoing.write(part);
	outgoing.end();
	return RESPONSE_ALREADY_SENT;
}
