/** The whole product with browsers in front of it. */
import { openStage, type Stage } from "../../stage/stage.ts";
import { type BrowserName, type OpenBrowser, openBrowser } from "./browsers.ts";
import { openTap, type Tap } from "./tap.ts";

/** An onion service that nobody runs: the pages tell of it where one is configured. */
export const ONION = `http://${"a2".repeat(28)}.onion`;

export type Scene = {
	readonly stage: Stage;
	readonly tap: Tap;
	readonly opened: OpenBrowser;
	/** The address of an organisation's poster. */
	readonly poster: (slug: string) => string;
	readonly close: () => Promise<void>;
};

/** Starts a deployment, a tap and a browser. */
export async function openScene(name: BrowserName, preferences: Readonly<Record<string, unknown>> = {}): Promise<Scene> {
	const stage = await openStage({ environment: { ANSWERABLE_ONION: ONION } });
	const tap = await openTap();
	const opened = await openBrowser(name, tap, preferences);
	return {
		stage,
		tap,
		opened,
		poster: (slug) => {
			const roots = stage.credentials.organisations.find((each) => each.slug === slug)?.roots;
			return `${stage.origin}/#${slug}.${roots}`;
		},
		close: async () => {
			await opened.end();
			opened.forget();
			await tap.close();
			await stage.close();
		},
	};
}
