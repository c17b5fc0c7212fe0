import type { Hash } from "@answerable/types/bytes";
import type { ShownProposal } from "@answerable/types/proposal";
import { expect, test } from "vitest";
import { deskOf, keyOf } from "../../organisation.fixture.ts";
import { removalOf } from "../../organisation.ts";
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

/** The engine of somebody with one key, and what it signs and proposes. */
function engineOf(me: typeof guardian) {
	const signed: unknown[] = [];
	const desk = {
		session: { person: me.person, tenures: [{ statement: me }] },
		organisation: async () => DESK,
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
