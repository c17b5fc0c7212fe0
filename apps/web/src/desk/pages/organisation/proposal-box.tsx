/** A proposal: who made it, who signed it, what it says, and what signing it means. */

import { useContext } from "preact/hooks";
import { FactList } from "../../../shell/fact-list.tsx";
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
	/** Says that I will not sign it, or takes back what is mine. */
	readonly onDecline: () => void;
};

export function ProposalBox({ view, proposal, isBusy, onSign, onDecline }: BoxProps) {
	const spoken = useWords();
	const { organisation: words } = spoken;
	const { tag } = useContext(LanguageContext);
	const { hash, madeAt, proposer, signedBy, declinedBy, isForMe, isOvertaken } = proposal;
	const { heading, facts, means } = proposalWords(spoken, view, proposal, tag);
	const signers = signedBy.length === 0 ? words.signedByNone : signedBy.map((who) => whoWords(spoken, who)).join("; ");
	const said = [
		...facts,
		[words.proposedBy, whoWords(spoken, proposer)] as const,
		[words.proposedAt, new Date(madeAt).toLocaleString(tag, { dateStyle: "long", timeStyle: "short" })] as const,
		[words.signedBy, signers] as const,
		...(declinedBy.length === 0 ? [] : [[words.declinedBy, declinedBy.map((who) => whoWords(spoken, who)).join("; ")] as const]),
	];
	return (
		<section class={isForMe ? "todo" : "next"} aria-labelledby={`proposal-${hash}`}>
			<h3 class="nhsuk-heading-s" id={`proposal-${hash}`}>
				{heading}
			</h3>
			<FactList facts={said} />
			{isOvertaken ? (
				<p>{words.overtaken}</p>
			) : (
				<>
					<p>
						<strong>{words.means}</strong>
					</p>
					{means.map((sentence) => (
						<p key={sentence}>{sentence}</p>
					))}
				</>
			)}
			<Choices proposal={proposal} heading={heading} isBusy={isBusy} onSign={onSign} onDecline={onDecline} />
		</section>
	);
}

type ChoicesProps = Omit<BoxProps, "view"> & { readonly heading: string };

/** What I can do about it. */
function Choices({ proposal, heading, isBusy, onSign, onDecline }: ChoicesProps) {
	const { organisation: words } = useWords();
	const { maySign, isForMe, mayDecline, isMine, isOvertaken } = proposal;
	const which = <span class="nhsuk-u-visually-hidden">{`: ${heading}`}</span>;
	return (
		<>
			{isMine && isOvertaken && <p>{words.overtakenMine}</p>}
			{maySign && !isForMe && <p>{words.declinedMine}</p>}
			<div class="choices">
				{maySign && (
					<button class="nhsuk-button" type="button" aria-disabled={isBusy || undefined} onClick={() => !isBusy && onSign()}>
						{words.sign}
						{which}
					</button>
				)}
				{(mayDecline || isMine) && (
					<button
						class="nhsuk-button nhsuk-button--secondary"
						type="button"
						aria-disabled={isBusy || undefined}
						onClick={() => !isBusy && onDecline()}
					>
						{isMine ? words.takeBack : words.decline}
						{which}
					</button>
				)}
			</div>
		</>
	);
}
