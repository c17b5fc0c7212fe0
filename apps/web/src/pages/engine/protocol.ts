/** What page and engine say to each other. The engine is a worker: whatever is heavy or secret happens there, while the page stays light. */
import type { OrganisationId } from "@answerable/types/id";
import type { RaisingProgress, RaisingRequests } from "../../raising/raising.ts";
import type { MailboxRequests } from "./mailbox-protocol.ts";

/** How many seconds a key takes still, told where that is long: in browsers without WebAssembly. */
export type SecondsLeft = { readonly secondsLeft: number };

/** How far a concern is on its way, or a mailbox in being opened. */
export type Progress = RaisingProgress | "unlocking" | "fetching" | SecondsLeft;

/** What only a reporter's own engine does to raise a concern. */
export type AheadRequests = {
	/** Makes the words of a concern while somebody still writes it; answered when they are there. */
	makeWords: { readonly takes: OrganisationId; readonly gives: null };
};

/** Each request with what it takes and gives. */
export type Requests = MailboxRequests & RaisingRequests & AheadRequests;
export type RequestKind = keyof Requests;
