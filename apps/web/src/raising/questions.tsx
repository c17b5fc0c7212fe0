/** The questions that are asked of a concern, each as one control: the reporter's pages ask them one by one, the desk on one page. */
import type { PrivateContent } from "@answerable/types/content";
import type { PersonId } from "@answerable/types/id";
import type { Role } from "@answerable/types/role";
import type { Subject } from "@answerable/types/routing";
import type { External } from "@answerable/types/statement";
import type { ComponentChildren } from "preact";
import { capital } from "../reporter/sentence.ts";
import { Checkboxes, type Choice, LineField, Radios, Select, TextField } from "../shell/field.tsx";
import type { Draft, Kind, Trait, WorkerGroup } from "./draft.ts";
import { IdentifierHints } from "./identifier-hints.tsx";
import type { RaiseWords, RaisingWords } from "./words.ts";

/** What a question is given. `errorOf` gives what is wrong with a control. */
export type QuestionProps = {
	readonly words: RaiseWords;
	readonly draft: Draft;
	readonly fill: (part: Partial<Draft>) => void;
	readonly errorOf: (field: string) => string | undefined;
	/** The question is the heading of its page. */
	readonly isHeading?: boolean;
};

const KINDS: readonly Kind[] = ["patientSafety", "safeguarding", "detriment", "personalGrievance"];
const WAYS: readonly PrivateContent["how"][] = ["anonymously", "confidentially", "openly"];
const EARLIER = ["no", "answered", "ignored"] as const;
const OUTSIDE: readonly External[] = ["nothing", "existence", "full"];

/** What happened. */
export function WhatQuestion({ words, draft, fill, errorOf, isHeading = false }: QuestionProps) {
	const { what, hints } = words;
	return (
		<>
			<TextField
				id="text"
				label={what.label}
				isHeading={isHeading}
				hint={what.hint}
				error={errorOf("text")}
				rows={10}
				value={draft.text}
				onValue={(text) => fill({ text })}
			/>
			<IdentifierHints words={hints} text={draft.text} onText={(text) => fill({ text })} />
		</>
	);
}

/** Is anyone in danger now: how fast the clocks run. `now`: what to say to whoever says yes. */
export function DangerQuestion({
	words,
	draft,
	fill,
	errorOf,
	isHeading = false,
	now,
}: QuestionProps & { readonly now: ComponentChildren }) {
	const { danger } = words;
	return (
		<Radios
			id="danger"
			legend={danger.legend}
			isHeading={isHeading}
			error={errorOf("danger")}
			choices={[
				{ value: "now", ...danger.choices.now, more: now },
				{ value: "serious", ...danger.choices.serious },
				{ value: "none", ...danger.choices.none },
			]}
			value={draft.danger}
			onValue={(value) => fill({ danger: value })}
		/>
	);
}

/** What kind of thing it is about: together with the danger it says how urgent it is. */
export function KindsQuestion({ words: { kinds }, draft, fill, isHeading = false }: QuestionProps) {
	return (
		<Checkboxes
			id="kinds"
			legend={kinds.legend}
			isHeading={isHeading}
			hint={kinds.hint}
			choices={KINDS.map((value): Choice<Kind> => ({ value, ...kinds.choices[value] }))}
			values={draft.kinds}
			onValues={(values) => fill({ kinds: values })}
		/>
	);
}

/** Whom it is about, by role: they are left out before anything is locked. `more`: what to ask of a director, whom the role alone does not name. */
export function AboutQuestion({
	words,
	draft,
	fill,
	errorOf,
	isHeading = false,
	more,
}: QuestionProps & { readonly more: ComponentChildren }) {
	const { about } = words;
	const subjects = Object.keys(about.choices) as Subject[];
	return (
		<Radios
			id="about"
			legend={about.legend}
			isHeading={isHeading}
			hint={about.hint}
			error={errorOf("about")}
			choices={subjects.map((value) => ({ value, label: about.choices[value], more: value === "other_executive" ? more : undefined }))}
			value={draft.subject}
			onValue={(subject) => fill({ subject, named: [], inLine: [] })}
		/>
	);
}

type NamedRole = keyof RaiseWords["about"]["roles"];
const NAMED: readonly Role[] = ["medical_director", "nursing_director"] satisfies readonly NamedRole[];

type WhichProps = Pick<QuestionProps, "words" | "draft" | "fill"> & {
	readonly holders: readonly { readonly person: PersonId; readonly role: Role }[];
};

/** Which of the directors who could get it. */
export function WhichDirector({ words: { about }, draft, fill, holders }: WhichProps) {
	const directors = holders.filter(({ role }) => NAMED.includes(role));
	if (directors.length === 0) return null;
	return (
		<Checkboxes
			id="which"
			legend={about.which}
			hint={about.whichHint}
			choices={directors.map(({ person, role }) => ({ value: person, label: about.roles[role as NamedRole] }))}
			values={draft.named}
			onValues={(named) => fill({ named })}
		/>
	);
}

