/** The one form: how it was told, what any reporter is asked, and nothing more that must be filled in. */
import { useEffect, useState } from "preact/hooks";
import {
	AboutQuestion,
	DangerQuestion,
	DeputyQuestion,
	EarlierQuestion,
	IdentityQuestion,
	InLine,
	KindsQuestion,
	OutsideQuestion,
	PlaceQuestion,
	type QuestionProps,
	WhatQuestion,
	WhichDirector,
	YouQuestions,
} from "../../../raising/questions.tsx";
import { DateField } from "../../../shell/date-field.tsx";
import type { Fault } from "../../../shell/error-summary.tsx";
import { LocalForm, Radios } from "../../../shell/field.tsx";
import { Page } from "../../../shell/page.tsx";
import { useDesk, useEntered } from "../use-desk.ts";
import { useWords } from "../words/words.ts";
import { type Channel, recordFaults } from "./record-form.ts";
import { type Ahead, usePlanAhead } from "./use-plan-ahead.ts";
import type { Recording } from "./use-recording.ts";

export function FormPage({ recording }: { readonly recording: Recording }) {
	const words = useWords();
	const { record, raise } = words;
	const { walking } = useDesk();
	const { filled, fill, today, isKept, mayBeSent, goTo } = recording;
	const [faults, setFaults] = useState<readonly Fault[]>(mayBeSent ? [{ field: null, message: record.mayBeSent }] : []);
	useEffect(() => {
		// Whoever came to change an answer goes on at it.
		const control = goTo.current === null ? null : document.getElementById(goTo.current);
		goTo.current = null;
		control?.focus();
		control?.scrollIntoView({ block: "center" });
	}, []);
	const check = () => {
		const found = recordFaults(filled, words, today);
		setFaults(found);
		if (found.length === 0) walking.go({ at: "record", step: "check" });
	};
	const ahead = usePlanAhead(recording);
	const errorOf = (field: string) => faults.find((fault) => fault.field === field)?.message;
	const asked = { words: raise, draft: filled, fill, errorOf };
	return (
		<Page heading={record.heading} faults={faults}>
			<p>{record.lead}</p>
			<p>
				<strong>{record.clocks}</strong>
			</p>
			{isKept && <p class="nhsuk-inset-text">{record.came}</p>}
			<div class="record">
				<LocalForm onSubmit={check} action={record.check}>
					<HowTold recording={recording} errorOf={errorOf} />
					<p class="nhsuk-hint">{record.readOut}</p>
					<WhatQuestion {...asked} />
					<DangerQuestion {...asked} now={<p>{record.dangerNow}</p>} />
					<KindsQuestion {...asked} />
					<AboutQuestion {...asked} more={<Directors recording={recording} ahead={ahead} />} />
					<IdentityQuestion {...asked} />
					<EarlierQuestion {...asked} />
					<PlaceQuestion {...asked} />
					<Further {...asked} />
					<DeputyQuestion {...asked} />
					{!filled.kinds.includes("personalGrievance") && <OutsideQuestion {...asked} />}
				</LocalForm>
			</div>
			<details class="nhsuk-details">
				<summary class="nhsuk-details__summary">
					<span class="nhsuk-details__summary-text">{record.discard}</span>
				</summary>
				<div class="nhsuk-details__text">
					<p>{record.discardWhat}</p>
					<button class="nhsuk-button nhsuk-button--secondary nhsuk-button--small" type="button" onClick={recording.discard}>
						{record.discard}
					</button>
				</div>
			</details>
		</Page>
	);
}

type ToldProps = { readonly recording: Recording; readonly errorOf: QuestionProps["errorOf"] };

/** Which organisation, where somebody serves several; how, and on which day. */
function HowTold({ recording: { organisations, filled, fill }, errorOf }: ToldProps) {
	const { record: words } = useWords();
	const names = useEntered().organisations;
	const channels = Object.keys(words.channel.choices) as Channel[];
	const day = (
		<DateField
			id="day"
			legend={words.when.day}
			hint={words.when.dayHint}
			error={errorOf("day")}
			value={filled.day}
			onValue={(value) => fill({ day: value })}
		/>
	);
	return (
		<>
			{organisations.length > 1 && (
				<Radios
					id="organisation"
					legend={words.organisation.legend}
					error={errorOf("organisation")}
					choices={organisations.map((value) => ({ value, label: names.get(value) ?? value }))}
					value={filled.organisation}
					onValue={(organisation) => fill({ organisation })}
				/>
			)}
			<Radios
				id="channel"
				legend={words.channel.legend}
				error={errorOf("channel")}
				choices={channels.map((value) => ({ value, label: words.channel.choices[value] }))}
				value={filled.channel}
				onValue={(channel) => fill({ channel })}
			/>
			<Radios
				id="when"
				legend={words.when.legend}
				error={errorOf("when")}
				choices={[
					{ value: "today", label: words.when.choices.today },
					{ value: "earlier", label: words.when.choices.earlier, more: day },
				]}
				value={filled.when}
				onValue={(when) => fill({ when })}
			/>
		</>
	);
}

/** Of a director alone: which one, and who stands in the same line. */
function Directors({ recording: { filled, fill }, ahead }: { readonly recording: Recording; readonly ahead: Ahead }) {
	const words = useWords();
	return (
		<>
			<WhichDirector words={words.raise} draft={filled} fill={fill} holders={ahead.holders} />
			<InLine words={words} draft={filled} fill={fill} roles={ahead.inLine} />
		</>
	);
}

/** Kind of work and characteristics: folded up, since nobody has to say them. */
function Further(asked: QuestionProps) {
	const { record, raise } = useWords();
	const { workerGroup, traits } = asked.draft;
	return (
		<details class="nhsuk-details" open={workerGroup !== "" || traits.length > 0}>
			<summary class="nhsuk-details__summary">
				<span class="nhsuk-details__summary-text">{record.more}</span>
			</summary>
			<div class="nhsuk-details__text">
				<p>{raise.you.intro}</p>
				<YouQuestions {...asked} />
			</div>
		</details>
	);
}
