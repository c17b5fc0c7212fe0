/** What a proposal says, and what signing it means: one sentence for each thing that somebody has to know before they sign. Pure. */
import { keyHash } from "@answerable/log/key-statement";
import type { OrganisationView, ProposalView, Who } from "../../organisation-view.ts";
import { keyNumber, personNumber } from "../../short-number.ts";
import type { Words } from "../words/words.ts";
import { adoptionWords } from "./rules-words.ts";
import { tieFacts } from "./tie-words.ts";
import { whoWords } from "./who-words.ts";

type Said = { readonly heading: string; readonly facts: readonly (readonly [string, string])[]; readonly means: readonly string[] };
export type Spoken = Pick<Words, "organisation" | "shell" | "today" | "rules" | "ties">;

/** A proposal in words; `tag`: the language in which days are written. */
export function proposalWords(spoken: Spoken, view: OrganisationView, { proposal, about, adoption }: ProposalView, tag: string): Said {
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
		case "policy-adoption":
			return adoption === null ? { heading: words.kinds.rulesOfNone, facts: [], means: [] } : adoptionWords(spoken, adoption);
		case "interests":
			return {
				heading: words.kinds.interests,
				facts: tieFacts(spoken, view, { lines: proposal.lines, tag }),
				means: [words.meaning.interests],
			};
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