type InLineProps = Pick<QuestionProps, "draft" | "fill"> & { readonly words: RaisingWords; readonly roles: readonly Role[] };

/** Who stands in the same reporting line, of the roles that the rules would ask about. */
export function InLine({ words: { raise, story }, draft, fill, roles }: InLineProps) {
	const { about } = raise;
	if (roles.length === 0) return null;
	return (
		<Checkboxes
			id="in-line"
			legend={about.inLine}
			hint={about.inLineHint}
			choices={roles.map((role) => ({ value: role, label: capital(story.roles[role]) }))}
			values={draft.inLine}
			onValues={(inLine) => fill({ inLine })}
		/>
	);
}

/** Anonymous, confidential or open. */
export function IdentityQuestion({ words: { identity }, draft, fill, errorOf, isHeading = false }: QuestionProps) {
	const who = (
		<>
			<LineField id="name" label={identity.name} error={errorOf("name")} value={draft.name} onValue={(name) => fill({ name })} />
			<LineField
				id="contact"
				label={identity.contact}
				hint={identity.contactHint}
				error={errorOf("contact")}
				value={draft.contact}
				onValue={(contact) => fill({ contact })}
			/>
		</>
	);
	return (
		<Radios
			id="how"
			legend={identity.legend}
			isHeading={isHeading}
			hint={identity.hint}
			error={errorOf("how")}
			choices={WAYS.map((value) => ({ value, ...identity.choices[value], more: value === "anonymously" ? undefined : who }))}
			value={draft.how}
			onValue={(how) => fill({ how })}
		/>
	);
}

/** Whether it was raised before, and what came of it. */
export function EarlierQuestion({ words: { earlier }, draft, fill, errorOf, isHeading = false }: QuestionProps) {
	const whom = (
		<LineField
			id="earlier-text"
			label={earlier.text}
			hint={earlier.textHint}
			error={errorOf("earlier-text")}
			value={draft.earlierText}
			onValue={(earlierText) => fill({ earlierText })}
		/>
	);
	return (
		<Radios
			id="earlier"
			legend={earlier.legend}
			isHeading={isHeading}
			error={errorOf("earlier")}
			choices={EARLIER.map((value) => ({ value, ...earlier.choices[value], more: value === "no" ? undefined : whom }))}
			value={draft.earlier}
			onValue={(value) => fill({ earlier: value })}
		/>
	);
}

/** Where it happened. */
export function PlaceQuestion({ words: { place }, draft, fill, errorOf, isHeading = false }: QuestionProps) {
	return (
		<LineField
			id="unit"
			label={place.label}
			isHeading={isHeading}
			hint={place.hint}
			error={errorOf("unit")}
			value={draft.unit}
			onValue={(unit) => fill({ unit })}
		/>
	);
}

/** Kind of work, and characteristics: all of it optional, all of it for the guardian alone. */
export function YouQuestions({ words: { you }, draft, fill }: Pick<QuestionProps, "words" | "draft" | "fill">) {
	const groups = Object.keys(you.groups) as WorkerGroup[];
	const traits = Object.keys(you.traitChoices) as Trait[];
	return (
		<>
			<Select
				id="group"
				label={you.group}
				none={you.groupNone}
				choices={groups.map((value) => ({ value, label: you.groups[value] }))}
				value={draft.workerGroup}
				onValue={(workerGroup) => fill({ workerGroup })}
			/>
			<Checkboxes
				id="traits"
				legend={you.traits}
				hint={you.traitsHint}
				choices={traits.map((value) => ({ value, label: you.traitChoices[value] }))}
				values={draft.traits}
				onValues={(values) => fill({ traits: values })}
			/>
		</>
	);
}

/** Whether the deputy may read what stays with the guardian. */
export function DeputyQuestion({ words: { split }, draft, fill }: Pick<QuestionProps, "words" | "draft" | "fill">) {
	return (
		<Checkboxes
			id="deputy"
			legend={split.deputyLegend}
			choices={[{ value: "deputy", label: split.deputy, hint: split.deputyHint }]}
			values={draft.shareWithDeputy ? ["deputy"] : []}
			onValues={(values) => fill({ shareWithDeputy: values.length > 0 })}
		/>
	);
}

/** What a body outside may be told if nobody inside answers. */
export function OutsideQuestion({ words: { outside }, draft, fill, errorOf, isHeading = false }: QuestionProps) {
	return (
		<Radios
			id="outside"
			legend={outside.legend}
			isHeading={isHeading}
			hint={outside.hint}
			error={errorOf("outside")}
			choices={OUTSIDE.map((value) => ({ value, ...outside.choices[value] }))}
			value={draft.external}
			onValue={(external) => fill({ external })}
		/>
	);
}
