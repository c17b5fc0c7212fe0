/** Leaving, step by step: the cases, what only I can open, my place as a root, and the end of my key. */
import type { TenureId } from "@answerable/types/id";
import { Page } from "../../../shell/page.tsx";
import type { KeyView, OrganisationView } from "../../organisation-view.ts";
import { personNumber } from "../../short-number.ts";
import { Busy } from "../arriving/busy.tsx";
import { RootChangeForm } from "../organisation/root-change-form.tsx";
import { useDesk } from "../use-desk.ts";
import { useLook } from "../use-look.ts";
import { useWords } from "../words/words.ts";
import { GivingStep } from "./giving-step.tsx";
import { useMyPost } from "./my-post.ts";
import { Trust } from "./trust.tsx";

export function LeavingPage({ tenure }: { readonly tenure: TenureId }) {
	const { turnover: words, shell } = useWords();
	const post = useMyPost(tenure);
	const { ask } = useDesk();
	const { shown, look, isLooking, faults } = useLook(() => ask("organisation", post.organisation));
	const mine = shown?.view.keys.find((key) => key.tenure === tenure) ?? null;
	return (
		<Page heading={words.leaving.heading} faults={faults}>
			<Busy isBusy={isLooking && shown === null} words={shell.loading} />
			{shown !== null && mine === null && <p>{words.leaving.ended}</p>}
			{shown !== null && mine !== null && (
				<>
					<p>{words.leaving.lead}</p>
					<ol class="steps">
						<li>
							<GivingStep post={post} view={shown.view} onGiven={look} />
						</li>
						<li>
							<AloneStep mine={mine} />
						</li>
						{mine.isRoot && (
							<li>
								<RootStep mine={mine} view={shown.view} onProposed={look} />
							</li>
						)}
						<li>
							<EndStep mine={mine} />
						</li>
					</ol>
					<Trust roots={shown.view.fingerprint} />
				</>
			)}
		</Page>
	);
}

function AloneStep({ mine: { alone } }: { readonly mine: KeyView }) {
	const { leaving: words } = useWords().turnover;
	return (
		<>
			<h2 class="nhsuk-heading-m">{words.alone}</h2>
			<p>{alone === 0 ? words.aloneNone : words.aloneSome(alone)}</p>
			{alone > 0 && <p>{words.aloneHow}</p>}
		</>
	);
}

type RootProps = { readonly mine: KeyView; readonly view: OrganisationView; readonly onProposed: () => void };

function RootStep({ mine, view, onProposed }: RootProps) {
	const { leaving: words } = useWords().turnover;
	const isProposed = view.proposals.some(({ proposal }) => proposal.kind === "root-change" && proposal.statement.out === mine.sign);
	return (
		<>
			<h2 class="nhsuk-heading-m">{words.root}</h2>
			<p>{words.rootWhat}</p>
			{isProposed ? (
				<p>{words.rootWaits}</p>
			) : (
				<RootChangeForm view={view} out={mine.sign} legend={words.rootWho} action={words.rootAction} onProposed={onProposed} />
			)}
		</>
	);
}

function EndStep({ mine: { alone, isRoot, person } }: { readonly mine: KeyView }) {
	const { leaving: words } = useWords().turnover;
	return (
		<>
			<h2 class="nhsuk-heading-m">{words.end}</h2>
			{(alone > 0 || isRoot) && (
				<p>
					<strong>{words.endNot}</strong>
				</p>
			)}
			<p>{words.endHow}</p>
			<p>
				{words.endAsk} <strong>{personNumber(person)}</strong>
			</p>
		</>
	);
}
