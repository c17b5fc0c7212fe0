/** That somebody pressed, for as long as they stay where they pressed. Once the focus is anywhere else they went on by themselves, and it stays with them. */
export type Pressed = {
	readonly press: (button: EventTarget) => void;
	/** Whether somebody pressed and still waits there. It is told once. */
	readonly take: () => boolean;
	readonly stop: () => void;
};

/** Hears where the focus goes on a page, until it is stopped. */
export function hearPresses(page: Pick<EventTarget, "addEventListener" | "removeEventListener">): Pressed {
	let pressed: EventTarget | null = null;
	const onFocus = ({ target }: Event) => {
		if (target !== pressed) pressed = null;
	};
	page.addEventListener("focusin", onFocus);
	return {
		press: (button) => {
			pressed = button;
		},
		take: () => {
			const waits = pressed !== null;
			pressed = null;
			return waits;
		},
		stop: () => page.removeEventListener("focusin", onFocus),
	};
}
