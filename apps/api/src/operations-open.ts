/** The routes that say what runs here, describe themselves, and serve the log. Nobody is asked who they are. */
import { Alive, Ready } from "@answerable/types/answer";
import { PageAids } from "@answerable/types/page-aid";
import { LoggedPages } from "@answerable/types/pages";
import { z } from "zod/mini";
import { type Answered, json, type Operation } from "./operation.ts";

const OPEN = { method: "get", signedIn: false, asks: true, parameters: [], sent: null } as const;

function page(about: string): Answered {
	return { status: 200, about, media: "text/html", schema: null };
}

function text(about: string): Answered {
	return { status: 200, about, media: "text/plain", schema: null };
}

const PAGES_NUMBER = z.string().check(z.regex(/^[1-9]\d{0,5}$/));
function aid(status: 200 | 206, about: string): Answered {
	return { status, about, media: "video/mp4", others: ["video/webm", "text/vtt", "image/png", "image/jpeg", "image/webp"], schema: null };
}

const TILE_PLACE = z.string().check(z.regex(/^(entries|0|[1-9]\d?)\/(x\d{3}\/)*\d{3}(\.p\/[1-9]\d{0,2})?$/));

/** What is running, and this description. */
export const deploymentOperations: readonly Operation[] = [
	{
		...OPEN,
		asks: false,
		id: "showPages",
		path: "/",
		section: "Deployment",
		summary: "The pages of reporters",
		about:
			"The frame that every page is drawn into. It runs a script of ours, and none of anybody else's; without one it tells of other ways.",
		answers: [page("The frame.")],
		refusals: [],
	},
	{
		...OPEN,
		asks: false,
		id: "showDesk",
		path: "/desk",
		section: "Deployment",
		summary: "The pages of the desk",
		about: "The frame of the pages of guardians and of everybody else on staff. It says nothing of who asks for it.",
		answers: [page("The frame.")],
		refusals: [],
	},
	{
		...OPEN,
		asks: false,
		id: "showInvitation",
		path: "/join",
		section: "Deployment",
		summary: "The pages of the desk, by an invitation",
		about: "The same frame. The invitation stands behind the `#` of the link, which browsers never send.",
		answers: [page("The frame.")],
		refusals: [],
	},
	{
		...OPEN,
		asks: false,
		id: "showPagePart",
		path: "/assets/{file}",
		section: "Deployment",
		summary: "A part of the pages",
		about:
			"Scripts and styles, named by a hash of what is in them. `manifest.json` names the SHA-256 of each, so that anybody can compare them with their own build; `/log/pages` has it signed and logged.",
		parameters: [{ name: "file", in: "path", required: true, about: "The name of the file.", schema: z.string() }],
		answers: [
			{
				status: 200,
				about: "The file.",
				media: "text/javascript",
				others: ["text/css", "image/svg+xml", "application/json"],
				schema: null,
			},
		],
		refusals: ["not-found"],
	},
	{
		...OPEN,
		asks: false,
		id: "listAids",
		path: "/aids",
		section: "Deployment",
		summary: "Other forms of the pages",
		about: "Which pages this deployment also gives as a video in British Sign Language or in easy read. It is the same for everybody.",
		answers: [json(200, PageAids, "What is given; empty if nothing is.")],
		refusals: [],
	},
	{
		...OPEN,
		asks: false,
		id: "showAid",
		path: "/aids/{file}",
		section: "Deployment",
		summary: "A video, its captions, or a picture",
		about: "One file that the list names. A player may ask for a part of it.",
		parameters: [
			{ name: "file", in: "path", required: true, about: "The name of the file.", schema: z.string() },
			{ name: "range", in: "header", required: false, about: "One range of bytes.", schema: z.string() },
		],
		answers: [aid(200, "The file."), aid(206, "The part of it that was asked for.")],
		refusals: ["not-found"],
	},
	{
		...OPEN,
		id: "showStatus",
		path: "/status",
		section: "Deployment",
		summary: "What is running here, for people",
		about: "A plain page that tells of each part whether it is well. It answers while the database is away.",
		answers: [page("The page.")],
		refusals: [],
	},
	{
		...OPEN,
		asks: false,
		id: "checkAlive",
		path: "/healthz",
		section: "Deployment",
		summary: "Whether the process lives",
		about: "Asks nothing of the database: a process that cannot reach it must not be started again for that.",
		answers: [json(200, Alive, "It lives.")],
		refusals: [],
	},
	{
		...OPEN,
		id: "checkReady",
		path: "/readyz",
		section: "Deployment",
		summary: "Whether everything that a concern needs is there",
		about: "Looks at the database, at the worker, at the releaser, and at whether the keys in use are those in the log.",
		answers: [json(200, Ready, "All parts are well.")],
		refusals: ["unavailable"],
	},
	{
		...OPEN,
		asks: false,
		id: "showApi",
		path: "/api",
		section: "Deployment",
		summary: "This description, for people",
		about: "The routes, what each may refuse, and who may do what, as one plain page.",
		answers: [page("The page.")],
		refusals: [],
	},
	{
		...OPEN,
		asks: false,
		id: "describeApi",
		path: "/openapi.json",
		section: "Deployment",
		summary: "This description, for machines",
		about: "OpenAPI 3.1, made of the same schemas that requests are parsed with.",
		answers: [json(200, z.looseObject({ openapi: z.string() }), "The document.")],
		refusals: [],
	},
];

