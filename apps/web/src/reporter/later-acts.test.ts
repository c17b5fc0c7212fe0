import { toBase64Url } from "@answerable/crypto/bytes";
import { sealChangedWords } from "@answerable/crypto/changed-words";
import { decodeSealingKey } from "@answerable/crypto/sealing-key";
import { newSigningSeed } from "@answerable/crypto/signing";
import { beforeEach, describe, expect, test } from "vitest";
import { clockFrom } from "../clock.ts";
import { signInToDesk } from "../desk/desk.ts";
import { FORM } from "../form.fixture.ts";
import { connectHttp } from "../http.ts";
import { CODE, StandIn } from "../stand-in.fixture.ts";
import { ORIGIN, SLUG } from "../stand-in-people.fixture.ts";
import { sealRaise } from "./raise.ts";
import { connectReporter, type Reporter, type ReportersCase } from "./reporter.ts";

let world: StandIn;
let reporter: Reporter;
let words: readonly string[];

async function begin(policy?: string): Promise<void> {
	world = new StandIn(policy);
	await world.appoint("guardian", "amina.guardian" as never);
	for (const role of ["deputy_guardian", "exec_lead", "ned_lead", "ceo", "chair", "external_body"] as const) await world.appoint(role);
	reporter = connectReporter({ origin: ORIGIN, fetch: world.fetch, clock: clockFrom(world.clock()), retryDelaysMs: [1] });
	({ words } = await reporter.raise(await reporter.intake(SLUG, world.pins()), FORM));
	world.tick();
}
beforeEach(() => begin());

async function comeBack(with_ = words): Promise<ReportersCase> {
	const back = await reporter.comeBack(SLUG, with_.join(" "));
	if (back.outcome !== "opened") throw new Error(back.outcome);
	return back.case;
}

const codes = ({ findings }: ReportersCase) => findings.map(({ sequence, code }) => `${sequence} ${code}`);

describe("changing words", () => {
	test("makes new ones that read and write the case as the old ones did, and the old ones open nothing", async () => {
		const first = await comeBack();
		const fresh = await first.newWords();
		expect(await reporter.comeBack(SLUG, fresh.words.join(" "))).toMatchObject({ outcome: "not-found" });
		const changed = await fresh.use();
		expect(codes(changed)).toEqual([]);
		await changed.reply({ purpose: "reply", compartment: "private", text: "It is I." });
		const again = await comeBack(fresh.words);
		expect(codes(again)).toEqual([]);
		expect(again.mailbox.case.letters.map(({ says }) => typeof says)).toEqual(["object", "object", "object"]);
		expect(await reporter.comeBack(SLUG, words.join(" "))).toMatchObject({ outcome: "not-found" });
		const twice = await (await again.newWords()).use();
		expect(codes(twice)).toEqual([]);
	});

	test("is found out to be done when the answer got lost", async () => {
		const fresh = await (await comeBack()).newWords();
		world.lies.lose = 1;
		expect(codes(await fresh.use())).toEqual([]);
		expect(codes(await fresh.use())).toEqual([]);
	});

	test("makes a claim code the reporter's own: then it decides", async () => {
		const intake = await reporter.intake(SLUG, world.pins());
		const http = connectHttp({ origin: ORIGIN, fetch: world.fetch });
		const onBehalf = await (await sealRaise(http, intake, FORM, { origin: "on-behalf" })).send();
		const claimed = await comeBack(onBehalf.words);
		expect(claimed.mailbox.ahead?.claimed).toBe(true);
		await expect(claimed.askWithdrawal()).rejects.toMatchObject({ code: "claim-code" });
		const changed = await (await claimed.newWords()).use();
		expect(changed.mailbox.ahead?.claimed).toBe(false);
		await changed.askWithdrawal();
		expect((await changed.refresh()).mailbox.ahead?.withdrawal).not.toBeNull();
		expect(await reporter.comeBack(SLUG, onBehalf.words.join(" "))).toMatchObject({ outcome: "not-found" });
	});

	test("is not believed without the change, or with keys that somebody else sealed to the new words", async () => {
		const fresh = await (await comeBack()).newWords();
		await fresh.use();
		world.lies.mailbox = (honest) => ({ ...honest, events: honest.events.slice(0, -1), leaves: honest.leaves.slice(0, -1) });
		expect(codes(await comeBack(fresh.words))).toContain("0 wrong-signature");
		world.lies.mailbox = (honest) => {
			const keys = { concern: newSigningSeed(), private: newSigningSeed() };
			const kem = decodeSealingKey(world.cases.get(honest.caseTag)?.keys.kem ?? ("" as never));
			const logSalt = world.cases.get(honest.caseTag)?.keys.logSalt ?? ("" as never);
			const place = { organisation: world.provider, caseTag: honest.caseTag };
			return { ...honest, rekeyed: toBase64Url(sealChangedWords({ logSalt, keys }, place, kem)) };
		};
		expect(codes(await comeBack(fresh.words))).toContain("0 wrong-signature");
	});

	test("to a case that a server made up is not believed", async () => {
		const fresh = await (await comeBack()).newWords();
		await fresh.use();
		world.lies.mailbox = (honest) => ({ ...honest, rekeyed: null });
		await expect(comeBack(fresh.words)).rejects.toMatchObject({ code: "other-case" });
	});
});

