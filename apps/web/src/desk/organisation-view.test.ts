import { policyById } from "@answerable/domain/policy";
import { keyHash } from "@answerable/log/key-statement";
import type { ShownProposal } from "@answerable/types/proposal";
import { describe, expect, test } from "vitest";
import { deskOf, keyOf } from "./organisation.fixture.ts";
import { removalOf } from "./organisation.ts";
import { organisationViewOf } from "./organisation-view.ts";
import { inFours, keyNumber, personNumber } from "./short-number.ts";

const [guardian, lead, secretary, deputy, exec, gone] = [
	keyOf("guardian"),
	keyOf("ned_lead"),
	keyOf("board_secretary"),
	keyOf("deputy_guardian"),
	keyOf("exec_lead"),
	keyOf("chair"),
];
const KEYS = [
	[lead, "active"],
	[secretary, "active"],
	[guardian, "active"],
	[exec, "active"],
	[deputy, "active"],
	[gone, "removed"],
] as const;
const removal = (because: "left" | "lost", statement = deputy) =>
	removalOf({ statement, key: keyHash(statement) }, because) as ShownProposal;
const viewFor = (me: typeof guardian, proposals: Parameters<typeof deskOf>[1] = []) =>
	organisationViewOf(deskOf(KEYS, proposals), {
		person: me.person,
		tenures: [me.tenure],
		soleOpeners: [{ tenure: guardian.tenure, cases: 6 }],
	});

