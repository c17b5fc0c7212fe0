/** Everything that is shown, and the only memory that the pages have: it ends with the page. */
import { useCallback, useEffect, useMemo, useState } from "preact/hooks";
import { type Draft, EMPTY } from "../raising/draft.ts";
import type { Poster } from "../raising/poster.ts";
import { type Language, LanguageContext } from "../shell/language.ts";
import { useTrail } from "../shell/use-trail.ts";
import { WayBackContext } from "../shell/way-back.ts";
import { type Session, SessionContext } from "./engine/session.ts";
import { useBranding } from "./engine/use-branding.ts";
import { useWordsAhead } from "./engine/use-words-ahead.ts";
import { PlacePage } from "./place-page.tsx";
import { type Navigation, NavigationContext } from "./router/navigation.ts";
import { holdsBack, type Place } from "./router/place.ts";
import { Frame } from "./shell/frame.tsx";
import { EXIT, leaveOnEscape } from "./shell/leave.ts";
import { fetchReachable, type Reachable } from "./start/reachable.ts";
import { nameOf, type Visit, VisitContext } from "./visit.ts";
import { type Words, WordsContext } from "./words/words.ts";

export type AppProps = {
	readonly language: Language<Words>;
	readonly poster: Poster | null;
	readonly session: Session;
	/** Everything that can be reached here, on its way. */
	readonly list: Promise<Reachable>;
	/** Takes everything off the screen and out of memory, at once. */
	readonly wipe: () => void;
};

export function App({ language, poster, session, list, wipe }: AppProps) {
	const navigation = useNavigating({ at: poster === null ? "choose" : "welcome" }, wipe);
	const visit = useVisitState(poster, { session, list }, navigation.place);
	return (
		<LanguageContext.Provider value={language}>
			<WordsContext.Provider value={language.words}>
				<SessionContext.Provider value={session}>
					<VisitContext.Provider value={visit}>
						<NavigationContext.Provider value={navigation}>
							<WayBackContext.Provider value={navigation}>
								<Frame organisation={nameOf(visit)} branding={visit.branding}>
									<PlacePage place={navigation.place} />
								</Frame>
							</WayBackContext.Provider>
						</NavigationContext.Provider>
					</VisitContext.Provider>
				</SessionContext.Provider>
			</WordsContext.Provider>
		</LanguageContext.Provider>
	);
}

function useVisitState(given: Poster | null, { session, list }: Pick<AppProps, "session" | "list">, place: Place): Visit {
	const [poster, choose] = useState(given);
	const [reachable, setReachable] = useState<Visit["reachable"]>(null);
	const branding = useBranding(session, poster, place);
	const secondsLeft = useWordsAhead(session, poster, place);
	const [draft, setDraft] = useState<Draft>(EMPTY);
	const showList = (coming: Promise<Reachable>) => {
		setReachable(null);
		coming.then(setReachable, () => setReachable("failed"));
	};
	const fetchList = useCallback(() => showList(fetchReachable()), []);
	useEffect(() => showList(list), []);
	const [mailbox, showMailbox] = useState<Visit["mailbox"]>(null);
	const fill = useCallback((part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part })), []);
	return { poster, choose, reachable, fetchList, branding, secondsLeft, draft, fill, mailbox, showMailbox };
}

/** The pages that somebody came by, and the way out. */
function useNavigating(first: Place, wipe: () => void): Navigation & { readonly place: Place } {
	const walking = useTrail(first, EXIT, holdsBack);
	const leave = useCallback(() => {
		wipe();
		walking.leaveFor(EXIT);
	}, [wipe, walking]);
	useEffect(() => {
		const onKey = leaveOnEscape(leave, () => performance.now());
		document.addEventListener("keydown", onKey);
		return () => document.removeEventListener("keydown", onKey);
	}, [leave]);
	return useMemo(() => ({ ...walking, leave }), [walking, leave]);
}
