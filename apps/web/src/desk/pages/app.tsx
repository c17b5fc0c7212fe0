/** Everything that is shown at the desk. */
import { useEffect } from "preact/hooks";
import { type Language, LanguageContext } from "../../shell/language.ts";
import { useTrail } from "../../shell/use-trail.ts";
import { useUnsaved } from "../../shell/use-unsaved.ts";
import { WayBackContext } from "../../shell/way-back.ts";
import { AccountPage } from "./account-page.tsx";
import { InvitePage } from "./administration/invite-page.tsx";
import { PeoplePage } from "./administration/people-page.tsx";
import { PersonPage } from "./administration/person-page.tsx";
import { LockingPage } from "./arriving/locking-page.tsx";
import { LostPage } from "./arriving/lost-page.tsx";
import { SignInPage } from "./arriving/sign-in-page.tsx";
import { UnlockPage } from "./arriving/unlock-page.tsx";
import { BelongsPage } from "./case/belongs-page.tsx";
import { CasePage } from "./case/case-page.tsx";
import { PanelPage } from "./case/panel-page.tsx";
import { TrailPage } from "./case/trail-page.tsx";
import { DeskFrame } from "./desk-frame.tsx";
import { FiguresPage } from "./figures/figures-page.tsx";
import { FoundingPage } from "./founding/founding-page.tsx";
import { watchIdle } from "./idle.ts";
import { InvitedPages } from "./joining/invited-pages.tsx";
import { type DeskPlace, holdsBack } from "./place.ts";
import { RecordPages } from "./record/record-pages.tsx";
import { TodayPage } from "./today-page.tsx";
import { TogetherPage } from "./together-page.tsx";
import { TurnoverPages } from "./turnover/turnover-pages.tsx";
import { DeskContext, type DeskUse, useDeskState, useEntered } from "./use-desk.ts";
import { ListingProvider } from "./use-listing.tsx";
import { type Words, WordsContext } from "./words/words.ts";

export type AppProps = {
	readonly language: Language<Words>;
	/** The invitation that somebody came by; null if they came by none. */
	readonly link: string | null;
};

export function App({ language, link }: AppProps) {
	const walking = useTrail<DeskPlace>({ at: "today" }, "/desk", holdsBack);
	const desk = useDeskState(link, walking);
	const isIn = desk.presence.at === "in";
	useUnsaved(desk.hasDrafts);
	useEffect(() => (isIn ? watchIdle(globalThis.window, () => Date.now(), desk.lock, desk.sendingSince) : undefined), [isIn]);
	return (
		<LanguageContext.Provider value={language}>
			<WordsContext.Provider value={language.words}>
				<DeskContext.Provider value={desk}>
					<WayBackContext.Provider value={isIn ? walking : NO_WAY}>
						<DeskFrame>
							<Present desk={desk} />
						</DeskFrame>
					</WayBackContext.Provider>
				</DeskContext.Provider>
			</WordsContext.Provider>
		</LanguageContext.Provider>
	);
}

const NO_WAY = { back: () => undefined, canGoBack: false };

function Present({ desk: { presence, walking } }: { readonly desk: DeskUse }) {
	switch (presence.at) {
		case "out":
			return <SignInPage told={presence.told} before={presence.before} />;
		case "locking":
			return <LockingPage />;
		case "locked":
			return <UnlockPage locked={presence.locked} />;
		case "invited":
			return <InvitedPages link={presence.link} />;
		case "lost":
			return <LostPage />;
		case "in":
			return (
				<ListingProvider>
					<Place place={walking.place} />
				</ListingProvider>
			);
	}
}

function Place({ place }: { readonly place: DeskPlace }) {
	switch (place.at) {
		case "today":
			return <FirstPage />;
		case "figures":
			return <FiguresPage />;
		case "together":
			return <TogetherPage cases={place.cases} alike={place.alike} />;
		case "founding":
			return <FoundingPage organisation={place.organisation} />;
		case "account":
			return <AccountPage />;
		case "record":
			return <RecordPages step={place.step} />;
		case "trail":
			return <TrailPage key={place.caseTag} caseTag={place.caseTag} tenure={place.tenure} />;
		case "panel":
			return <PanelPage key={place.caseTag} caseTag={place.caseTag} tenure={place.tenure} />;
		case "belongs":
			return <BelongsPage key={place.caseTag} caseTag={place.caseTag} tenure={place.tenure} />;
		case "case":
			return <CasePage key={place.caseTag} caseTag={place.caseTag} tenure={place.tenure} />;
		case "invite":
			return <InvitePage />;
		case "person":
			return <PersonPage key={place.person} person={place.person} />;
		default:
			return <TurnoverPages place={place} />;
	}
}

/** Whoever administers has no cases, and never will. */
function FirstPage() {
	return useEntered().administrator ? <PeoplePage /> : <TodayPage />;
}
