/**
 * The pages, as built and with the headers that the api gives them, over the web's stand-in for the server: for what no organisation
 * of the demo can show, such as the law of another country, or a server that lies.
 */
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import type { LoginName } from "@answerable/types/desk";
import type { Role } from "@answerable/types/role";
import type { Instant } from "@answerable/types/time";
import { type Aids, NO_AIDS } from "../../../apps/api/src/aids.ts";
import { createApp } from "../../../apps/api/src/app.ts";
import { testDeps } from "../../../apps/api/src/deps.fixture.ts";
import { clockFrom } from "../../../apps/web/src/clock.ts";
import { type Desk, signInToDesk } from "../../../apps/web/src/desk/desk.ts";
import { connectReporter, type Reporter } from "../../../apps/web/src/reporter/reporter.ts";
import { CODE, StandIn } from "../../../apps/web/src/stand-in.fixture.ts";
import { SLUG } from "../../../apps/web/src/stand-in-people.fixture.ts";
import { type BrowserName, type OpenBrowser, openBrowser } from "./browsers.ts";
import { openTap, type Tap } from "./tap.ts";

export type StandInScene = {
	readonly world: StandIn;
	readonly tap: Tap;
	readonly opened: OpenBrowser;
	/** The address of the organisation's poster. */
	readonly poster: string;
	/** A client without pages. */
	readonly reporter: Reporter;
	readonly guardian: Desk;
	readonly close: () => Promise<void>;
};

type Options = { readonly policy?: string; readonly aids?: Aids };

const GUARDIAN = "amina.guardian" as LoginName;
const OTHERS: readonly Role[] = ["deputy_guardian", "exec_lead", "ned_lead", "ceo", "chair", "external_body"];

/** Starts a stand-in with everybody appointed, a server for it, and a browser. */
export async function openStandInScene(name: BrowserName, { policy = "demo@1", aids = NO_AIDS }: Options = {}): Promise<StandInScene> {
	const world = new StandIn(policy);
	world.now = new Date().toISOString().replace(/\.\d+Z$/, "Z") as Instant;
	await world.appoint("guardian", GUARDIAN);
	for (const role of OTHERS) await world.appoint(role);
	const pages = createApp(testDeps({}, { aids }));
	const server = createServer(async (incoming, outgoing) => {
		const request = await requestOf(incoming, world.origin);
		const isOfPages = /^\/(?:assets\/.*|aids(?:\/.*)?)?$/.test(new URL(request.url).pathname);
		const answer = isOfPages ? await pages.fetch(request) : await askStandIn(world, request);
		outgoing.writeHead(answer.status, Object.fromEntries(answer.headers));
		outgoing.end(new Uint8Array(await answer.arrayBuffer()));
	});
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	world.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	const tap = await openTap();
	const opened = await openBrowser(name, tap);
	const connection = { origin: world.origin, fetch: world.fetch, clock: clockFrom(world.clock()) };
	return {
		world,
		tap,
		opened,
		poster: `${world.origin}/#${SLUG}.${world.pins().roots}`,
		reporter: connectReporter(connection),
		guardian: await signedIn(world, connection),
		close: async () => {
			await opened.end();
			opened.forget();
			await tap.close();
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

async function signedIn(world: StandIn, connection: Parameters<typeof signInToDesk>[0]): Promise<Desk> {
	const phrase = world.phrases.get(GUARDIAN)?.phrase.words.join(" ") ?? "";
	const answer = await signInToDesk(connection, { name: GUARDIAN, phrase, code: CODE });
	if (answer.outcome !== "signed-in") throw new Error(answer.what);
	return answer.desk;
}

async function requestOf(incoming: IncomingMessage, origin: string): Promise<Request> {
	const parts: Uint8Array[] = [];
	for await (const part of incoming) parts.push(part);
	const headers = Object.entries(incoming.headers).flatMap(([name, value]): [string, string][] =>
		typeof value === "string" ? [[name, value]] : [],
	);
	const body = parts.length === 0 ? {} : { body: new Uint8Array(Buffer.concat(parts)) };
	return new Request(`${origin}${incoming.url}`, { method: incoming.method ?? "GET", headers, ...body });
}

/** The stand-in reads JSON as text, and a raise as bytes. */
async function askStandIn(world: StandIn, request: Request): Promise<Response> {
	const bytes = new Uint8Array(await request.arrayBuffer());
	const body = request.headers.get("content-type") === "application/json" ? new TextDecoder().decode(bytes) : bytes;
	const headers = Object.fromEntries(request.headers);
	return world.fetch(request.url, { method: request.method, headers, ...(bytes.length === 0 ? {} : { body }) });
}