/** The log, as C2SP tlog-tiles serves it. */
export const logOperations: readonly Operation[] = [
	{
		...OPEN,
		id: "readCheckpoint",
		path: "/log/checkpoint",
		section: "Log",
		summary: "The newest checkpoint",
		about: "A signed note (C2SP tlog-checkpoint). Whatever a promise names is under it when its time has come.",
		answers: [text("The note.")],
		refusals: ["not-found", "unavailable"],
	},
	{
		...OPEN,
		id: "readLogKey",
		path: "/log/key",
		section: "Log",
		summary: "The key that signs checkpoints",
		about: "A verifier key (C2SP signed-note). Compare it with the one that you were given elsewhere: a server can serve any.",
		answers: [text("The key.")],
		refusals: ["not-found", "unavailable"],
	},
	{
		...OPEN,
		id: "readPages",
		path: "/log/pages",
		section: "Log",
		summary: "What the pages are made of, signed and logged",
		about:
			"The newest list of the files that the pages are made of, with the signature of the log's key, since when it holds, and the proof that it stands in the newest checkpoint. `answerable verify-pages` checks all of it, and every file.",
		answers: [json(200, LoggedPages, "The list and its proof.")],
		refusals: ["not-found", "unavailable"],
	},
	{
		...OPEN,
		id: "readEarlierPages",
		path: "/log/pages/{number}",
		section: "Log",
		summary: "What the pages were made of before",
		about: "Lists are numbered from 1 on and kept for ever.",
		parameters: [{ name: "number", in: "path", required: true, about: "The number of the list.", schema: PAGES_NUMBER }],
		answers: [json(200, LoggedPages, "The list and its proof in the newest checkpoint.")],
		refusals: ["not-found", "unavailable"],
	},
	{
		...OPEN,
		id: "readTile",
		path: "/log/tile/{place}",
		section: "Log",
		summary: "A tile of hashes, or a bundle of entries",
		about:
			"The place is written as C2SP tlog-tiles writes it, with its slashes unescaped: `0/000`, `0/x001/067.p/12`, `entries/000.p/3`. OpenAPI has no way to say so.",
		parameters: [{ name: "place", in: "path", required: true, about: "Level, index and width of the tile.", schema: TILE_PLACE }],
		answers: [{ status: 200, about: "The bytes. Whole tiles never change.", media: "application/octet-stream", schema: null }],
		refusals: ["not-found", "unavailable"],
	},
];
