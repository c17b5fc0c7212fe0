/** Two people for the list: who, whether they are tied, and for which days. */
import type { PersonId } from "@answerable/types/id";
import type { PublishedTie } from "@answerable/types/routing";
import { useContext, useState } from "preact/hooks";
import { DateField } from "../../../shell/date-field.tsx";
import { dayTyped, NO_DAY, type TypedDay, typedDayOf } from "../../../shell/day.ts";
import type { Fault } from "../../../shell/error-summary.tsx";
import { LocalForm, Radios, Select } from "../../../shell/field.tsx";
import { LanguageContext } from "../../../shell/language.ts";
import type { OrganisationView } from "../../organisation-view.ts";
import { isFull, type TieFault, tieOf } from "../../ties.ts";
import { Done } from "../done.tsx";
import { localDay } from "../local-day.ts";
import { useWords } from "../words/words.ts";
import { peopleOf, tieWords } from "./tie-words.ts";

type FormProps = {
	readonly view: OrganisationView;
	readonly lines: readonly PublishedTie[];
	readonly onFaults: (faults: readonly Fault[]) => void;
	readonly onAdd: (line: PublishedTie) => void;
};

type Filled = {
	readonly one: PersonId | "";
	readonly other: PersonId | "";
	readonly tie: PublishedTie["tie"] | null;
	readonly from: TypedDay;
	readonly lasts: "open" | "day";
	readonly until: TypedDay;
};

type Wrong = TieFault | "no-until" | "full";

/** Where each fault is. */
const FIELDS: Readonly<Record<Wrong, string>> = {
	"no-one": "one",
	"no-other": "other",
	"same-person": "other",
	"no-tie": "tie",
	"no-day": "from",
	"no-until": "until",
	"ends-before": "until",
	"already-there": "one",
	"says-otherwise": "one",
	full: "one",
};

function emptyOn(from: TypedDay): Filled {
	return { one: "", other: "", tie: null, from, lasts: "open", until: NO_DAY };
}

export function TieForm({ view, lines, onFaults, onAdd }: FormProps) {
	const spoken = useWords();
	const { ties: words } = spoken;
	const empty = emptyOn(typedDayOf(localDay(view.now)));
	const [filled, setFilled] = useState(empty);
	const [wrong, setWrong] = useState<Wrong | null>(null);
	const [done, setDone] = useState<string | null>(null);
	const { tag } = useContext(LanguageContext);
	const fill = (part: Partial<Filled>) => {
		setFilled({ ...filled, ...part });
		// A line that is put on anew, after it was taken off, is told anew.
		setDone(null);
	};
	const errorAt = (field: string) => (wrong !== null && FIELDS[wrong] === field ? words.faults[wrong] : undefined);
	const add = () => {
		const line = lineOf(lines, filled);
		const isWrong = typeof line === "string";
		setWrong(isWrong ? line : null);
		onFaults(isWrong ? [{ field: FIELDS[line], message: words.faults[line] }] : []);
		setDone(isWrong ? null : words.added(tieWords(spoken, view, line, tag)));
		if (isWrong) return;
		onAdd(line);
		setFilled(empty);
	};
	const people = [...peopleOf(spoken, view)].map(([value, label]) => ({ value, label }));
	const person = (field: "one" | "other") => ({
		id: field,
		label: words[field],
		none: words.choose,
		error: errorAt(field),
		choices: people,
		value: filled[field],
		onValue: (value: PersonId | "") => fill({ [field]: value }),
	});
	return (
		<>
			<h2 class="nhsuk-heading-m">{words.add}</h2>
			<Done says={done} />
			<LocalForm onSubmit={add} action={words.addIt}>
				<Select {...person("one")} />
				<Select {...person("other")} />
				<Radios
					id="tie"
					legend={words.tie}
					error={errorAt("tie")}
					choices={(["tied", "cleared"] as const).map((value) => ({ value, label: words.tieChoices[value], hint: words.tieHints[value] }))}
					value={filled.tie}
					onValue={(tie) => fill({ tie })}
				/>
				<Days filled={filled} fill={fill} errorAt={errorAt} />
			</LocalForm>
		</>
	);
}

type DaysProps = {
	readonly filled: Filled;
	readonly fill: (part: Partial<Filled>) => void;
	readonly errorAt: (field: string) => string | undefined;
};

function Days({ filled, fill, errorAt }: DaysProps) {
	const { ties: words } = useWords();
	const day = (id: "from" | "until", legend: string) => (
		<DateField
			id={id}
			legend={legend}
			hint={words.fromHint}
			error={errorAt(id)}
			value={filled[id]}
			onValue={(value) => fill({ [id]: value })}
		/>
	);
	return (
		<>
			{day("from", words.from)}
			<Radios
				id="lasts"
				legend={words.until}
				choices={[
					{ value: "open", label: words.untilChoices.open },
					{ value: "day", label: words.untilChoices.day, more: day("until", words.untilDay) },
				]}
				value={filled.lasts}
				onValue={(lasts) => fill({ lasts })}
			/>
		</>
	);
}

/** The line of what is filled in, or what is wrong with it. */
function lineOf(lines: readonly PublishedTie[], { one, other, tie, from, lasts, until }: Filled): PublishedTie | Wrong {
	const lastDay = lasts === "open" ? null : dayTyped(until);
	const line = tieOf(lines, {
		one: one === "" ? null : one,
		other: other === "" ? null : other,
		tie,
		from: dayTyped(from),
		until: lastDay,
	});
	if (typeof line === "string") return line;
	if (lasts === "day" && lastDay === null) return "no-until";
	return isFull(lines) ? "full" : line;
}
