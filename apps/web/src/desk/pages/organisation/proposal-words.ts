/** What a proposal says, and what signing it means: one sentence for each thing that somebody has to know before they sign. Pure. */
import { keyHash } from "@answerable/log/key-statement";
import type { PublishedTie } from "@answerable/types/routing";
import { keyNumber, type OrganisationView, type ProposalView, personNumber, type Who } from "../../organisation-view.ts";
import type { Words } from "../words/words.ts";
import { adoptionFacts } from "./adoption-words.ts";
import { whoWords } from "./who-words.ts";

type Said = { readonly heading: string; readonly facts: readonly (readonly [string, string])[]; readonly means: readonly string[] };
export type Spoken = Pick<Words, "organisation" | "shell" | "today">;

/** A proposal in words. */
export function proposalWords(spoken: Spoken, view: OrganisationView, { proposal, about }: ProposalView): Said {
	const { organisation: words, shell } = spoken;
	const said = (who: Who | undefined) => whoWords(spoken, who ?? NOBODY);
	switch (proposal.kind) {
		case "key": {
			const role = shell.roles[proposal.statement.role];
			return {
				heading: words.kinds.key(role),
				facts: [
					[words.number, personNumber(proposal.statement.person)],
					[words.keyNumber, keyNumber(keyHash(proposal.statement))],
				],
				means: [words.meaning.keyFirst, words.meaning.key(role, cooldownWords(words, view.cooldownSeconds))],
			};
		}
		case "key-removal":
			return { heading: words.kinds["key-removal"](said(about[0])), facts: [], means: [words.meaning[proposal.statement.because]] };
		case "root-change":
			return {
				heading: words.kinds["root-change"](said(about[0]), said(about[1])),
				facts: [],
				means: [words.meaning["root-change"]],
			};
		case "policy-adoption": {
			const { policy, adoption } = proposal.statement;
			const changes = words.meaning[adoption === null ? "policy-plain" : "policy-changed"];
			return {
				heading: words.kinds["policy-adoption"](policy),
				facts: adoption === null ? [] : adoptionFacts(spoken, adoption),
				means: [changes, words.meaning["policy-adoption"]],
			};
		}
		case "interests":
			return { heading: words.kinds.interests, facts: tieFacts(spoken, view, proposal.lines), means: [words.meaning.interests] };
		case "branding": {
			const { name, colour, contact } = proposal.branding;
			const facts = [[words.name, name] as const, [words.colour, colour] as const, [words.contact, contact] as const];
			return { heading: words.kinds.branding, facts: facts.filter(([, says]) => says !== ""), means: [words.meaning.branding] };
		}
	}
}

const NOBODY: Who = { person: null, role: null, isMe: false };

/** How long a key waits, in the unit that somebody would say. */
function cooldownWords(words: Words["organisation"], seconds: number): string {
	return seconds < 7_200 ? words.cooldownSeconds(String(seconds)) : words.cooldown(String(Math.round(seconds / 3_600)));
}

/** What the register gains and loses: nobody reads two thousand lines. */
function tieFacts({ organisation: words, shell }: Spoken, { ties, keys }: OrganisationView, lines: readonly PublishedTie[]): Said["facts"] {
	const nameOf = (person: PublishedTie["a"]) => {
		const role = keys.find((key) => key.person === person)?.role;
		return role === undefined ? words.unnamed(personNumber(person)) : words.someone(shell.roles[role], personNumber(person));
	};
	const say = ({ a, b, tie }: PublishedTie) => (tie === "cleared" ? words.cleared(nameOf(a), nameOf(b)) : words.tied(nameOf(a), nameOf(b)));
	const idOf = (line: PublishedTie) => JSON.stringify([line.a, line.b, line.tie, line.from, line.until]);
	const [before, after] = [new Set(ties.map(idOf)), new Set(lines.map(idOf))];
	const added = lines.filter((line) => !before.has(idOf(line))).map((line) => [words.tiesAdded, say(line)] as const);
	const gone = ties.filter((line) => !after.has(idOf(line))).map((line) => [words.tiesGone, say(line)] as const);
	return added.length + gone.length === 0 ? [[words.tiesAdded, words.tiesSame]] : [...added, ...gone];
}
