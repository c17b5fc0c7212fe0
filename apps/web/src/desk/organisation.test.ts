import { newSigningSeed, signingKeyFromSeed } from "@answerable/crypto/signing";
import { canonicalHash } from "@answerable/log/canonical";
import { proposalHash } from "@answerable/log/proposal-text";
import type { ShownProposal } from "@answerable/types/proposal";
import { expect, test } from "vitest";
import { deskOf, keyOf } from "./organisation.fixture.ts";
import { brandingOf, countersign, interestsOf } from "./organisation.ts";
import type { DeskSession, OpenTenure } from "./sign-in.ts";

const DESK = deskOf([[keyOf("guardian"), "active"]]);
const seed = newSigningSeed();
const root = { statement: { ...keyOf("ned_lead"), sign: signingKeyFromSeed(seed) }, keys: { sign: seed } } as OpenTenure;
const branding = brandingOf(DESK, { name: "Northbrook", colour: "#005eb8", contact: "" }) as Extract<ShownProposal, { kind: "branding" }>;
const interests = interestsOf(DESK, []) as Extract<ShownProposal, { kind: "interests" }>;

/** A session that keeps what was signed. */
function sessionOf() {
	const sent: unknown[] = [];
	return { sent, session: { http: { postJson: async (_: string, body: unknown) => sent.push(body) } } as unknown as DeskSession };
}

test("a root signs what was shown", async () => {
	const { sent, session } = sessionOf();
	await countersign(session, root, { hash: proposalHash(branding), proposal: branding });
	expect(sent).toMatchObject([{ root: root.statement.sign }]);
});

test.each<[string, ShownProposal]>([
	["another name than the text names", { ...branding, branding: { ...branding.branding, name: "Southbrook" } }],
	["other ties than the text names", { ...interests, statement: { ...interests.statement, lines: canonicalHash(["others"]) } }],
])("nobody signs a text beside which a server shows %s", async (_, proposal) => {
	const { sent, session } = sessionOf();
	await expect(countersign(session, root, { hash: proposalHash(proposal), proposal })).rejects.toThrow("not what would be signed");
	expect(sent).toEqual([]);
});

test("nobody signs under another name than the proposal has", async () => {
	const { sent, session } = sessionOf();
	await expect(countersign(session, root, { hash: proposalHash(interests), proposal: branding })).rejects.toThrow(
		"not what would be signed",
	);
	expect(sent).toEqual([]);
});
