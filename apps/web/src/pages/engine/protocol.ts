/** What page and engine say to each other. The engine is a worker: whatever is heavy or secret happens there, while the page stays light. */
import type { Route } from "@answerable/domain/routing";
import type { Hash } from "@answerable/types/bytes";
import type { PersonId } from "@answerable/types/id";
import type { OrganisationCard } from "@answerable/types/intake";
import type { Role } from "@answerable/types/role";
import type { ConcernForm } from "../../reporter/plan.ts";
import type { ShownBranding } from "../../reporter/said.ts";
import type { MailboxRequests } from "./mailbox-protocol.ts";
import type { Slip } from "./slip.ts";

/** An organisation whose keys were all checked. */
export type Met = {
	readonly organisation: OrganisationCard;
	/** Fingerprint of its roots. */
	readonly roots: Hash;
	/** Whether the fingerprint was known before, from a poster, or is believed because the server shows it. */
	readonly isPinned: boolean;
	/** How it shows itself, as two of its roots signed; null if it said nothing, or they did not. */
	readonly branding: ShownBranding | null;
	/** Who holds which role, for naming them by it. */
	readonly holders: readonly { readonly person: PersonId; readonly role: Role }[];
};

/** Where a concern would go, as it is filled in now. */
export type Planned = Pick<Route, "severity" | "beforehand" | "steps" | "leftOut" | "outsideShut" | "mayBeInLine">;

/** How far a concern is on its way, or a mailbox in being opened. */
export type Progress = "sealing" | "working" | "sending" | "unlocking" | "fetching";

/** Each request with what it takes and gives. */
export type Requests = MailboxRequests & {
	/** Fetches and checks an organisation's keys. `roots`: the poster's fingerprint. */
	meet: { readonly takes: { readonly slug: string; readonly roots: Hash | null }; readonly gives: Met };
	/** Says where a concern would go, and starts the proof of work that it costs, so that it is done when the concern is. */
	plan: { readonly takes: ConcernForm; readonly gives: Planned };
	/** Seals and sends. The same form again is the same concern again: the same bytes are sent. */
	send: { readonly takes: ConcernForm; readonly gives: Slip };
};
export type RequestKind = keyof Requests;
