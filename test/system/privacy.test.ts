/** Nothing of a reporter's stays: after a raise, every table, queue and log line of the whole system is searched. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { neighboursIn } from "@answerable/crypto/phrase-pairs.fixture";
import { connect } from "@answerable/store/connect";
import { requireDeployment } from "@answerable/store/deployment";
import { afterAll, beforeAll, expect, test } from "vitest";
import { deviceClock } from "../../apps/web/src/clock.ts";
import { connectHttp } from "../../apps/web/src/http.ts";
import { fetchIntake } from "../../apps/web/src/reporter/intake.ts";
import { openMailbox } from "../../apps/web/src/reporter/mailbox.ts";
import { reply } from "../../apps/web/src/reporter/mailbox-act.ts";
import { raise } from "../../apps/web/src/reporter/raise.ts";
import { THEATRE } from "../../infra/demo/concerns.ts";
import { redisContents } from "../stage/bells.ts";
import { openStage, type Stage } from "../stage/stage.ts";

const SLUG = "elmvale";
const SETTLE_MS = 6_000;
/** What a browser, a proxy or a careless reporter could give away. */
const MARKS = {
	"x-forwarded-for": "203.0.113.77",
	"x-real-ip": "203.0.113.78",
	forwarded: "for=203.0.113.79",
	"user-agent": "Markbrowser/77.1 (nurse station 4)",
	referer: "https://intranet.example/rota-mark-page",
	cookie: "hospital_sso=mark-cookie-5512",
	"accept-language": "cy-GB-mark",
};
const WORDS = "Zebrafinch-mark anaesthetic trolley";
/** Rows that the system writes by its own clock, whether or not anybody raises anything. */
const BY_THE_SYSTEM_CLOCK = new Set(["answerable.heartbeat", "answerable.checkpoint"]);
/** BullMQ's own round through its queue in Redis, every half minute. */
const QUEUES_OWN_ROUND = /^\S+:stalled-check .*$/gm;

let stage: Stage;
let words: readonly string[];
let tables: ReadonlyMap<string, string>;
let began: number;
let ended: number;

beforeAll(async () => {
	stage = await openStage();
	await new Promise((resume) => setTimeout(resume, SETTLE_MS));
	began = Date.now();
	words = await raiseMarked();
	ended = Date.now();
	await new Promise((resume) => setTimeout(resume, SETTLE_MS));
	tables = await dump();
}, 240_000);

afterAll(async () => {
	await stage.close();
}, 60_000);

/** Raises a concern, comes back and replies, with every header that could betray somebody. */
async function raiseMarked(): Promise<readonly string[]> {
	const roots = stage.credentials.organisations.find(({ slug }) => slug === SLUG)?.roots;
	if (roots === undefined) throw new Error("The organisation is missing.");
	const http = connectHttp({
		origin: stage.origin,
		fetch: (url, init) => fetch(url, { ...init, headers: { ...Object(init.headers), ...MARKS } }),
	});
	const intake = await fetchIntake(http, deviceClock, { slug: SLUG, pins: { roots, logKey: null } });
	const form = { ...THEATRE.form, concern: { ...THEATRE.form.concern, text: WORDS } };
	const raised = await raise(http, intake, form);
	const deployment = {
		...intake,
		parameters: await http.getJson(`/api/organisations/${SLUG}/intake`, (await import("@answerable/types/intake")).IntakeParameters),
	};
	const opening = await openMailbox(http, deployment, raised.words.join(" "));
	if (opening.outcome !== "opened") throw new Error("The mailbox did not open.");
	await reply({ http, deployment }, opening.mailbox, { purpose: "reply", compartment: "private", text: `${WORDS}, again` });
	return raised.words;
}

/** Every row of every table of ours and of the queue, as text. */
async function dump(): Promise<ReadonlyMap<string, string>> {
	const db = connect(stage.ownerUrl(), { max: 1, applicationName: "dump" });
	try {
		const names = await db.sql<{ name: string }[]>`
			select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')`;
		const rows: [string, string][] = [];
		for (const { name } of names) {
			const texts = await db.sql.unsafe<{ row: string }[]>(`select row_to_json(t)::text as row from ${name} t`);
			rows.push([name, texts.map(({ row }) => row).join("\n")]);
		}
		if (stage.redisUrl !== null)
			rows.push(["the queue in Redis", (await redisContents(stage.redisUrl, `answerable-${(await requireDeployment(db)).id}`)).join("\n")]);
		return new Map(rows);
	} finally {
		await db.close();
	}
}

function everywhere(): ReadonlyMap<string, string> {
	const log = readFileSync(join(stage.directory, "postgres", "server.log"), "utf8");
	return new Map([...tables, ["what the processes printed", stage.output()], ["the database's log", log]]);
}

/** A text as it could be found again: as it is, in hex as PostgreSQL writes bytes, and in base64. */
function spellings(text: string): readonly string[] {
	const bytes = Buffer.from(text);
	return [text, bytes.toString("hex"), bytes.toString("base64").replace(/=+$/, ""), bytes.toString("base64url")];
}

test("the search would find a mark that is there", () => {
	const organisations = everywhere().get("answerable.organisation") ?? "";
	expect(spellings("Elmvale Mental Health").some((text) => organisations.includes(text))).toBe(true);
	expect([...tables.keys()].some((name) => name.startsWith("bullmq."))).toBe(true);
});

test("no address, agent, referrer, cookie or language of a reporter is in any table, queue or log line", () => {
	const secrets = [...Object.values(MARKS), "mark-cookie", "Markbrowser", "rota-mark-page"];
	for (const [place, text] of everywhere()) {
		for (const secret of secrets)
			for (const spelling of spellings(secret)) expect(text.includes(spelling), `${secret} in ${place}`).toBe(false);
	}
});

test("the address that the reporter really came from is in no table and no queue", () => {
	for (const [place, text] of tables) expect(text.includes("127.0.0.1"), place).toBe(false);
});

test("no word of the concern and no word of the return code is in any table, queue or log line", () => {
	for (const [place, text] of everywhere()) {
		for (const secret of [WORDS, "Zebrafinch", ...neighboursIn(words)])
			for (const spelling of spellings(secret)) expect(text.includes(spelling), `${secret} in ${place}`).toBe(false);
	}
});

test("no table or queue holds an instant within the day that could tell when the concern was raised", () => {
	const near = (at: number): boolean => at >= began - 1_000 && at <= ended + 1_000;
	for (const [place, text] of tables) {
		if (BY_THE_SYSTEM_CLOCK.has(place)) continue;
		const ours = text.replaceAll(QUEUES_OWN_ROUND, "");
		const written = [...ours.matchAll(/\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d+)?/g)].map(([stamp]) =>
			Date.parse(`${stamp.replace(" ", "T")}Z`),
		);
		const counted = [...ours.matchAll(/(?<![0-9a-f])(\d{10}|\d{13})(?![0-9a-f])/g)].map(([stamp]) =>
			stamp.length === 10 ? Number(stamp) * 1_000 : Number(stamp),
		);
		expect([...written, ...counted].filter(near), `instants in ${place}`).toEqual([]);
	}
});
