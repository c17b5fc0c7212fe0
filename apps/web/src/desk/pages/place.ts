/** Every page of the desk. None has an address of its own: what somebody works on stands in no history. */
import type { Alike } from "../signals.ts";
import type { Choice } from "./engine/protocol.ts";

export type DeskPlace =
	| { readonly at: "today" }
	| ({ readonly at: "case" } & Choice)
	| { readonly at: "account" }
	| { readonly at: "figures" }
	| { readonly at: "together"; readonly cases: readonly [Choice, Choice]; readonly alike: Alike };
