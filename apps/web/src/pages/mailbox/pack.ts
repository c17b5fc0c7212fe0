/** The record that a reporter takes outside: one file of HTML with nothing to load, made here. Without a word of content, unless it is wanted. */
import { type Evidence, evidenceBlocks } from "@answerable/log/evidence";
import { capital, sentenceOf } from "../../reporter/sentence.ts";
import type { LetterView, MailboxView, StoryEntry } from "../../reporter/view.ts";
import { whenIn } from "../../shell/when.ts";
import type { Words } from "../words/words.ts";
import { findingWords } from "./findings.ts";

/** What is put in beside the chronology. */
export type PackChoice = "concern" | "letters" | "private";

export type Packing = {
	readonly view: MailboxView;
	readonly evidence: Evidence;
	readonly include: readonly PackChoice[];
	readonly words: Words;
	readonly tag: string;
};

/** The file. Every text in it is escaped, and it loads nothing: no script, no picture, no style from elsewhere. */
export function packOf(packing: Packing): string {
	const { words, tag } = packing;
	const { pack } = words.mailbox;
	const parts = [about(packing), chronology(packing), owed(packing), doubts(packing), content(packing), proofs(packing)];
	return `<!doctype html>
<html lang="${escaped(tag)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(pack.title)}</title>
<style>${STYLE}</style>
</head>
<body>
<h1>${escaped(pack.title)}</h1>
${parts.filter((part) => part !== "").join("\n")}
</body>
</html>
`;
}

const STYLE =
	"body{font:16px/1.5 sans-serif;max-width:46em;margin:2em auto;padding:0 1em;color:#212b32}table{border-collapse:collapse;width:100%}td,th{text-align:start;vertical-align:top;border-block-start:1px solid #aaa;padding:.4em .8em .4em 0}pre{white-space:pre-wrap;overflow-wrap:anywhere;font-size:12px}.said{white-space:pre-wrap;overflow-wrap:anywhere;border-inline-start:4px solid #aaa;padding-inline-start:1em}.late{font-weight:bold}";

function about({ view, words, tag }: Packing): string {
	const { pack } = words.mailbox;
	const raised = view.entries[0]?.at ?? view.asOf;
	const rows = [
		[pack.organisation, view.organisation.name],
		[pack.raised, whenIn(raised, { tag, zone: view.zone })],
		[pack.reference, view.caseTag],
	];
	return `<p>${escaped(pack.made(whenIn(view.asOf, { tag, zone: view.zone })))}</p>
${table(rows)}
<h2>${escaped(pack.about)}</h2>
${pack.aboutText.map((sentence) => `<p>${escaped(sentence)}</p>`).join("\n")}`;
}

function chronology({ view, words, tag }: Packing): string {
	const { pack, story } = words.mailbox;
	const rows = view.entries.map((entry) => [whenIn(entry.at, { tag, zone: view.zone }), toldOf(entry, { view, words })]);
	return `<h2>${escaped(pack.chronology)}</h2>\n${table(rows.map(([when = "", what = ""]) => [when, what]))}${
		view.entries.some(({ isTrusted }) => !isTrusted) ? `<p>${escaped(story.untrusted)}</p>` : ""
	}`;
}

/** An entry in one line: what happened, what it claims to answer, and whether it was disputed. */
function toldOf(entry: StoryEntry, { view, words }: Pick<Packing, "view" | "words">): string {
	const { story } = words.mailbox;
	const { claim } = entry;
	const claims =
		claim === null || claim.clocks.length === 0 ? "" : ` ${story.claims} ${claim.clocks.map((clock) => story.clocks[clock]).join(", ")}.`;
	const disputed = claim?.isDisputed === true ? ` ${story.disputed}` : "";
	const doubt = entry.isTrusted ? "" : ` [${story.untrusted}]`;
	return `${capital(sentenceOf(entry, view.roles, words.story))}${claims}${disputed}${doubt}`;
}

/** What is owed, and what is late by the dates of the first day. */
function owed({ view, words, tag }: Packing): string {
	const { pack, next } = words.mailbox;
	const when = (instant: string) => whenIn(instant, { tag, zone: view.zone });
	const rows = view.expected.map(({ clock, due, isOverdue }) => [
		next.clocks[clock],
		`${pack.promisedBy(when(due))}${isOverdue ? ` – ${pack.late}` : ""}`,
	]);
	if (rows.length === 0) return "";
	return `<h2>${escaped(pack.owed)}</h2>\n${table(rows.map(([what = "", by = ""]) => [what, by]))}`;
}

function doubts({ view, words }: Packing): string {
	const sentences = findingWords(view.proofs.findings, words.mailbox.proofs);
	if (sentences.length === 0) return "";
	const list = sentences.map((sentence) => `<li>${escaped(sentence)}</li>`).join("");
	return `<h2>${escaped(words.mailbox.pack.findings)}</h2>\n<ul>${list}</ul>`;
}

function content(packing: Packing): string {
	const { view, include, words, tag } = packing;
	if (include.length === 0) return "";
	const letters = view.entries.flatMap((entry) =>
		entry.letters.filter((letter) => isWanted(entry, letter, include)).map((letter) => ({ entry, letter })),
	);
	const told = letters.map(({ entry, letter }) => {
		const heading = `${whenIn(entry.at, { tag, zone: view.zone })}: ${capital(sentenceOf(entry, view.roles, words.story))}`;
		return `<h3>${escaped(heading)}</h3>\n<p class="said" dir="auto">${escaped(textOf(letter, words))}</p>`;
	});
	return `<h2>${escaped(words.mailbox.pack.content)}</h2>\n${told.join("\n")}`;
}

function isWanted({ happening }: StoryEntry, { compartment, says }: LetterView, include: readonly PackChoice[]): boolean {
	if (typeof says === "string") return false;
	if (compartment === "private") return include.includes("private");
	return include.includes(happening.kind === "raised" ? "concern" : "letters");
}

function textOf({ says }: LetterView, { mailbox: { story }, raise, letter }: Words): string {
	if (typeof says === "string") return letter.unread[says];
	switch (says.kind) {
		case "letter":
			return says.content.text;
		case "feedback":
			return `${story.feedback[says.content.answer]}\n${says.content.text}`;
		case "concern":
			return lines([
				["", says.content.text],
				[story.unit, says.content.unit],
				[story.before, says.content.raisedBefore],
			]);
		case "private":
			return lines([
				["", raise.identity.choices[says.content.how].label],
				[story.name, says.content.name],
				[story.contact, says.content.contact],
			]);
	}
}

function lines(facts: readonly (readonly [string, string])[]): string {
	return facts
		.filter(([, text]) => text !== "")
		.map(([what, text]) => (what === "" ? text : `${what}: ${text}`))
		.join("\n");
}

function proofs({ evidence, words }: Packing): string {
	const { pack } = words.mailbox;
	const blocks = evidenceBlocks(evidence);
	return `<h2>${escaped(pack.proofs)}</h2>\n<p>${escaped(pack.proofText)}</p>\n${blocks.map((block) => `<pre>${escaped(block)}</pre>`).join("\n")}`;
}

function table(rows: readonly (readonly string[])[]): string {
	return `<table>${rows.map(([what = "", says = ""]) => `<tr><th scope="row">${escaped(what)}</th><td>${escaped(says)}</td></tr>`).join("\n")}</table>`;
}

function escaped(text: string): string {
	return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;").replaceAll("'", "&#39;");
}
