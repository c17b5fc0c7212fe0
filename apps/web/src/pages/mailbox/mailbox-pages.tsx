/** Everything from the seven words to the record that is taken outside, as one part. */
import type { ComponentType } from "preact";
import type { MailboxView } from "../../reporter/view.ts";
import type { MailboxPage, Place } from "../router/place.ts";
import { useVisit } from "../visit.ts";
import { AccessPage } from "./access-page.tsx";
import { ChangedPage, ChangePage } from "./change-page.tsx";
import { DetrimentPage } from "./detriment-page.tsx";
import { DisputePage } from "./dispute-page.tsx";
import { FeedbackPage } from "./feedback-page.tsx";
import { HomePage } from "./home-page.tsx";
import { NotFoundPage } from "./not-found-page.tsx";
import { PackPage } from "./pack-page.tsx";
import { ProofsPage } from "./proofs-page.tsx";
import { RightsPage } from "./rights-page.tsx";
import { SortedPage } from "./sorted-page.tsx";
import { WithdrawPage } from "./withdraw-page.tsx";
import { WordsPage } from "./words-page.tsx";
import { WritePage } from "./write-page.tsx";

export type MailboxPlace = Extract<Place, { at: "words" | "not-found" | "mailbox" | "dispute" }>;

const PAGES: Readonly<Record<MailboxPage, ComponentType<{ view: MailboxView }>>> = {
	home: HomePage,
	write: WritePage,
	withdraw: WithdrawPage,
	change: ChangePage,
	changed: ChangedPage,
	access: AccessPage,
	sorted: SortedPage,
	feedback: FeedbackPage,
	detriment: DetrimentPage,
	rights: RightsPage,
	pack: PackPage,
	proofs: ProofsPage,
};

export function MailboxPages({ place }: { readonly place: MailboxPlace }) {
	const { mailbox } = useVisit();
	if (place.at === "words") return <WordsPage />;
	if (place.at === "not-found") return <NotFoundPage trace={place.trace} />;
	if (mailbox === null) return <WordsPage />;
	if (place.at === "dispute") return <DisputePage view={mailbox.view} sequence={place.sequence} />;
	const Shown = PAGES[place.page];
	return <Shown view={mailbox.view} />;
}
