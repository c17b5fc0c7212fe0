/** `npm run tour`: a guardian's week on a fresh deployment, in Chromium, written to `docs/tour` with a picture of each step. */
import { fileURLToPath } from "node:url";
import { openScene } from "../browser/harness/scene.ts";
import { openAlbum } from "./album.ts";
import { walkTheWeek } from "./week.ts";

const DIRECTORY = fileURLToPath(new URL("../../docs/tour", import.meta.url));
const ABOUT = `# A guardian's week

What a Freedom to Speak Up guardian does at the desk, and what a person who spoke up sees of it. \`npm run tour\` walks through it with a
real deployment and a real browser, takes these pictures and writes this page: nothing here is typed by hand.

Everybody and everything is invented, the words on the slip too. Northbrook is the demonstration whose clocks run in seconds where those
of an NHS trust run in days ([clocks](../clocks.md)), so read "8 seconds" as "1 working day".`;

async function tour(): Promise<void> {
	const scene = await openScene("chromium");
	const leave = (): void => void scene.close().then(() => process.exit(130));
	process.once("SIGINT", leave);
	process.once("SIGTERM", leave);
	try {
		const album = openAlbum();
		await walkTheWeek(scene, album);
		album.bind(DIRECTORY, ABOUT);
	} finally {
		await scene.close();
	}
}

await tour();
