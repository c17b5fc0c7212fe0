/** What the desk's page asks about people who come and go: cover, hand-overs, and what the roots of an organisation sign. */
import type { Confirmation } from "@answerable/types/account";
import type { AdminAction } from "@answerable/types/admin";
import type { Branding } from "@answerable/types/branding";
import type { Hash, SigningKey } from "@answerable/types/bytes";
import type { CaseTag, InvitationId, OrganisationId, TenureId } from "@answerable/types/id";
import type { ProposalAnswer } from "@answerable/types/proposal";
import type { RemovalReason } from "@answerable/types/published";
import type { Compartment } from "@answerable/types/role";
import type { PublishedTie } from "@answerable/types/routing";
import type { CaseChoice } from "../../case.ts";
import type { Colleague } from "../../colleagues.ts";
import type { NotGiven } from "../../hand-over.ts";
import type { OrganisationView } from "../../organisation-view.ts";
import type { RulesDraft, RulesLook, SetLength } from "../../rules.ts";

/** What a root proposes, with their own signature as the first of two. */
export type Change =
	| { readonly kind: "end"; readonly tenure: TenureId; readonly because: RemovalReason }
	| { readonly kind: "root"; readonly out: SigningKey; readonly into: SigningKey }
	| { readonly kind: "appearance"; readonly branding: Branding }
	| { readonly kind: "rules"; readonly draft: RulesDraft }
	/** The whole register, as it is to be. */
	| { readonly kind: "ties"; readonly lines: readonly PublishedTie[] };

/** From one of my tenures to a colleague's. */
export type Between = { readonly organisation: OrganisationId; readonly from: TenureId; readonly to: TenureId };

/** What came of handing over, case by case. */
export type HandedOver = { readonly given: number; readonly notGiven: readonly NotGiven[] };

/** `actions`: what administrators did, newest first; null for whoever is no root. `confirmations`: whom I may vouch for. */
export type OrganisationShown = {
	readonly view: OrganisationView;
	readonly actions: readonly AdminAction[] | null;
	readonly confirmations: readonly Confirmation[];
};

export type TurnoverRequests = {
	/** Whom a case can be given to. The roots' fingerprint says whose word their keys stand on. */
	colleagues: {
		readonly takes: CaseChoice;
		readonly gives: { readonly colleagues: readonly Colleague[]; readonly roots: Hash };
	};
	give: { readonly takes: CaseChoice & { readonly to: TenureId; readonly opens: readonly Compartment[] }; readonly gives: null };
	/** Open cases that I could give a colleague and have not. */
	handOverList: { readonly takes: Between; readonly gives: readonly CaseTag[] };
	handOver: { readonly takes: Between & { readonly only: readonly CaseTag[] }; readonly gives: HandedOver };
	/** `letter`: what each reporter is told; null for nothing. */
	cover: { readonly takes: Between & { readonly letter: string | null }; readonly gives: HandedOver };
	organisation: { readonly takes: OrganisationId; readonly gives: OrganisationShown };
	/** Signs what was shown under this name. */
	sign: { readonly takes: { readonly organisation: OrganisationId; readonly hash: Hash }; readonly gives: ProposalAnswer };
	/** Says that I will not sign it, or takes back what I proposed. */
	decline: { readonly takes: { readonly organisation: OrganisationId; readonly hash: Hash }; readonly gives: ProposalAnswer };
	/** What would come of rules with these numbers set; with no draft, of those that hold now. */
	rules: {
		readonly takes: {
			readonly organisation: OrganisationId;
			readonly draft: RulesDraft | null;
			readonly lengths: readonly SetLength[];
		};
		readonly gives: { readonly draft: RulesDraft; readonly look: RulesLook };
	};
	propose: { readonly takes: { readonly organisation: OrganisationId; readonly change: Change }; readonly gives: ProposalAnswer };
	confirm: { readonly takes: InvitationId; readonly gives: null };
};