describe("a withdrawal", () => {
	test("is taken back, and the case goes on", async () => {
		await (await comeBack()).askWithdrawal();
		const asked = await comeBack();
		expect(asked.mailbox.ahead?.withdrawal).not.toBeNull();
		await asked.recallWithdrawal();
		const recalled = await comeBack();
		expect(recalled.mailbox.ahead?.withdrawal).toBeNull();
		expect(codes(recalled)).toEqual([]);
	});

	test("that waits for its slot is known to the browser from what it signed", async () => {
		await (await comeBack()).askWithdrawal();
		world.lies.mailbox = (honest) => {
			const last = honest.events.at(-1);
			if (last?.happening.kind !== "withdrawal-asked" || last.act === null) throw new Error("no withdrawal");
			const act = { kind: last.happening.kind, statement: last.happening.statement, act: last.act };
			return {
				...honest,
				events: honest.events.slice(0, -1),
				leaves: honest.leaves.slice(0, -1),
				waiting: [{ act, visibleAt: last.at, letter: null, refused: null }],
			};
		};
		const { mailbox } = await comeBack();
		expect(mailbox.case.state?.withdrawal).toBeNull();
		expect(mailbox.ahead?.withdrawal).not.toBeNull();
	});
});

describe("what is asked after closure", () => {
	async function closed(): Promise<ReportersCase> {
		const phrase = world.phrases.get("amina.guardian" as never)?.phrase.words.join(" ") ?? "";
		const options = { origin: ORIGIN, fetch: world.fetch, clock: clockFrom(world.clock()), retryDelaysMs: [1] };
		const signedIn = await signInToDesk(options, { name: "amina.guardian" as never, phrase, code: CODE });
		if (signedIn.outcome !== "signed-in") throw new Error(signedIn.what);
		const { caseTag } = (await comeBack()).mailbox.mailbox;
		const tenure = world.staff[0]?.mine.statement.tenure ?? ("" as never);
		const open = () => signedIn.desk.open({ caseTag, tenure });
		for (const purpose of ["safety_action", "outcome"] as const)
			await signedIn.desk.letter(await open(), { purpose, compartment: "concern", text: "It was put right." });
		await signedIn.desk.close(await open(), { reason: "outcome" });
		world.pass(30);
		return comeBack();
	}

	test("is answered once, and what was said can be read again", async () => {
		const back = await closed();
		const { ahead } = back.mailbox;
		const [feedback, detriment] = [ahead?.feedback, ahead?.detriments[0]];
		if (feedback === null || feedback === undefined || detriment === undefined) throw new Error("Nothing was asked.");
		await back.answerFeedback({ sequence: feedback.sequence, answer: "maybe", text: "It took long." });
		const next = await back.refresh();
		expect(next.mailbox.ahead?.feedback?.answered).toBe(true);
		await next.answerDetriment({ sequence: detriment.sequence, suffered: true, compartment: "private", text: "My shifts were cut." });
		const last = await next.refresh();
		expect(codes(last)).toEqual([]);
		expect(last.mailbox.ahead?.closed).toBeNull();
		expect(last.mailbox.case.letters.slice(-2).map(({ says }) => says)).toEqual([
			{ kind: "feedback", content: { answer: "maybe", text: "It took long." } },
			{ kind: "letter", content: { purpose: "detriment", text: "My shifts were cut." } },
		]);
	});
});

describe("in Ireland", () => {
	beforeEach(() => begin("eu-directive-ie@1"));

	test("an acknowledgement can be done without", async () => {
		const back = await comeBack();
		await back.waiveAcknowledgement("would-jeopardise-identity");
		const after = await comeBack();
		expect(codes(after)).toEqual([]);
		expect(after.view?.expected.map(({ clock }) => clock)).not.toContain("acknowledgement");
		await expect(after.waiveAcknowledgement("would-jeopardise-identity")).rejects.toMatchObject({ code: "not-waivable" });
		await expect(after.askFurtherFeedback()).rejects.toMatchObject({ code: "already-asked" });
	});
});
