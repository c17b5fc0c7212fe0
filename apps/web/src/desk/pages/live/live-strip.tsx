/**
 * The line of an open page that says that something is new. Its place is kept free, so that nothing on the page moves when it is filled:
 * whoever types, or is about to press something, is told, and not disturbed.
 */
import { useEffect, useRef } from "preact/hooks";
import { useWords } from "../words/words.ts";
import { hearPresses, type Pressed } from "./pressed.ts";

type StripProps = {
	/** What is new; null for nothing. */
	readonly news: string | null;
	/** Who else is here; null for nobody, and where nobody is told of. */
	readonly beside?: string | null;
	/** What somebody should know about being told of. */
	readonly about?: string;
	/** The server cannot be asked just now. */
	readonly isCut: boolean;
	readonly action: { readonly label: string; readonly onPress: () => void };
};

export function LiveStrip({ news, beside = null, about, isCut, action }: StripProps) {
	const { live: words } = useWords();
	const pressed = useRef<Pressed | null>(null);
	useEffect(() => {
		const heard = hearPresses(document);
		pressed.current = heard;
		return heard.stop;
	}, []);
	useEffect(() => {
		// The button goes with the news: whoever pressed it goes on at what is new, or at the top.
		if (news !== null || pressed.current?.take() !== true) return;
		const place = document.querySelector<HTMLElement>(".story__entry--new") ?? document.querySelector<HTMLElement>("h1");
		place?.focus();
	}, [news]);
	const press = ({ currentTarget }: { readonly currentTarget: EventTarget }) => {
		pressed.current?.press(currentTarget);
		action.onPress();
	};
	// Heard from the place that tells of news, which is there before; what stands in sight is not read out once more.
	const isCutNow = isCut && news === null;
	return (
		<div class={`live${about === undefined ? "" : " live--case"}${news === null ? "" : " live--new"}`}>
			<div class="live__box">
				<div class="live__row">
					<div role="status">
						{news !== null && <p class="live__news">{news}</p>}
						{isCutNow && <span class="nhsuk-u-visually-hidden">{words.cut}</span>}
					</div>
					{news !== null && (
						<button class="nhsuk-button nhsuk-button--small live__show" type="button" onClick={press}>
							{action.label}
						</button>
					)}
				</div>
				<div role="status">{beside !== null && <p class="live__beside">{beside}</p>}</div>
				{news === null && (
					<p class="live__quiet">
						{isCutNow ? <span aria-hidden="true">{words.cut}</span> : words.quiet} {about}
					</p>
				)}
			</div>
		</div>
	);
}
