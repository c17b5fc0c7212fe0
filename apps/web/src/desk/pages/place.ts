/** Every page of the desk. None has an address of its own: what somebody works on stands in no history. */
import type { OrganisationId, PersonId, TenureId } from "@answerable/types/id";
import type { Alike } from "../signals.ts";
import type { Choice } from "./engine/protocol.ts";

export type DeskPlace =
	| { readonly at: "today" }
	| ({ readonly at: "case" | "trail" | "panel" | "belongs" } & Choice)
	| { readonly at: "account" }
	| { readonly at: "figures" }
	| { readonly at: "founding"; readonly organisation: OrganisationId }
	/** `alike`: why somebody is asked; null if they came by themselves. */
	| { readonly at: "together"; readonly cases: readonly [Choice, Choice]; readonly alike: Alike | null }
	| { readonly at: "record"; readonly step: RecordStep }
	| TurnoverPlace
	| AdminPlace;

/** Recording a concern: filled in, looked at once more, and, once it is sent, the slip and what to do with it. */
export type RecordStep = "form" | "check" | "sending" | "slip" | "done";

/** Pages that are not left by a way round them: a concern is on its way, or its slip is shown, once. */
export function holdsBack(place: DeskPlace): boolean {
	return place.at === "record" && (place.step === "sending" || place.step === "slip");
}

/** People who come and go. `tenure`: one of my own, but of a key that a root ends. */
export type TurnoverPlace =
	| ({ readonly at: "give" } & Choice)
	| { readonly at: "away" | "leaving"; readonly tenure: TenureId }
	| { readonly at: "organisation" | "appearance"; readonly organisation: OrganisationId }
	/** `step`: the whole of them, one rule by its name, or what would follow. */
	| { readonly at: "rules"; readonly organisation: OrganisationId; readonly step: "form" | "check" | { readonly rule: string } }
	| { readonly at: "ties"; readonly organisation: OrganisationId; readonly step: "form" | "check" }
	| { readonly at: "end-key"; readonly organisation: OrganisationId; readonly tenure: TenureId };

/** Of whoever administers, whose first page is `today`. */
export type AdminPlace = { readonly at: "invite" } | { readonly at: "person"; readonly person: PersonId };
