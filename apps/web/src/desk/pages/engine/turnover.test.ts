import { policyById } from "@answerable/domain/policy";
import { canonicalHash } from "@answerable/log/canonical";
import type { Hash } from "@answerable/types/bytes";
import type { IntakeParameters } from "@answerable/types/intake";
import type { OrganisationDesk } from "@answerable/types/organisation";
import type { ShownProposal } from "@answerable/types/proposal";
import { describe, expect, test } from "vitest";
import { CheckError } from "../../../check-error.ts";
import type { CheckedIntake } from "../../../reporter/intake.ts";
import { deskOf, keyOf } from "../../organisation.fixture.ts";
import { adoptionOf, interestsOf, removalOf } from "../../organisation.ts";
import type { DeskMemory } from "./memory.ts";
import { createTurnover } from "./turnover.ts";

const [guardian, lead, secretary, deputy] = [keyOf("guardian"), keyOf("ned_lead"), keyOf("board_secretary"), keyOf("deputy_guardian")];
const { organisation } = guardian;
const key = "cd".repeat(32) as Hash;
const proposal = removalOf({ statement: deputy, key }, "lost") as ShownProposal;
const DESK = deskOf(
	[
		[guardian, "active"],
		[lead, "active"],
		[secretary, "active"],
		[deputy, "active"],
	],
	[{ proposal, by: lead, signedBy: [lead] }],
);

type Directory = Pick<CheckedIntake, "organisation" | "policy" | "parameters">;

/** The directory, checked, in which just this holds. */
function directoryOf({ organisation: card, rules, interests }: OrganisationDesk): Directory {
	const adoption = rules === null || rules.number === 0 ? null : { statement: { number: rules.number } };
	const register = interests.number === 0 ? null : { statement: { number: interests.number, lines: canonicalHash(interests.lines) } };
	return { organisation: card, policy: canonicalHash(rules?.policy), parameters: { adoption, interests: register } as IntakeParameters };
}

/** The engine of somebody with one key, and what it signs and proposes. `proved`: what the directory shows. */
function engineOf(me: typeof guardian, served = DESK, proved: () => Promise<Directory> = async () => directoryOf(DESK)) {
	const signed: unknown[] = [];
	const desk = {
		directory: proved,
		session: { person: me.person, tenures: [{ statement: me }] },
		organisation: async () => served,
		soleOpeners: async () => [],
		account: { confirmations: async () => [], adminActions: async () => [] },
		countersign: async (root: string, shown: unknown) => signed.push([root, shown]),
		propose: async (root: string, change: unknown) => signed.push([root, change]),
		decline: async (hash: string) => signed.push(hash),
	};
	return { signed, engine: createTurnover({ desk } as unknown as DeskMemory) };
}

const quiet = () => undefined;

test("a root signs what was shown, under the key that is a root, and nothing that was not shown", async () => {
	const { signed, engine } = engineOf(guardian);
	const [waiting] = DESK.proposals;
	if (waiting === undefined) throw new Error("nothing waits");
	const { hash } = waiting;
	expect(() => engine.sign({ organisation, hash }, quiet)).toThrow("not shown");
	await engine.organisation(organisation, quiet);
	expect(() => engine.sign({ organisation, hash: key }, quiet)).toThrow("not shown");
	await engine.sign({ organisation, hash }, quiet);
	expect(signed).toEqual([[guardian.tenure, waiting]]);
});

test("a root proposes an end, a change of roots and how pages look; whoever is none proposes nothing", async () => {
	const { signed, engine } = engineOf(lead);
	await engine.organisation(organisation, quiet);
	const changes = [
		{ kind: "end", tenure: deputy.tenure, because: "left" },
		{ kind: "root", out: guardian.sign, into: deputy.sign },
		{ kind: "appearance", branding: { name: "Northbrook", colour: "#005eb8", contact: "" } },
	] as const;
	for (const change of changes) await engine.propose({ organisation, change }, quiet);
	expect(signed.map((each) => (each as [string, { kind: string }])[1].kind)).toEqual(["key-removal", "root-change", "branding"]);
	const none = engineOf(deputy);
	const shown = await none.engine.organisation(organisation, quiet);
	expect([shown.view.myRoot, shown.actions]).toEqual([null, null]);
	expect(() => none.engine.propose({ organisation, change: changes[0] }, quiet)).toThrow("root");
	expect(none.signed).toEqual([]);
});

