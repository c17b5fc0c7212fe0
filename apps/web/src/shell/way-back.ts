/** The way to the page before, for whatever shows it. */
import { createContext } from "preact";

export type WayBack = {
	readonly back: () => void;
	/** Whether there is a page to go back to. */
	readonly canGoBack: boolean;
};

export const WayBackContext = createContext<WayBack>({ back: () => undefined, canGoBack: false });
