/** The quick way out: where it leads, and the key that takes it. */

/** A page that anybody may have open at work. Nothing is loaded from there before somebody leaves. */
export const EXIT = "https://www.bbc.co.uk/weather";

/** Two presses of Esc count as one wish to leave if they come this close together. */
const WITHIN_MS = 1_000;

/** A key handler that calls `leave` on the second Esc. */
export function leaveOnEscape(leave: () => void, now: () => number): (event: Pick<KeyboardEvent, "key" | "repeat">) => void {
	let pressed: number | null = null;
	return ({ key, repeat }) => {
		if (key !== "Escape") {
			pressed = null;
			return;
		}
		if (repeat) return;
		if (pressed !== null && now() - pressed <= WITHIN_MS) return leave();
		pressed = now();
	};
}