describe("an organisation as its desk shows it", () => {
	test("has the keys that are held, guardians first, and says who is a root, who may become one, and who alone can open what", () => {
		const { keys, myRoot } = viewFor(guardian);
		expect(keys.map(({ role, isRoot, mayBecomeRoot, alone, isMine }) => [role, isRoot, mayBecomeRoot, alone, isMine])).toEqual([
			["guardian", true, false, 6, true],
			["deputy_guardian", false, true, 0, false],
			["exec_lead", false, false, 0, false],
			["ned_lead", true, false, 0, false],
			["board_secretary", true, false, 0, false],
		]);
		expect(myRoot).toBe(guardian.tenure);
		expect(viewFor(deputy).myRoot).toBeNull();
	});

	test("lets nobody become a root before their key counts", () => {
		const waiting = deskOf([...KEYS.slice(0, 4), [deputy, "waiting"]]);
		const { keys } = organisationViewOf(waiting, { person: lead.person, tenures: [lead.tenure], soleOpeners: [] });
		expect(keys.filter(({ mayBecomeRoot }) => mayBecomeRoot)).toEqual([]);
	});

	test("shows what waits for my signature first, and never asks for it twice, nor whoever is no root", () => {
		const proposals = [
			{ proposal: removal("left"), by: guardian, signedBy: [guardian] },
			{ proposal: removal("lost", exec), by: lead, signedBy: [lead] },
		];
		expect(viewFor(guardian, proposals).proposals.map(({ maySign, about }) => [maySign, about[0]?.role])).toEqual([
			[true, "exec_lead"],
			[false, "deputy_guardian"],
		]);
		expect(viewFor(secretary, proposals).proposals.map(({ maySign }) => maySign)).toEqual([true, true]);
		expect(viewFor(deputy, proposals).proposals.map(({ maySign }) => maySign)).toEqual([false, false]);
	});

	test("waits for nobody's signature once they declined, and still may be signed; whoever made it takes it back and does not decline", () => {
		const proposals = [{ proposal: removal("left"), by: lead, signedBy: [lead], declinedBy: [guardian] }];
		expect(viewFor(guardian, proposals).proposals).toMatchObject([
			{ maySign: true, isForMe: false, mayDecline: false, isMine: false, declinedBy: [{ isMe: true }] },
		]);
		expect(viewFor(secretary, proposals).proposals).toMatchObject([{ isForMe: true, mayDecline: true }]);
		expect(viewFor(lead, proposals).proposals).toMatchObject([{ maySign: false, mayDecline: false, isMine: true }]);
		expect(viewFor(deputy, proposals).proposals).toMatchObject([{ maySign: false, mayDecline: false, isMine: false }]);
	});

	test("knows what came too late: nobody is asked to sign it", () => {
		const face = { name: "Northbrook", colour: "#005eb8", contact: "" };
		const hash = keyHash(guardian);
		const { organisation } = guardian;
		const policy = policyById("default-england@1");
		const changed = { version: 1, organisation, previous: hash, out: guardian.sign, in: deputy.sign };
		const late = [
			{ kind: "branding", branding: face, statement: { version: 1, organisation, number: 2, branding: hash } },
			{ kind: "interests", lines: [], statement: { version: 1, organisation, number: 1, lines: hash } },
			{ kind: "policy-adoption", policy, statement: { version: 1, organisation, number: 1, policy: policy.id, hash, adoption: null } },
			{ kind: "root-change", statement: changed },
			removalOf({ statement: gone, key: keyHash(gone) }, "left"),
		] as readonly ShownProposal[];
		const shown = viewFor(
			lead,
			late.map((proposal) => ({ proposal, by: guardian, signedBy: [guardian] })),
		).proposals;
		expect(shown.map(({ isOvertaken, maySign }) => [isOvertaken, maySign])).toEqual(late.map(() => [true, false]));
		const inTime = {
			kind: "branding",
			branding: face,
			statement: { version: 1, organisation, number: 1, branding: hash },
		} as ShownProposal;
		expect(viewFor(lead, [{ proposal: inTime, by: guardian, signedBy: [] }]).proposals).toMatchObject([
			{ isOvertaken: false, maySign: true },
		]);
	});

	test("offers nobody rules to sign that stand beside none", () => {
		const policy = policyById("default-england@1");
		const { organisation } = guardian;
		const statement = { version: 1, organisation, number: 1, policy: policy.id, hash: keyHash(guardian), adoption: null };
		const proposal = { kind: "policy-adoption", policy, statement } as ShownProposal;
		const desk = { ...deskOf(KEYS, [{ proposal, by: guardian, signedBy: [guardian] }]), rules: null };
		const { proposals } = organisationViewOf(desk, { person: lead.person, tenures: [lead.tenure], soleOpeners: [] });
		expect(proposals).toMatchObject([{ adoption: null, isOvertaken: false, maySign: false, isForMe: false }]);
	});

	test("names who proposed and signed by what they hold, and somebody new by nothing but their number", () => {
		const newcomer = keyOf("guardian");
		const key = { kind: "key", statement: newcomer, seal: "" } as unknown as ShownProposal;
		const change = {
			kind: "root-change",
			statement: { version: 1, organisation: guardian.organisation, previous: keyHash(guardian), out: guardian.sign, in: deputy.sign },
		} as ShownProposal;
		const [first, second] = viewFor(lead, [
			{ proposal: key, by: newcomer, signedBy: [] },
			{ proposal: change, by: guardian, signedBy: [guardian] },
		]).proposals;
		expect(first).toMatchObject({ proposer: { person: newcomer.person, role: null }, signedBy: [], about: [{ role: "guardian" }] });
		expect(second).toMatchObject({ proposer: { role: "guardian" }, signedBy: [{ role: "guardian" }] });
		expect(second?.about.map(({ role }) => role)).toEqual(["guardian", "deputy_guardian"]);
	});
});

test("numbers are read aloud in fours; a key's is too long to be met by chance", () => {
	expect(personNumber(guardian.person)).toBe(`${guardian.person.slice(0, 4)} ${guardian.person.slice(4, 8)}`.toUpperCase());
	expect(keyNumber(keyHash(guardian)).replaceAll(" ", "")).toBe(keyHash(guardian).slice(0, 20).toUpperCase());
	expect(inFours("")).toBe("");
});
