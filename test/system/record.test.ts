/** What a reporter takes outside, checked by `answerable verify` with the deployment shut: nothing of ours is asked. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { packOf } from "../../apps/web/src/pages/mailbox/pack.ts";
import { en } from "../../apps/web/src/pages/words/en/all.ts";
import { evidenceOf } from "../../apps/web/src/reporter/evidence.ts";
import { connectReporter } from "../../apps/web/src/reporter/reporter.ts";
import { PATHOLOGY } from "../../infra/demo/concerns.ts";
import { openStage, type Stage } from "../stage/stage.ts";
import { speakUp } from "../story/cast.ts";
import { until } from "../story/narrator.ts";

const SLUG = "northbrook";
const WAIT_SECONDS = 60;
const LAUNCHER = fileURLToPath(new URL("../../apps/cli/bin/answerable.js", import.meta.url));

let stage: Stage;
let folder: string;
let record: string;

beforeAll(async () => {
	stage = await openStage();
	folder = mkdtempSync(join(tmpdir(), "answerable-record-"));
	const { raised } = await speakUp(stage, SLUG, PATHOLOGY);
	record = await until("every entry to be in the log", WAIT_SECONDS, async () => {
		const back = await connectReporter({ origin: stage.origin }).comeBack(SLUG, raised.words.join(" "));
		if (back.outcome !== "opened" || back.case.view === null) return null;
		const { view, mailbox, deployment } = back.case;
		const evidence = evidenceOf(mailbox, deployment.parameters);
		const isWhole = evidence.leaves.every(({ index }) => index !== null);
		return isWhole ? packOf({ view, evidence, include: ["concern"], words: en, tag: "en-GB" }) : null;
	});
	await stage.close();
}, 240_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What the command says of a record, and whether it believes it. */
function verified(text: string, ...options: readonly string[]): { readonly said: string; readonly isProved: boolean } {
	const file = join(folder, "record.html");
	writeFileSync(file, text);
	try {
		return {
			said: execFileSync(process.execPath, [LAUNCHER, "verify", file, ...options], { encoding: "utf8", stdio: "pipe" }),
			isProved: true,
		};
	} catch (cause) {
		return { said: String((cause as { stderr: string }).stderr), isProved: false };
	}
}

test("a record is proved once its deployment is gone, and one changed letter in its proofs is found", () => {
	const { said, isProved } = verified(record);
	expect([isProved, said]).toEqual([true, expect.stringMatching(/^This record agrees with the log key that it names itself/)]);
	const logKey = /<pre>log-key ([^<]+)</.exec(record)?.[1] ?? "";
	expect(verified(record, "--log-key", logKey).said).toMatch(/^This record is proved/);
	expect(said).toMatch(/ 0 {2}leaf \d+ +raised; next: acknowledgement, due /);
	const leaf = /\nleaf ([0-9a-f]{200})/.exec(record)?.[1] ?? "";
	const changed = leaf.slice(0, -1) + (leaf.endsWith("0") ? "1" : "0");
	expect(verified(record.replace(leaf, changed))).toEqual({ isProved: false, said: expect.stringContaining("Entry 0 is not in the log") });
	expect(readFileSync(join(folder, "record.html"), "utf8")).not.toBe(record);
});
