/** The page for a browser without script: why it cannot work, and every other way. Written into the HTML when it is built. */
import type { Words } from "../words/words.ts";

/** HTML for `noscript`. */
export function withoutScript({ withoutScript: words, routes }: Words): string {
	const list = (ways: Words["routes"]["danger"]) =>
		`<ul class="nhsuk-list">${ways.map(({ what, who }) => `<li><strong>${escaped(what)}.</strong> ${escaped(who)}</li>`).join("")}</ul>`;
	return `<main class="nhsuk-width-container nhsuk-main-wrapper">
<h1>${escaped(words.heading)}</h1>
<p>${escaped(words.why)}</p>
<p>${escaped(words.what)}</p>
<h2>${escaped(routes.dangerHeading)}</h2>
<p>${escaped(routes.dangerIntro)}</p>
${list(routes.danger)}
<h2>${escaped(routes.otherHeading)}</h2>
<p>${escaped(routes.otherIntro)}</p>
${list(routes.other)}
</main>`;
}

/** Text as HTML. */
export function escaped(text: string): string {
	return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
