/** The plain page at `/status`: what is running. */
import { htmlOf, pageOf } from "./page.ts";
import type { Part } from "./status.ts";

const VERDICT: Readonly<Record<Part["state"], string>> = { well: "Well.", wanting: "Look at this.", unwell: "Not well." };

/** The page. Everything on it is ours: no request and no name of a person reaches it. */
export function statusPage(parts: readonly Part[]): string {
	const rows = parts.map(
		({ name, state, says }) => `<dt>${htmlOf(name)}</dt><dd${state === "well" ? "" : ' class="no"'}>${VERDICT[state]} ${htmlOf(says)}</dd>`,
	);
	return pageOf(
		"Answerable",
		`<h1>Answerable</h1>
<p>Every concern gets an answer, or it goes up.</p>
<h2>What is running here</h2>
<dl>
${rows.join("\n")}
</dl>
<p>For machines: <a href="/healthz">/healthz</a>, <a href="/readyz">/readyz</a>, <a href="/api/organisations">/api/organisations</a>, <a href="/log/checkpoint">/log/checkpoint</a>. For whoever writes a client: <a href="/api">every route</a>.</p>`,
	);
}
