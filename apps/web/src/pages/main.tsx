/** The reporter's entry: reads what the address says, takes it out of the address, and shows the first page. */
import { render } from "preact";
import { readPoster } from "../raising/poster.ts";
import { App } from "./app.tsx";
import { openSession } from "./engine/session.ts";
import { fetchReachable } from "./start/reachable.ts";
import { languageFor } from "./words/words.ts";

const root = document.getElementById("app");
if (root === null) throw new Error("The page has no place for us.");

const poster = readPoster(location.hash);
// What a poster says stands neither in the address nor in this tab's history once it is read.
history.replaceState(history.state, "", location.pathname + location.search);

// Asked for before anything is drawn, since somebody waits for it.
const list = fetchReachable();
list.catch(() => undefined);

const language = await languageFor(location.search);
document.documentElement.lang = language.tag;
document.documentElement.dir = language.direction;
document.title = language.words.shell.title;

const session = openSession();

/** Takes everything off the screen and out of memory. */
function wipe(): void {
	if (root !== null) render(null, root);
	document.body.replaceChildren();
	session.end();
}

// A browser may keep a page that was left, to show it again at Back: it gets an empty one.
addEventListener("pagehide", wipe);
addEventListener("pageshow", ({ persisted }) => {
	if (persisted) location.reload();
});

render(<App language={language} poster={poster} session={session} list={list} wipe={wipe} />, root);
