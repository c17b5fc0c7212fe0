/** How the organisation shows itself, for as long as the visit is about it. */
import { useEffect, useState } from "preact/hooks";
import type { Poster } from "../../raising/poster.ts";
import type { ShownBranding } from "../../reporter/said.ts";
import { isFirst, type Place } from "../router/place.ts";
import type { Session } from "./session.ts";

type Shown = { readonly poster: Poster; readonly branding: ShownBranding | null };

/**
 * Null until the organisation's keys were fetched and checked, which every page but the first ones asks for: what fails here is asked
 * for again, and told, by the page that needs it.
 */
export function useBranding(session: Session, poster: Poster | null, place: Place): ShownBranding | null {
	const [shown, setShown] = useState<Shown | null>(null);
	useEffect(() => {
		if (poster === null || isFirst(place) || shown?.poster === poster) return;
		let isWanted = true;
		session.meet(poster).then(
			({ branding }) => isWanted && setShown({ poster, branding }),
			() => undefined,
		);
		return () => {
			isWanted = false;
		};
	}, [poster, place.at]);
	return shown?.poster === poster ? shown.branding : null;
}
