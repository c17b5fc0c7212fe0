/** What the desk's engine does for people who come and go. */

import type { Hash } from "@answerable/types/bytes";
import type { CaseTag, OrganisationId, TenureId } from "@answerable/types/id";
import type { OrganisationDesk } from "@answerable/types/organisation";
import type { Proposal, ShownProposal } from "@answerable/types/proposal";
import { CheckError } from "../../../check-error.ts";
import type { CheckedIntake } from "../../../reporter/intake.ts";
import type { Answers } from "../../../shell/engine-protocol.ts";
import { giveUnlessGiven } from "../../hand-over.ts";
import { requireInForce, unproved } from "../../in-force.ts";
import { adoptionOf, brandingOf, interestsOf, removalOf, rootChangeOf } from "../../organisation.ts";
import { organisationViewOf } from "../../organisation-view.ts";
import { draftFrom, draftThatShips, lookAtRules, policyOf, withLengths } from "../../rules.ts";
import { registerOf } from "../../ties.ts";
import type { DeskMemory } from "./memory.ts";
import type { Progress } from "./protocol.ts";
import type { Change, TurnoverRequests } from "./turnover-protocol.ts";

/** Makes the engine's part for turnover. */
export function createTurnover(memory: DeskMemory): Answers<TurnoverRequests, Progress> {
	return { ...createGiving(memory), ...createRooting(memory) };
}

type Giving = Pick<TurnoverRequests, "colleagues" | "give" | "handOverList" | "handOver" | "cover">;

function createGiving(memory: DeskMemory): Answers<Giving, Progress> {
	const directoryOf = async (organisation: OrganisationId): Promise<CheckedIntake> => {
		const { organisation: card } = await memory.desk.organisation(organisation);
		return memory.desk.directory(card.slug, { roots: null, logKey: null });
	};
	return {
		colleagues: async (choice) => {
			const open = await memory.desk.openOutline(choice);
			const directory = await directoryOf(open.desk.row.organisation);
			return { colleagues: await memory.desk.colleagues(open, directory), roots: directory.roots };
		},
		give: async ({ to, opens, ...choice }) => {
			const open = await memory.desk.openOutline(choice);
			const directory = await directoryOf(open.desk.row.organisation);
			// The ladder may have come to the same hands since the list was shown.
			await giveUnlessGiven(() => memory.desk.grant(open, { grantee: to, opens, directory }));
			return null;
		},
		handOverList: ({ from, to }) => memory.desk.handOverList({ from, to }),
		handOver: async ({ organisation, only, ...between }, onProgress) => {
			const asked = { ...between, directory: await directoryOf(organisation), only: (tag: CaseTag) => only.includes(tag), isLeaving: true };
			return memory.desk.handOver({ ...asked, onProgress: (progress) => onProgress({ kind: "handing-over", ...progress }) });
		},
		cover: async ({ organisation, ...between }, onProgress) => {
			const asked = { ...between, directory: await directoryOf(organisation) };
			return memory.desk.cover({ ...asked, onProgress: (progress) => onProgress({ kind: "handing-over", ...progress }) });
		},
	};
}

type Rooting = Pick<TurnoverRequests, "organisation" | "sign" | "decline" | "rules" | "propose" | "confirm">;

function createRooting(memory: DeskMemory): Answers<Rooting, Progress> {
	/** As they were last shown: nobody signs what they were not shown. */
	const shown = new Map<OrganisationId, OrganisationDesk>();
	const read = async (id: OrganisationId): Promise<OrganisationDesk> => {
		const desk = await memory.desk.organisation(id);
		shown.set(id, desk);
		return desk;
	};
	const known = (id: OrganisationId): OrganisationDesk => {
		const desk = shown.get(id);
		if (desk === undefined) throw new Error("The organisation was not shown.");
		return desk;
	};
	const rootIn = (desk: OrganisationDesk): TenureId => {
		const root = memory.desk.session.tenures.find(({ statement }) => desk.roots.present.includes(statement.sign));
		if (root === undefined) throw new Error("Only a root signs.");
		return root.statement.tenure;
	};
	return {
		organisation: async (id) => {
			const { person, tenures } = memory.desk.session;
			const [desk, soleOpeners, confirmations] = await Promise.all([
				read(id),
				memory.desk.soleOpeners(id),
				memory.desk.account.confirmations(),
			]);
			const view = organisationViewOf(desk, { person, tenures: tenures.map(({ statement }) => statement.tenure), soleOpeners });
			const actions = view.myRoot === null ? null : await memory.desk.account.adminActions().catch(() => null);
			return { view, actions, confirmations };
		},
		sign: ({ organisation, hash }) => {
			const desk = known(organisation);
			const [root, waiting] = [rootIn(desk), proposalIn(desk, hash)];
			return requireBaseline(memory, desk, waiting.proposal).then(() => memory.desk.countersign(root, waiting));
		},
		decline: ({ organisation, hash }) => memory.desk.decline(proposalIn(known(organisation), hash).hash),
		rules: async ({ organisation, draft, lengths }) => {
			const { policy } = rulesIn(known(organisation));
			const drafted = withLengths(draftThatShips(policy, draft ?? draftFrom(policy)), lengths);
			return { draft: drafted, look: lookAtRules(policy, drafted) };
		},
		propose: ({ organisation, change }) => {
			const desk = known(organisation);
			const [root, proposal] = [rootIn(desk), proposalOf(desk, change)];
			return requireBaseline(memory, desk, proposal).then(() => memory.desk.propose(root, proposal));
		},
		confirm: async (invitation) => {
			await memory.desk.account.confirm(invitation);
			return null;
		},
	};
}

const UNSIGNED = ["adoption-not-countersigned", "interests-not-countersigned"];

/** What a root reads as a difference is one from what the directory proves (Note: A difference has two ends). */
async function requireBaseline({ desk: line }: DeskMemory, desk: OrganisationDesk, { kind }: Proposal | ShownProposal): Promise<void> {
	if (kind !== "policy-adoption" && kind !== "interests") return;
	if (desk.rules === null) throw unproved();
	const directory = await line.directory(desk.organisation.slug, { roots: null, logKey: null }).catch((error: unknown) => {
		// A version whose leaf is not in the log yet, or one that nobody signed.
		throw error instanceof CheckError && UNSIGNED.includes(error.code) ? unproved(error) : error;
	});
	requireInForce(desk, kind, directory);
}

function proposalIn({ proposals }: OrganisationDesk, hash: Hash): OrganisationDesk["proposals"][number] {
	const proposal = proposals.find((each) => each.hash === hash);
	if (proposal === undefined) throw new Error("The proposal was not shown.");
	return proposal;
}

function proposalOf(desk: OrganisationDesk, change: Change): Proposal {
	switch (change.kind) {
		case "end": {
			const key = desk.keys.find(({ statement }) => statement.tenure === change.tenure);
			if (key === undefined) throw new Error("The key was not shown.");
			return removalOf(key, change.because);
		}
		case "root":
			return rootChangeOf(desk, change);
		case "appearance":
			return brandingOf(desk, change.branding);
		case "rules":
			return adoptionOf(desk, policyOf(change.draft));
		case "ties":
			return interestsOf(desk, registerOf(change.lines));
	}
}

function rulesIn({ rules }: OrganisationDesk): NonNullable<OrganisationDesk["rules"]> {
	if (rules === null) throw new Error("It takes no concerns, and has no rules for them.");
	return rules;
}
