/** What two roots of an organisation have to sign before it holds. Until both did it is a proposal. */
import { z } from "zod/mini";
import { Branding, BrandingStatement } from "./branding.ts";
import { Base64Url, Hash, SealingKey, SigningKey } from "./bytes.ts";
import { PersonId } from "./id.ts";
import { Countersignature, KeyStatement, RootChangeStatement } from "./key.ts";
import { Policy, PolicyAdoptionStatement } from "./policy.ts";
import { InterestsStatement, KeyRemovalStatement } from "./published.ts";
import { PublishedTies } from "./routing.ts";
import { Instant } from "./time.ts";

const Removal = z.strictObject({ kind: z.literal("key-removal"), statement: KeyRemovalStatement });
const RootChange = z.strictObject({ kind: z.literal("root-change"), statement: RootChangeStatement });
const Adoption = z.strictObject({ kind: z.literal("policy-adoption"), statement: PolicyAdoptionStatement, policy: Policy });
const Interests = z.strictObject({ kind: z.literal("interests"), statement: InterestsStatement, lines: PublishedTies });
const Appearance = z.strictObject({ kind: z.literal("branding"), statement: BrandingStatement, branding: Branding });
const Key = { kind: z.literal("key"), statement: KeyStatement, seal: SealingKey };

/**
 * A statement, and what belongs to it that its text names by a hash alone. A key is offered by whoever was appointed; the private
 * keys are under their own phrase.
 */
export const Proposal = z.discriminatedUnion("kind", [
	z.strictObject({ ...Key, sealedKeys: Base64Url.check(z.maxLength(1_000)) }),
	Removal,
	RootChange,
	Adoption,
	Interests,
	Appearance,
]);
export type Proposal = z.infer<typeof Proposal>;

/** A key that was offered as others see it: private keys are not shown, sealed though they are. */
export const ShownKey = z.strictObject(Key);
export type ShownKey = z.infer<typeof ShownKey>;

/** A proposal as others see it. */
export const ShownProposal = z.discriminatedUnion("kind", [ShownKey, Removal, RootChange, Adoption, Interests, Appearance]);
export type ShownProposal = z.infer<typeof ShownProposal>;

/** A root may sign what it proposes at once; whoever offers their own key has no root's signature to give. */
export const ProposalRequest = z.strictObject({ proposal: Proposal, countersignature: z.nullable(Countersignature) });
export type ProposalRequest = z.infer<typeof ProposalRequest>;

/** `hash` is the SHA-256 of the text that roots sign (log's FORMAT.md), and the proposal's name. */
export const ProposalAnswer = z.strictObject({
	hash: Hash,
	signedBy: z.array(SigningKey).check(z.maxLength(3)),
	enacted: z.boolean(),
});
export type ProposalAnswer = z.infer<typeof ProposalAnswer>;

/** A proposal that waits. `declinedBy`: roots of now who said that they will not sign it. */
export const OpenProposal = z.strictObject({
	hash: Hash,
	proposal: ShownProposal,
	proposer: PersonId,
	madeAt: Instant,
	signedBy: z.array(SigningKey).check(z.maxLength(3)),
	declinedBy: z.array(SigningKey).check(z.maxLength(3)),
});
export type OpenProposal = z.infer<typeof OpenProposal>;
