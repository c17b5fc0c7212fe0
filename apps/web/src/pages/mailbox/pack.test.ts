import { verify } from "@answerable/crypto/signing";
import { checkEvidence, readEvidence } from "@answerable/log/evidence";
import { parseVerifierKey } from "@answerable/log/note";
import type { Hash } from "@answerable/types/bytes";
import { beforeAll, describe, expect, test } from "vitest";
import { clockFrom } from "../../clock.ts";
import { FORM } from "../../form.fixture.ts";
import { evidenceOf } from "../../reporter/evidence.ts";
import { connectReporter } from "../../reporter/reporter.ts";
import { StandIn } from "../../stand-in.fixture.ts";
import { ORIGIN, SLUG } from "../../stand-in-people.fixture.ts";
import { en } from "../words/en/all.ts";
import { type PackChoice, packOf } from "./pack.ts";

const { pack, proofs } = en.mailbox;
let pins: ReturnType<StandIn["pins"]>;
let comeBack: (roots: Hash) => Promise<(...include: readonly PackChoice[]) => string>;

beforeAll(async () => {
	const world = new StandIn();
	for (const role of ["guardian", "deputy_guardian", "exec_lead", "ned_lead", "ceo", "chair", "external_body"] as const)
		await world.appoint(role);
	const reporter = connectReporter({ origin: ORIGIN, fetch: world.fetch, clock: clockFrom(world.clock()), retryDelaysMs: [1] });
	pins = world.pins();
	const form = { ...FORM, concern: { ...FORM.concern, text: `<b>${FORM.concern.text}` } };
	const { words } = await reporter.raise(await reporter.intake(SLUG, pins), form);
	world.publish();
	comeBack = async (roots) => {
		const back = await reporter.comeBack(SLUG, words.join(" "), { roots });
		if (back.outcome !== "opened" || back.case.view === null) throw new Error("The mailbox did not open.");
		const { view, mailbox, deployment } = back.case;
		const evidence = evidenceOf(mailbox, deployment.parameters);
		return (...include) => packOf({ view, evidence, include, words: en, tag: "en-GB" });
	};
});

describe("the record that is taken outside", () => {
	test("lists what could not be proved, in words", async () => {
		const made = (await comeBack("ab".repeat(32) as Hash))();
		expect(made).toContain(`<h2>${pack.findings}</h2>\n<ul><li>${proofs.findings.poster}</li></ul>`);
	});

	test("has no such part where all was proved", async () => {
		const made = (await comeBack(pins.roots as Hash))();
		expect(made).toContain(pack.title);
		expect(made).not.toContain(pack.findings);
	});

	test("has no word of content unless it is asked for, and then as text", async () => {
		const make = await comeBack(pins.roots as Hash);
		expect(make()).not.toContain(FORM.concern.text);
		expect(make("concern")).toContain(`&lt;b&gt;${FORM.concern.text}`);
		expect(make("concern")).not.toContain("<b>");
	});

	test("is proved by the log's key alone, read from the file again, whatever stands in the concern", async () => {
		const made = (await comeBack(pins.roots as Hash))("concern", "letters", "private");
		const entities = { "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#39;": "'", "&amp;": "&" };
		const blocks = [...made.matchAll(/<pre>([^<]*)<\/pre>/g)].map(([, block = ""]) =>
			Object.entries(entities).reduce((text, [entity, letter]) => text.replaceAll(entity, letter), block),
		);
		const evidence = readEvidence(blocks);
		const { leaves, checkpoint } = checkEvidence(evidence, parseVerifierKey(evidence.logKey), verify);
		expect(leaves[0]).toMatchObject({ sequence: 0, leaf: { kind: "raised" } });
		expect(leaves.every(({ index }) => index !== null)).toBe(true);
		expect(checkpoint?.size).toBeGreaterThan(leaves.length);
	});
});
