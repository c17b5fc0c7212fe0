/** Accepted means durable: real processes, killed for real, right after the answer. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { PATHOLOGY } from "../../infra/demo/concerns.ts";
import { openStage, type ProcessName, type Stage } from "../stage/stage.ts";
import { type Reporter, speakUp } from "../story/cast.ts";
import { comeBack } from "../story/mailbox.ts";
import { until } from "../story/narrator.ts";

const SLUG = "elmvale";
const BACK_WITHIN_SECONDS = 60;
const accepted: Reporter[] = [];
let stage: Stage;

beforeAll(async () => {
	stage = await openStage();
}, 180_000);

afterAll(async () => {
	await stage.close();
}, 60_000);

/** Waits until everything says that it is ready again. */
function ready(): Promise<true> {
	return until("everything to be ready again", BACK_WITHIN_SECONDS, async () => {
		const answer = await fetch(`${stage.origin}/readyz`).catch(() => null);
		return answer?.status === 200 ? true : null;
	});
}

async function isKept(reporter: Reporter): Promise<void> {
	const { mailbox } = await comeBack(stage, SLUG, reporter);
	expect(mailbox.mailbox.events[0]?.happening.kind).toBe("raised");
	expect(
		mailbox.case.letters.some(({ says }) => typeof says === "object" && says.kind === "concern" && says.content.text === reporter.text),
	).toBe(true);
	expect([...mailbox.findings, ...mailbox.case.findings].filter(({ code }) => code !== "leaf-not-published")).toEqual([]);
}

test.each<ProcessName>(["api", "worker", "releaser", "database"])(
	"a concern answered with 201 is kept when the %s is killed in the same moment",
	async (name) => {
		const reporter = await speakUp(stage, SLUG, PATHOLOGY);
		stage.kill(name);
		accepted.push(reporter);
		await until("the start script to say so", BACK_WITHIN_SECONDS, async () =>
			stage.output().includes(`The ${name} was killed`) ? true : null,
		);
		await ready();
		await isKept(reporter);
	},
	120_000,
);

test("all of them are kept when everything is stopped and started again", async () => {
	await stage.restart();
	await ready();
	for (const reporter of accepted) await isKept(reporter);
}, 120_000);
