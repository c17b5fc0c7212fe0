import { policyById } from "@answerable/domain/policy";
import { adoptPolicy, isNotAdopted } from "@answerable/domain/policy-adoption";
import { keyHash } from "@answerable/log/key-statement";
import type { Policy, PolicyChange } from "@answerable/types/policy";
import type { ShownProposal } from "@answerable/types/proposal";
import type { PublishedTie } from "@answerable/types/routing";
import { describe, expect, test } from "vitest";
import { deskOf, keyOf } from "../../organisation.fixture.ts";
import { organisationViewOf } from "../../organisation-view.ts";
import { keyNumber, personNumber } from "../../short-number.ts";
import { en } from "../words/en/all.ts";
import { proposalWords } from "./proposal-words.ts";
import { refusedWords } from "./use-root-task.ts";

const [guardian, lead, secretary, deputy] = [keyOf("guardian"), keyOf("ned_lead"), keyOf("board_secretary"), keyOf("deputy_guardian")];
const { organisation: words } = en;
const { organisation } = guardian;
const hash = keyHash(guardian);

/** What a root reads of a proposal; `before`: the ties that hold now, `now`: the rules. */
function said(proposal: unknown, before: readonly PublishedTie[] = [], now = policyById("default-england@1")) {
	const desk = deskOf(
		[
			[guardian, "active"],
			[lead, "active"],
			[secretary, "active"],
			[deputy, "active"],
		],
		[{ proposal: proposal as ShownProposal, by: guardian, signedBy: [] }],
	);
	const asked = { ...desk, rules: { number: 1, policy: now }, interests: { number: 1, lines: [...before] } };
	const view = organisationViewOf(asked, { person: lead.person, tenures: [lead.tenure], soleOpeners: [] });
	const [shown] = view.proposals;
	if (shown === undefined) throw new Error("no proposal");
	return proposalWords(en, view, shown, "en-GB");
}

describe("what a root reads before they sign", () => {
	test("of a key: whose it is and its number, to be compared by voice, what it opens and from when", () => {
		const newcomer = keyOf("guardian");
		const { heading, facts, means } = said({ kind: "key", statement: newcomer, seal: "" });
		expect(heading).toBe(words.kinds.key("Speak Up guardian"));
		expect(facts.map(([, says]) => says)).toEqual([personNumber(newcomer.person), keyNumber(keyHash(newcomer))]);
		expect(means).toEqual([words.meaning.keyFirst, words.meaning.key("Speak Up guardian", "48 hours")]);
	});

	test("of an end: whose, and what leaving and losing do", () => {
		const end = (because: string) =>
			said({ kind: "key-removal", statement: { version: 1, organisation, tenure: deputy.tenure, key: hash, because } });
		expect(end("left").heading).toContain(personNumber(deputy.person));
		expect([end("left").means, end("lost").means]).toEqual([[words.meaning.left], [words.meaning.lost]]);
	});

	test("of a change of roots: who goes and who comes", () => {
		const { heading } = said({
			kind: "root-change",
			statement: { version: 1, organisation, previous: hash, out: guardian.sign, in: deputy.sign },
		});
		expect(heading.indexOf(personNumber(guardian.person))).toBeGreaterThan(0);
		expect(heading.indexOf(personNumber(deputy.person))).toBeGreaterThan(heading.indexOf(personNumber(guardian.person)));
	});

	test("of a register: each line that is new or gone, and none that stays", () => {
		const [a = "", b = ""] = [guardian.person, deputy.person].sort();
		const [stays, goes, comes] = [
			{ a, b, tie: "tied", from: "2026-01-01", until: null },
			{ a, b: lead.person, tie: "tied", from: "2026-01-01", until: null },
			{ a, b: secretary.person, tie: "cleared", from: "2026-11-01", until: null },
		] as PublishedTie[];
		const interests = (lines: readonly unknown[]) => ({
			kind: "interests",
			lines,
			statement: { version: 1, organisation, number: 2, lines: hash },
		});
		const before = [stays, goes].filter((line) => line !== undefined);
		const { facts } = said(interests([stays, comes]), before);
		expect(facts.map(([what]) => what)).toEqual([words.tiesAdded, words.tiesGone]);
		expect(facts[0]?.[1]).toContain(personNumber(secretary.person));
		expect(facts[1]?.[1]).toContain(personNumber(lead.person));
		expect(said(interests(before), before).facts).toEqual([[words.tiesAdded, words.tiesSame]]);
	});

	test("of rules: each number that would be another than now, and why", () => {
		const changes: readonly PolicyChange[] = [
			{ kind: "clock", clock: "plan", severity: "S2", due: { workingDays: 4 } },
			{ kind: "rung", rung: 5, severity: "S3", after: { workingDays: 15 } },
			{ kind: "acknowledge-within", rung: 2, severity: "S3", within: { workingDays: 1 } },
			{ kind: "extension", severity: "S1", by: null },
			{ kind: "pause", maxTotal: { workingDays: 60 } },
			{ kind: "explain", maxHold: { workingDays: 10 } },
			{ kind: "feedback", after: { calendarDays: 3 } },
		];
		const reason = "We have fewer people in August.";
		const adopted = adoptPolicy(policyById("default-england@1"), changes, { reason });
		if (isNotAdopted(adopted)) throw new Error(JSON.stringify(adopted.refused));
		const adopt = (policy: Policy, now?: Policy) => {
			const { id, adoption } = policy;
			const statement = { version: 1, organisation, number: 2, policy: id, hash, adoption };
			return said({ kind: "policy-adoption", policy, statement }, [], now);
		};
		const { heading, facts, means } = adopt(adopted.policy);
		expect(heading).toContain("England");
		expect(facts).toHaveLength(changes.length + 1);
		expect(new Set(facts.map(([what]) => what)).size).toBe(facts.length);
		expect(facts[0]).toEqual(["Say what will be done: Urgent", "4 working days. Now it is 5 working days."]);
		expect(facts.filter(([, says]) => says.endsWith(en.rules.longer))).toHaveLength(1);
		expect(facts.at(-1)).toEqual([words.reason, reason]);
		expect(means).toEqual([words.meaning["policy-changed"], words.meaning["policy-adoption"]]);
		expect(adopt(policyById("wales@1")).means).toEqual([
			words.meaning["policy-plain"],
			en.rules.baseOther,
			words.meaning["policy-adoption"],
		]);
		expect(adopt(policyById("default-england@1")).facts).toEqual([[en.rules.what, en.rules.same]]);
		// What is longer stands there even where the rules of now are shown to be the same.
		expect(adopt(adopted.policy, adopted.policy).facts).toEqual([
			[en.rules.what, en.rules.same],
			[expect.any(String), `${en.rules.asNow("60 working days")} ${en.rules.longer}`],
			[words.reason, reason],
		]);
	});

	test("of how pages look: name, colour, and no empty line", () => {
		const branding = { name: "Northbrook", colour: "#005eb8", contact: "" };
		const { facts } = said({ kind: "branding", branding, statement: { version: 1, organisation, number: 1, branding: hash } });
		expect(facts.map(([, says]) => says)).toEqual(["Northbrook", "#005eb8"]);
	});
});

test("a refusal that has a way out says it; others are left to the server's words", () => {
	for (const code of ["still-a-root", "sole-opener", "not-published", "role-held", "out-of-date"] as const)
		expect(refusedWords(words.refused, { code, detail: "?" })).toBe(words.refused[code]);
	expect(refusedWords(words.refused, { code: "not-allowed", detail: "?" })).toBeNull();
});
