/** A proposal: who made it, who signed it, what it says, and what signing it means. */
import { useContext } from "preact/hooks";
import { LanguageContext } from "../../../shell/language.ts";
import type { OrganisationView, ProposalView } from "../../organisation-view.ts";
import { useWords } from "../words/words.ts";
import { proposalWords } from "./proposal-words.ts";
import { whoWords } from "./who-words.ts";

type BoxProps = {
	readonly view: OrganisationView;
	readonly proposal: ProposalView;
	readonly isBusy: boolean;
	readonly onSign: () => void;
};

export function ProposalBox({ view, proposal, isBusy, onSign }: BoxProps) {
	const spoken = useWords();
	const { organisation: words } = spoken;
	const { tag } = useContext(LanguageContext);
	const { hash, madeAt, proposer, signedBy, maySign } = proposal;
	const { heading, facts, means } = proposalWords(spoken, view, proposal);
	const signers = signedBy.length === 0 ? words.signedByNone : signedBy.map((who) => whoWords(spoken, who)).join("; ");
	const said = [
		...facts,
		[words.proposedBy, whoWords(spoken, proposer)] as const,
		[words.proposedAt, new Date(madeAt).toLocaleString(tag, { dateStyle: "long", timeStyle: "short" })] as const,
		[words.signedBy, signers] as const,
	];
	return (
		<section class={maySign ? "todo" : "next"} aria-labelledby={`proposal-${hash}`}>
			<h3 class="nhsuk-heading-s" id={`proposal-${hash}`}>
				{heading}
			</h3>
			<dl class="letter__facts">
				{said.map(([what, says]) => (
					<div key={`${what} ${says}`}>
						<dt>{what}</dt>
						<dd dir="auto">{says}</dd>
					</div>
				))}
			</dl>
			<p>
				<strong>{words.means}</strong>
			</p>
			{means.map((sentence) => (
				<p key={sentence}>{sentence}</p>
			))}
			{maySign && (
				<button class="nhsuk-button" type="button" aria-disabled={isBusy || undefined} onClick={() => !isBusy && onSign()}>
					{words.sign}
					<span class="nhsuk-u-visually-hidden">{`: ${heading}`}</span>
				</button>
			)}
		</section>
	);
}
