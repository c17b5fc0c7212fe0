/** The plain page at `/api`: every route, what it may refuse, and who may do what. */
import type { Operation } from "./operation.ts";
import { OPERATIONS } from "./operations.ts";
import { htmlOf, pageOf } from "./page.ts";
import { PERMISSIONS, type Permission, type Permit, STANDINGS, type Standing } from "./permission.ts";
import { problemOf } from "./problem.ts";

const STANDING_NAMES = Object.keys(STANDINGS) as readonly Standing[];

/** The page. Everything on it is ours. */
export function referencePage(): string {
	const sections = [...new Set(OPERATIONS.map(({ section }) => section))];
	return pageOf(
		"Answerable: every route",
		`<h1>Every route</h1>
<p>What this server answers, and to whom. The same for machines, with every schema: <a href="/openapi.json">/openapi.json</a> (OpenAPI 3.1). What is running: <a href="/status">its state</a>.</p>
<p>A refusal is a problem (RFC 9457) whose <code>code</code> never changes its meaning. Besides those named, every route that asks the database may answer 500 for a fault of ours.</p>
<ul>
${sections.map((section) => `<li><a href="#${section.toLowerCase()}">${section}</a></li>`).join("\n")}
<li><a href="#permissions">Who may do what</a></li>
</ul>
${sections
	.map(
		(section) =>
			`<h2 id="${section.toLowerCase()}">${section}</h2>\n${OPERATIONS.filter((one) => one.section === section)
				.map(operationHtml)
				.join("\n")}`,
	)
	.join("\n")}
${permissionsHtml()}`,
	);
}

function operationHtml({ id, method, path, summary, about, parameters, sent, answers, refusals }: Operation): string {
	const takes = [
		...parameters.map((one) => `<code>${one.name}</code> (${one.in}${one.required ? "" : ", may be left out"}): ${proseOf(one.about)}`),
		...(sent === null ? [] : [`<code>${sent.media}</code>: ${proseOf(sent.about)}`]),
	];
	const gives = answers.map((answer) => `${answer.status}: ${proseOf(answer.about)}`);
	const refuses = refusals.map((code) => `${problemOf(code).status} <code>${code}</code>: ${htmlOf(problemOf(code).title)}.`);
	return `<h3 id="${id}"><code>${method.toUpperCase()} ${htmlOf(path)}</code></h3>
<p><strong>${htmlOf(summary)}.</strong> ${proseOf(about)}</p>
<dl>
${[...entry("Takes", takes), ...entry("Answers", gives), ...entry("Refuses", refuses)].join("\n")}
</dl>`;
}

function entry(term: string, lines: readonly string[]): readonly string[] {
	return lines.length === 0 ? [] : [`<dt>${term}</dt>`, ...lines.map((line) => `<dd>${line}</dd>`)];
}

function permissionsHtml(): string {
	return `<h2 id="permissions">Who may do what</h2>
<p>A role alone gives nobody sight of a case: it says on which rung of the ladder somebody stands, and the case reaches them, or does not. So the columns tell where somebody stands. Whoever may not know of a case is told the same as for one that does not exist.</p>
<div class="wide" role="region" aria-labelledby="permissions" tabindex="0">
<table>
<thead><tr><th scope="col">Route</th>${STANDING_NAMES.map((name) => `<th scope="col">${htmlOf(STANDINGS[name])}</th>`).join("")}</tr></thead>
<tbody>
${PERMISSIONS.map(permissionHtml).join("\n")}
</tbody>
</table>
</div>`;
}

function permissionHtml(permission: Permission): string {
	const { operation, act, standings, except } = permission;
	const found = OPERATIONS.find(({ id }) => id === operation);
	if (found === undefined) throw new Error(`There is no operation ${operation}.`);
	const name = `<a href="#${operation}">${htmlOf(`${found.method.toUpperCase()} ${found.path}`)}</a>${act === null ? "" : `: ${act}`}`;
	const exceptions = Object.entries(except).map(([role, permit]) => `; ${role.replaceAll("_", " ")}: ${permitHtml(permit)}`);
	const cells = STANDING_NAMES.map((standing) => `${permitHtml(standings[standing])}${standing === "content" ? exceptions.join("") : ""}`);
	return `<tr><th scope="row">${name}</th>${cells.map((cell) => `<td>${cell}</td>`).join("")}</tr>`;
}

function permitHtml(permit: Permit): string {
	if (permit === "yes") return "yes";
	return permit === "own" ? "yes, their own" : `<span class="no">${problemOf(permit).status} ${permit}</span>`;
}

/** Our own sentences, with code between backticks. */
function proseOf(text: string): string {
	return htmlOf(text).replaceAll(/`([^`]+)`/g, "<code>$1</code>");
}
