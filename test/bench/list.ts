/** The desk's list over HTTP: the first page of fifty, one deep inside, and whether any of it changed, however many cases there are. */
import { deriveHandlerKeys } from "@answerable/crypto/phrase";
import { sql } from "kysely";
import { nextCode } from "../../infra/demo/authenticator.ts";
import type { Stage } from "../stage/stage.ts";
import { openClient, type Send } from "./client.ts";
import { fillCases } from "./fill.ts";
import { closedLoop } from "./measure.ts";
import type { Measurement, Row, Scene } from "./scene.ts";
import type { Town } from "./town.ts";

const SIZES = {
	quick: [100, 1_000, 5_000],
	usual: [100, 1_000, 5_000, 10_000, 100_000],
	full: [100, 1_000, 5_000, 10_000, 100_000],
} as const;
const READS = { quick: 40, usual: 200, full: 200 } as const;
/** A whole list is looked through for each answer: nobody has more than this. */
const MOST_WATCHED = 10_000;
const WATCHES = 20;

export type Listing = { readonly p50Ms: number; readonly bytes: number };

export const listMeasurement: Measurement = {
	name: "list",
	run: async (scene) => {
		const { stage, owner, town, extent, say } = scene;
		const rows: Row[] = [];
		const figures: Record<string, number> = {};
		const { send, close } = openClient(stage.origin, 1);
		const cookie = await signIn(stage, town);
		for (const size of SIZES[extent]) {
			await fillCases(owner, { town, until: size, wakesFrom: FAR });
			for (const depth of ["first page", "deep cursor"] as const) {
				const path = depth === "first page" ? "/api/desk/cases" : await deepPath(scene);
				const { p50Ms, bytes } = await readList(send, { path, cookie, times: READS[extent] });
				rows.push({ what: `list of ${size} cases, ${depth}`, figure: `p50 ${p50Ms.toFixed(1)} ms, ${bytes} bytes` });
				say(`list of ${size} cases, ${depth}: p50 ${p50Ms.toFixed(1)} ms, ${bytes} bytes`);
				const name = depth === "first page" ? `list${size}` : `list${size}Deep`;
				figures[`${name}.p50Ms`] = p50Ms;
				figures[`${name}.bytes`] = bytes;
			}
			if (size > MOST_WATCHED) continue;
			const asked = { path: "/api/desk/watch", body: JSON.stringify({ open: null }), cookie, times: WATCHES };
			const { p50Ms } = await readList(send, asked);
			rows.push({ what: `whether a list of ${size} cases changed`, figure: `p50 ${p50Ms.toFixed(1)} ms` });
			say(`whether a list of ${size} cases changed: p50 ${p50Ms.toFixed(1)} ms`);
			figures[`watch${size}.p50Ms`] = p50Ms;
		}
		close();
		return { rows, figures };
	},
};

/** A time that no measurement reaches. */
export const FAR = "2031-01-01T00:00:00Z" as Parameters<typeof fillCases>[1]["wakesFrom"];

/** Reads a page again and again, and throws if it is not the page that it should be. */
export async function readList(send: Send, asked: { path: string; body?: string; cookie: string; times: number }): Promise<Listing> {
	let bytes = 0;
	const read = async (): Promise<boolean> => {
		const { status, body } = await send(asked.path, { cookie: asked.cookie, ...(asked.body === undefined ? {} : { body: asked.body }) });
		bytes = body.length;
		return status === 200;
	};
	for (let warm = 0; warm < 8; warm += 1) await read();
	const run = await closedLoop(
		Array.from({ length: asked.times }, () => null),
		1,
		read,
	);
	if (run.failed > 0) throw new Error(`${run.failed} lists were refused.`);
	return { p50Ms: run.p50Ms, bytes };
}

/** Signs in as the town's guardian, and returns the cookie. */
export async function signIn({ origin, credentials }: Stage, { guardian }: Town): Promise<string> {
	const { login: secret } = await deriveHandlerKeys(guardian.phrase.split(" "), guardian.login);
	const body = JSON.stringify({ name: guardian.login, secret, code: await nextCode(guardian.login, credentials.phone) });
	const answer = await fetch(`${origin}/api/desk/session`, {
		method: "POST",
		headers: { "content-type": "application/json", origin },
		body,
	});
	const cookie = answer.headers.get("set-cookie")?.split(";")[0];
	if (answer.status !== 200 || cookie === undefined) throw new Error(`Signing in was answered with ${answer.status}.`);
	return cookie;
}

/** The page that begins in the middle of the guardian's list. */
async function deepPath({ owner, town }: Scene): Promise<string> {
	const { rows } = await sql<{ cursor: string }>`
		select to_char(due, 'YYYY-MM-DD"T"HH24:MI:SS"Z"') || '~' || encode(case_tag, 'hex') || '~' || tenure as cursor
		from case_sight
		where tenure = ${town.guardian.tenure} and due < 'infinity'
		order by due, case_tag
		offset (select count(*) / 2 from case_sight where tenure = ${town.guardian.tenure}) limit 1`.execute(owner.query);
	return `/api/desk/cases?cursor=${encodeURIComponent(rows[0]?.cursor ?? "")}`;
}
