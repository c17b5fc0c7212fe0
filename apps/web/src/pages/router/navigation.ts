/** How a page goes to another. */
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Walking } from "../../shell/use-trail.ts";
import type { Place } from "./place.ts";

export type Navigation = Omit<Walking<Place>, "place" | "leaveFor"> & {
	/** Leaves the site at once, without a trace in this tab. */
	readonly leave: () => void;
};

const NOWHERE: Navigation = {
	go: () => undefined,
	swap: () => undefined,
	start: () => undefined,
	back: () => undefined,
	canGoBack: false,
	leave: () => undefined,
};

export const NavigationContext = createContext<Navigation>(NOWHERE);

/** Navigation for a component. */
export function useNavigation(): Navigation {
	return useContext(NavigationContext);
}