test("a root proposes rules and ties that were looked at, and declines what was shown and nothing else", async () => {
	const { signed, engine } = engineOf(lead);
	expect(() => engine.decline({ organisation, hash: key }, quiet)).toThrow("not shown");
	await engine.organisation(organisation, quiet);
	const { draft, look } = await engine.rules({ organisation, draft: null, lengths: [] }, quiet);
	expect(look.faults).toEqual([{ kind: "nothing-new" }]);
	const line = look.lines.find(({ place }) => place.kind === "feedback");
	if (line === undefined) throw new Error("There is no such rule.");
	const shorter = await engine.rules({ organisation, draft, lengths: [{ ...line, length: { workingDays: 1 } }] }, quiet);
	await engine.propose({ organisation, change: { kind: "rules", draft: shorter.draft } }, quiet);
	await engine.propose({ organisation, change: { kind: "ties", lines: [] } }, quiet);
	expect(signed).toMatchObject([
		[lead.tenure, { kind: "policy-adoption", statement: { number: 2, adoption: { changes: [{ kind: "feedback" }] } } }],
		[lead.tenure, { kind: "interests", lines: [], statement: { number: 2 } }],
	]);
	const [waiting] = DESK.proposals;
	await engine.decline({ organisation, hash: waiting?.hash ?? key }, quiet);
	expect(signed.at(-1)).toBe(waiting?.hash);
	expect(() => engine.decline({ organisation, hash: key }, quiet)).toThrow("not shown");
});

describe("what holds now, from which a root reads the differences", () => {
	const line = { by: guardian.person, about: deputy.person, tie: "undisclosed", from: "2026-01-01", until: null } as const;
	const KEYS = [
		[guardian, "active"],
		[lead, "active"],
		[secretary, "active"],
		[deputy, "active"],
	] as const;
	const tied = interestsOf(DESK, [{ ...line, from: line.from as never }]) as Extract<ShownProposal, { kind: "interests" }>;
	const wales = adoptionOf(DESK, policyById("wales@1")) as Extract<ShownProposal, { kind: "policy-adoption" }>;
	const waiting = deskOf(
		KEYS,
		[tied, wales].map((each) => ({ proposal: each, by: lead, signedBy: [lead] })),
	);
	const changed = (rules: number, ties: number): OrganisationDesk => ({
		...waiting,
		rules: { number: rules, policy: wales.policy },
		interests: { number: ties, lines: [...tied.lines] },
	});

	/** Tries to sign both, and to propose both. Says with which code each was refused. */
	async function tried(...[served, proved]: [OrganisationDesk, (() => Promise<Directory>)?]) {
		const { signed, engine } = engineOf(guardian, served, proved);
		await engine.organisation(organisation, quiet);
		const refusals: unknown[] = [];
		const refused = (error: { code?: string }) => refusals.push(error.code);
		for (const { hash } of waiting.proposals) await engine.sign({ organisation, hash }, quiet).catch(refused);
		const draft = { base: wales.policy.id, changes: [], reason: "" };
		await engine.propose({ organisation, change: { kind: "rules", draft } }, quiet).catch(refused);
		await engine.propose({ organisation, change: { kind: "ties", lines: [] } }, quiet).catch(refused);
		return { signed: signed.length, refusals };
	}
	const all = (code: string) => ({ signed: 0, refusals: [code, code, code, code] });

	test("is what the directory proves, or nothing of rules and ties is signed or proposed", async () => {
		expect(await tried(waiting)).toEqual({ signed: 4, refusals: [] });
		// Another "now" under the same number: what was proposed would seem to change nothing.
		expect(await tried(changed(1, 1))).toEqual(all("shown-unproved"));
		expect(await tried(changed(2, 2))).toEqual(all("shown-unproved"));
	});

	test("and of this organisation: no other's directory proves it", async () => {
		const other = { ...directoryOf(waiting).organisation, id: crypto.randomUUID() as typeof organisation };
		expect(await tried(waiting, async () => ({ ...directoryOf(waiting), organisation: other }))).toEqual(all("shown-unproved"));
	});

	test("is out of date once the directory proves a later version", async () => {
		expect(await tried(waiting, async () => directoryOf(changed(2, 2)))).toEqual(all("shown-out-of-date"));
	});

	test("is not proved by a directory in which two roots signed nothing of it; what else is wrong with that stays said", async () => {
		const fails = (code: "adoption-not-countersigned" | "log-incomplete") => () => Promise.reject(new CheckError(code, ""));
		expect(await tried(waiting, fails("adoption-not-countersigned"))).toEqual(all("shown-unproved"));
		expect(await tried(waiting, fails("log-incomplete"))).toEqual(all("log-incomplete"));
	});

	test("is asked for where no rules are shown, too", async () => {
		const { signed, engine } = engineOf(guardian, { ...waiting, rules: null });
		await engine.organisation(organisation, quiet);
		for (const { hash } of waiting.proposals)
			await expect(engine.sign({ organisation, hash }, quiet)).rejects.toMatchObject({ code: "shown-unproved" });
		expect(signed).toEqual([]);
	});
});

test("a draft of rules that ship no more begins anew", async () => {
	const { engine } = engineOf(lead);
	await engine.organisation(organisation, quiet);
	const draft = { base: "gone@1" as never, changes: [], reason: "" };
	const { draft: anew, look } = await engine.rules({ organisation, draft, lengths: [] }, quiet);
	expect(look.bases.map(({ id }) => id)).toContain(anew.base);
});
