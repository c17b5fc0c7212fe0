/** The desk's entry: takes an invitation out of the address, and shows the first page. */
import { render } from "preact";
import { App } from "./app.tsx";
import { languageFor } from "./words/words.ts";

const root = document.getElementById("app");
if (root === null) throw new Error("The page has no place for us.");

const DESK = "/desk";
const isInvited = location.pathname !== DESK;
const link = isInvited ? location.hash : null;
// An invitation stands neither in the address nor in this tab's history once it is read.
history.replaceState(history.state, "", DESK + location.search);

const language = await languageFor(location.search);
document.documentElement.lang = language.tag;
document.documentElement.dir = language.direction;
document.title = language.words.shell.title;

// A browser may keep a page that was left, to show it again at Back: it gets an empty one, and the engine ends with the page.
addEventListener("pagehide", () => {
	render(null, root);
	document.body.replaceChildren();
});
addEventListener("pageshow", ({ persisted }) => {
	if (persisted) location.reload();
});

render(<App language={language} link={link} />, root);
