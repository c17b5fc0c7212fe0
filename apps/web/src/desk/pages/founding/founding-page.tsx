/** A new organisation, for one of the three who begin it: a key, a number that is read out, two signatures. */
import type { OrganisationId } from "@answerable/types/id";
import { useEffect, useState } from "preact/hooks";
import { failureOf } from "../../../shell/engine.ts";
import type { Fault } from "../../../shell/error-summary.tsx";
import { Page } from "../../../shell/page.tsx";
import { Busy } from "../arriving/busy.tsx";
import type { FoundingShown } from "../engine/protocol.ts";
import { failureWords } from "../failure-words.ts";
import { useDesk } from "../use-desk.ts";
import { useWords } from "../words/words.ts";
import { FingerprintOf } from "./fingerprint-of.tsx";
import { ReadOutStep } from "./read-out-step.tsx";

type Looked = { readonly founding: FoundingShown | null };

export function FoundingPage({ organisation }: { readonly organisation: OrganisationId }) {
	const { founding: words, trouble } = useWords();
	const { ask } = useDesk();
	const [looked, setLooked] = useState<Looked | null>(null);
	const [isBusy, setBusy] = useState(false);
	const [faults, setFaults] = useState<readonly Fault[]>([]);
	const show = async (asked: Promise<FoundingShown | null>) => {
		setBusy(true);
		setFaults([]);
		try {
			setLooked({ founding: await asked });
		} catch (error) {
			setFaults([{ field: null, message: failureWords(trouble, failureOf(error)) }]);
		}
		setBusy(false);
	};
	const look = () => void show(ask("founding", organisation));
	useEffect(look, []);
	const founding = looked?.founding ?? null;
	return (
		<Page heading={words.heading} faults={faults}>
			{looked !== null && founding === null && <Begun />}
			{founding !== null && (
				<>
					<p>{words.lead}</p>
					<Facts founding={founding} />
					<Three founding={founding} isBusy={isBusy} onLook={look} />
					{founding.step === "key" && <KeyStep founding={founding} isBusy={isBusy} onMade={(asked) => void show(asked)} />}
					{founding.step === "wait" && (
						<>
							<h2 class="nhsuk-heading-m">{words.waitHeading}</h2>
							<p>{words.wait}</p>
						</>
					)}
					{founding.step === "read" && (
						<ReadOutStep founding={founding} onFault={setFaults} onSigned={(next) => setLooked({ founding: next })} />
					)}
					{founding.step === "signed" && <Signed founding={founding} />}
				</>
			)}
		</Page>
	);
}

function Facts({ founding: { name, odsCode, policy, bodies, role } }: { readonly founding: FoundingShown }) {
	const { founding: words, shell } = useWords();
	const facts = [
		[words.name, name],
		...(odsCode === null ? [] : [[words.code, odsCode]]),
		...(policy === null ? [] : [[words.policy, policy]]),
		[words.bodies, bodies.length === 0 ? words.noBodies : bodies.map(words.body).join(" ")],
		[words.post, shell.roles[role]],
	];
	return (
		<dl class="nhsuk-summary-list">
			{facts.map(([what, says]) => (
				<div key={what} class="nhsuk-summary-list__row">
					<dt class="nhsuk-summary-list__key">{what}</dt>
					<dd class="nhsuk-summary-list__value">{says}</dd>
				</div>
			))}
		</dl>
	);
}

type ThreeProps = { readonly founding: FoundingShown; readonly isBusy: boolean; readonly onLook: () => void };

function Three({ founding: { posts }, isBusy, onLook }: ThreeProps) {
	const { founding: words, shell } = useWords();
	return (
		<>
			<h2 class="nhsuk-heading-m">{words.threeHeading}</h2>
			<ul class="nhsuk-list nhsuk-list--bullet">
				{posts.map(({ role, isMine, state }) => (
					<li key={role}>
						<strong>{isMine ? `${shell.roles[role]} (${words.you})` : shell.roles[role]}</strong>
						{`: ${words.states[state]}`}
					</li>
				))}
			</ul>
			<p>
				<button class="link-button" type="button" onClick={onLook} aria-disabled={isBusy || undefined}>
					{isBusy ? words.looking : words.look}
				</button>
			</p>
		</>
	);
}

type KeyProps = {
	readonly founding: FoundingShown;
	readonly isBusy: boolean;
	readonly onMade: (asked: Promise<FoundingShown | null>) => void;
};

function KeyStep({ founding: { organisation, role }, isBusy, onMade }: KeyProps) {
	const { founding: words } = useWords();
	const { ask } = useDesk();
	return (
		<>
			<h2 class="nhsuk-heading-m">{words.keyHeading}</h2>
			<p>{words.keyWhat}</p>
			<button
				class="nhsuk-button"
				type="button"
				aria-disabled={isBusy || undefined}
				onClick={() => (isBusy ? undefined : onMade(ask("makeFirstKey", { organisation, role })))}
			>
				{words.makeKey}
			</button>
			<Busy isBusy={isBusy} words={words.making} />
		</>
	);
}

function Signed({ founding: { fingerprint } }: { readonly founding: FoundingShown }) {
	const { founding: words } = useWords();
	return (
		<>
			<h2 class="nhsuk-heading-m">{words.signedHeading}</h2>
			<div class="done" role="status">
				<p>{words.signed}</p>
			</div>
			<FingerprintOf fingerprint={fingerprint} />
			<p>{words.poster}</p>
		</>
	);
}

function Begun() {
	const { founding: words } = useWords();
	const { signOut } = useDesk();
	return (
		<>
			<p role="status">{words.begun}</p>
			<button class="nhsuk-button" type="button" onClick={() => void signOut()}>
				{words.signOut}
			</button>
		</>
	);
}
