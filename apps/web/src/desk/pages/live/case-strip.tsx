/** What an open case says by itself: what happened since it was shown, and which colleagues have it open too. */
import type { Role } from "@answerable/types/role";
import { useBriefWhen } from "../../../shell/when.ts";
import type { Choice } from "../engine/protocol.ts";
import type { OpenTold } from "../engine/watch-protocol.ts";
import { useDesk, useEntered } from "../use-desk.ts";
import { useWords } from "../words/words.ts";
import { LiveStrip } from "./live-strip.tsx";
import { besideWords, newsWords } from "./live-words.ts";
import { useLive } from "./use-live.ts";

type CaseStripProps = Choice & {
	/** The case as the page shows it. */
	readonly shown: { readonly zone: string };
	/** Colleagues are told of each other only where both can read it. */
	readonly mayRead: boolean;
	/** What is done here is on its way: it is no news. */
	readonly isBusy: boolean;
	readonly onLook: () => void;
};

export function CaseStrip({ caseTag, tenure, shown, mayRead, isBusy, onLook }: CaseStripProps) {
	const words = useWords();
	const { walking } = useDesk();
	const { told, isCut } = useLive({ caseTag, tenure }, shown);
	const open = told?.open ?? null;
	const news = useNews(open, shown.zone);
	const own = useOwnRole(tenure);
	const isGone = open === "gone";
	const beside = open === null || open === "gone" || own === null ? [] : open.beside;
	return (
		<LiveStrip
			news={isBusy ? null : news}
			beside={own === null ? null : besideWords(beside, own, words)}
			about={mayRead && own !== "external_body" ? words.live.beside.what : ""}
			isCut={isCut}
			action={
				isGone
					? { label: words.shell.today, onPress: () => walking.start({ at: "today" }) }
					: { label: words.live.case.show, onPress: onLook }
			}
		/>
	);
}

function useNews(open: OpenTold | "gone" | null, zone: string): string | null {
	const words = useWords();
	const when = useBriefWhen(zone);
	if (open === null) return null;
	if (open === "gone") return words.live.case.gone;
	return open.news === null ? null : newsWords(open.news, words, when);
}

function useOwnRole(tenure: Choice["tenure"]): Role | null {
	return useEntered().tenures.find((each) => each.tenure === tenure)?.role ?? null;
}
