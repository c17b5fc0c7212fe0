/** What stands on every page on which a root proposes something: what else waits, who has to sign, and what they will read. */

import type { ShownProposal } from "@answerable/types/proposal";
import { FactList, type Facts } from "../../../shell/fact-list.tsx";
import type { OrganisationView } from "../../organisation-view.ts";
import { useWords } from "../words/words.ts";
import { whoWords } from "./who-words.ts";

/** That something else of the same kind waits for its second signature; nothing where none does. */
export function Rival({
	view,
	kind,
	says,
}: {
	readonly view: OrganisationView;
	readonly kind: ShownProposal["kind"];
	readonly says: string;
}) {
	const isThere = view.proposals.some(({ proposal, isOvertaken }) => proposal.kind === kind && !isOvertaken);
	return isThere ? <p class="nhsuk-inset-text">{says}</p> : null;
}

/** The roots who may sign it second. */
export function Signers({ view }: { readonly view: OrganisationView }) {
	const spoken = useWords();
	const { organisation: words } = spoken;
	const others = view.keys.filter(({ isRoot, tenure }) => isRoot && tenure !== view.myRoot);
	return (
		<>
			<h2 class="nhsuk-heading-s">{words.mustSign}</h2>
			<p>{words.mustSignWhat}</p>
			<ul>
				{others.map((key) => (
					<li key={key.tenure}>{whoWords(spoken, { ...key, isMe: key.isMine })}</li>
				))}
			</ul>
		</>
	);
}

/** What is read before it is signed, with what stands on top of it. */
export function ReadBefore({
	heading,
	facts,
	means,
}: {
	readonly heading: string;
	readonly facts: Facts;
	readonly means: readonly string[];
}) {
	return (
		<section class="next">
			<h2 class="nhsuk-heading-s">{heading}</h2>
			<FactList facts={facts} />
			{means.map((sentence) => (
				<p key={sentence}>{sentence}</p>
			))}
		</section>
	);
}
