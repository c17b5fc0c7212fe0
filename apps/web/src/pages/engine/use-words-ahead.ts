/** The words of a concern, asked for as soon as somebody starts to write it. */
import { useEffect, useState } from "preact/hooks";
import type { Poster } from "../../raising/poster.ts";
import type { Place } from "../router/place.ts";
import type { Session } from "./session.ts";

/** How many seconds they take still, where that is long; null where they are there, or made in no time. */
export function useWordsAhead(session: Session, poster: Poster | null, { at }: Place): number | null {
	const [left, setLeft] = useState<number | null>(null);
	const isWriting = at === "raise";
	useEffect(() => {
		if (poster === null || !isWriting) return;
		const forget = () => setLeft(null);
		// What fails here is asked for again, and told, when the concern is sent.
		session
			.meet(poster)
			.then(({ organisation }) =>
				session.ask("makeWords", organisation.id, (progress) => typeof progress === "object" && setLeft(progress.secondsLeft)),
			)
			.then(forget, forget);
	}, [poster, isWriting]);
	return left;
}
