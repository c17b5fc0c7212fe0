/** All rules, with what is to change on top, and from what they are made. */

import type { NumberPlace } from "@answerable/domain/policy-numbers";
import { useMemo, useRef, useState } from "preact/hooks";
import type { Fault } from "../../../shell/error-summary.tsx";
import { FactList } from "../../../shell/fact-list.tsx";
import { LocalForm, Radios, TextField } from "../../../shell/field.tsx";
import { Page } from "../../../shell/page.tsx";
import type { RuleFault, RuleLine } from "../../rules.ts";
import { Busy } from "../arriving/busy.tsx";
import { useDesk } from "../use-desk.ts";
import { useStillHere } from "../use-still-here.ts";
import { useWords } from "../words/words.ts";
import { Rival } from "./proposing.tsx";
import { differenceFacts, lengthWords, placeWords, type RulesSpoken, ruleName, ruleWords } from "./rules-words.ts";
import type { Drafting, RulesUse } from "./use-rules.ts";

type FormProps = { readonly rules: RulesUse; readonly drafting: Drafting };

export function RulesForm({ rules, drafting }: FormProps) {
	const spoken = useWords();
	const { rules: words } = spoken;
	const { walking } = useDesk();
	const { view, draft, look, reason } = drafting;
	const isStillHere = useStillHere();
	const { longer } = look.adoption;
	const [faults, setFaults] = useState<readonly Fault[]>([]);
	// The same list while nothing new is wrong: a new one would take the focus from whoever types.
	const allFaults = useMemo(() => [...rules.faults, ...faults], [rules.faults, faults]);
	const errorAt = (id: string) => faults.find(({ field }) => field === id)?.message;
	const check = async () => {
		const found = (await rules.change({ ...draft, reason }))?.faults;
		if (found === undefined || !isStillHere()) return;
		setFaults(faultsFor(spoken, found));
		if (found.length === 0) walking.go({ at: "rules", organisation: view.id, step: "check" });
	};
	return (
		<Page heading={words.heading} faults={allFaults}>
			<p>{words.lead}</p>
			<Rival view={view} kind="policy-adoption" says={words.rival} />
			<LocalForm onSubmit={check} action={words.check} isBusy={rules.isLooking}>
				{look.bases.length > 1 && (
					<Radios
						id="base"
						legend={words.base}
						hint={words.baseHint}
						choices={look.bases.map(({ id, title }) => ({ value: id, label: title }))}
						value={draft.base}
						onValue={(base) => rules.change({ base, changes: [], reason })}
					/>
				)}
				<Changed rules={rules} drafting={drafting} />
				<RuleList drafting={drafting} />
				<TextField
					id="reason"
					label={longer.length > 0 ? words.reason : words.reasonShort}
					hint={words.reasonHint}
					error={errorAt("reason")}
					rows={4}
					isShut={rules.isLooking}
					value={reason}
					onValue={rules.write}
				/>
				<Busy isBusy={rules.isLooking} words={words.waiting} />
			</LocalForm>
		</Page>
	);
}

/** What would be another than now. */
function Changed({ rules, drafting: { look } }: FormProps) {
	const spoken = useWords();
	const { rules: words } = spoken;
	const facts = differenceFacts(spoken, look.adoption);
	const heading = useRef<HTMLHeadingElement>(null);
	const undo = () => {
		// The button goes with the changes, and would take the focus with it.
		heading.current?.focus();
		rules.drop();
	};
	return (
		<>
			<section aria-live="polite">
				<h2 class="nhsuk-heading-m" tabIndex={-1} ref={heading}>
					{words.what}
				</h2>
				{facts.length === 0 ? <p>{words.whatNone}</p> : <FactList facts={facts} />}
			</section>
			{rules.isKept && (
				<p>
					<button class="link-button" type="button" onClick={undo}>
						{words.undo}
					</button>
				</p>
			)}
		</>
	);
}

const MORE = ["extension", "pause", "explain", "feedback"];

function RuleList({ drafting: { view, look } }: Pick<FormProps, "drafting">) {
	const { rules: words } = useWords();
	const groups = [
		[words.groups.clock, ["clock"]],
		[words.groups.rung, ["rung"]],
		[words.groups["acknowledge-within"], ["acknowledge-within"]],
		[words.groups.more, MORE],
	] as const;
	return (
		<>
			{groups.map(([heading, kinds]) => {
				const lines = look.lines.filter(({ place }) => kinds.some((kind) => kind === place.kind));
				const names = [...new Set(lines.map(({ place }) => ruleName(place)))];
				const isChanged = lines.some(({ now, drafted }) => JSON.stringify(now) !== JSON.stringify(drafted));
				return (
					<details key={heading} class="nhsuk-details" open={isChanged || heading === words.groups.clock}>
						<summary class="nhsuk-details__summary">
							<span class="nhsuk-details__summary-text">{heading}</span>
						</summary>
						<dl class="nhsuk-summary-list">
							{names.map((name) => (
								<RuleRow key={name} name={name} view={view} lines={lines.filter(({ place }) => ruleName(place) === name)} />
							))}
						</dl>
					</details>
				);
			})}
		</>
	);
}

type RowProps = { readonly name: string; readonly view: Drafting["view"]; readonly lines: readonly RuleLine[] };

function RuleRow({ name, view, lines }: RowProps) {
	const spoken = useWords();
	const { rules: words } = spoken;
	const { walking } = useDesk();
	const [first] = lines;
	if (first === undefined) return null;
	const rule = ruleWords(spoken, first.place);
	return (
		<div class="nhsuk-summary-list__row">
			<dt class="nhsuk-summary-list__key">{rule}</dt>
			<dd class="nhsuk-summary-list__value">
				{saysFor(spoken, lines).map((says) => (
					<p key={says}>{says}</p>
				))}
			</dd>
			<dd class="nhsuk-summary-list__actions">
				<button
					class="link-button"
					type="button"
					id={idOf(first.place)}
					onClick={() => walking.go({ at: "rules", organisation: view.id, step: { rule: name } })}
				>
					{words.edit}
					<span class="nhsuk-u-visually-hidden">{`: ${rule}`}</span>
				</button>
			</dd>
		</div>
	);
}

/** How long, for each urgency; once if it is the same for all. */
function saysFor(spoken: RulesSpoken, lines: readonly RuleLine[]): readonly string[] {
	const lengths = lines.map(({ place, drafted }) => lengthWords(spoken, place, drafted));
	const [first = ""] = lengths;
	if (lengths.length > 1 && lengths.every((each) => each === first)) return [spoken.rules.always(first)];
	return lines.map(({ place }, index) =>
		"severity" in place ? spoken.rules.of(spoken.today.severities[place.severity], lengths[index] ?? "") : first,
	);
}

/** The button that leads to a rule, so that an error can lead to it too. */
function idOf(place: NumberPlace): string {
	return `rule-${ruleName(place).replaceAll(" ", "-")}`;
}

/** What is wrong with a draft, once for each rule. */
function faultsFor(spoken: RulesSpoken, found: readonly RuleFault[]): readonly Fault[] {
	const { faults } = spoken.rules;
	const said = found.map((fault): Fault => {
		if (fault.kind !== "number") return { field: fault.kind.startsWith("reason") ? "reason" : null, message: faults[fault.kind] };
		const { kind } = fault.place;
		const words = faults[kind === "rung" || kind === "extension" || kind === "pause" ? kind : "clock"];
		return { field: idOf(fault.place), message: words(placeWords(spoken, fault.place)) };
	});
	return said.filter(({ message }, index) => said.findIndex((other) => other.message === message) === index);
}
