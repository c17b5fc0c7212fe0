/** Form controls as the service manual has them. None is remembered or sent to a spelling service by the browser. */
import type { ComponentChildren } from "preact";
import { useCommonWords } from "./language.ts";

/** Keeps browsers from remembering or filling in, and from sending what is typed to a spelling service. */
const UNREMEMBERED = { autocomplete: "off", spellcheck: false, autoCorrect: "off" } as const;

type Labelled = { readonly id: string; readonly label: string; readonly hint?: string | undefined; readonly error?: string | undefined };

const describedBy = ({ id, hint, error }: Labelled) =>
	[hint === undefined ? null : `${id}-hint`, error === undefined ? null : `${id}-error`].filter((each) => each !== null).join(" ") ||
	undefined;

function Told({ id, hint, error }: Labelled) {
	const { problem } = useCommonWords().shell;
	return (
		<>
			{hint !== undefined && (
				<div class="nhsuk-hint" id={`${id}-hint`}>
					{hint}
				</div>
			)}
			{error !== undefined && (
				<span class="nhsuk-error-message" id={`${id}-error`}>
					<span class="nhsuk-u-visually-hidden">{`${problem}: `}</span>
					{error}
				</span>
			)}
		</>
	);
}

const groupClass = (error: string | undefined) => `nhsuk-form-group${error === undefined ? "" : " nhsuk-form-group--error"}`;

type TextProps = Labelled & { readonly value: string; readonly onValue: (value: string) => void; readonly isHeading?: boolean };

/** What a line is for, where a browser may help to fill it in. */
type LineProps = TextProps & { readonly purpose?: "username" | "one-time-code" };

function Label({ id, label, isHeading = false }: { readonly id: string; readonly label: string; readonly isHeading?: boolean }) {
	const element = (
		<label class={`nhsuk-label${isHeading ? " nhsuk-label--l" : ""}`} for={id}>
			{label}
		</label>
	);
	return isHeading ? <h1 class="nhsuk-label-wrapper">{element}</h1> : element;
}

/** One line. */
export function LineField({ value, onValue, isHeading = false, purpose, ...labelled }: LineProps) {
	return (
		<div class={groupClass(labelled.error)}>
			<Label id={labelled.id} label={labelled.label} isHeading={isHeading} />
			<Told {...labelled} />
			<input
				class="nhsuk-input"
				id={labelled.id}
				type="text"
				value={value}
				aria-describedby={describedBy(labelled)}
				onInput={(event) => onValue(event.currentTarget.value)}
				{...UNREMEMBERED}
				autocomplete={purpose ?? "off"}
				inputMode={purpose === "one-time-code" ? "numeric" : undefined}
				autocapitalize={purpose === undefined ? undefined : "none"}
			/>
		</div>
	);
}

/** Many lines. `isShut`: what stands there is on its way, and cannot be changed meanwhile. */
export function TextField({
	value,
	onValue,
	rows,
	isHeading = false,
	isShut = false,
	...labelled
}: TextProps & { readonly rows: number; readonly isShut?: boolean }) {
	return (
		<div class={groupClass(labelled.error)}>
			<Label id={labelled.id} label={labelled.label} isHeading={isHeading} />
			<Told {...labelled} />
			<textarea
				class="nhsuk-textarea"
				id={labelled.id}
				rows={rows}
				dir="auto"
				readOnly={isShut}
				value={value}
				aria-describedby={describedBy(labelled)}
				onInput={(event) => onValue(event.currentTarget.value)}
				{...UNREMEMBERED}
			/>
		</div>
	);
}

export type Choice<V extends string> = {
	readonly value: V;
	readonly label: string;
	readonly hint?: string | undefined;
	/** Shown under the choice while it is chosen. */
	readonly more?: ComponentChildren;
};

type ChoiceProps<V extends string> = {
	readonly id: string;
	readonly legend: string;
	readonly isHeading?: boolean;
	readonly hint?: string | undefined;
	readonly error?: string | undefined;
	readonly choices: readonly Choice<V>[];
};

type GroupProps = Omit<ChoiceProps<string>, "choices"> & { readonly isSmall?: boolean; readonly children: ComponentChildren };

/** Several controls under one question. The first of them has the id of the whole, so that an error can lead to it. */
export function FieldGroup({ id, legend, isHeading = false, isSmall = false, hint, error, children }: GroupProps) {
	const labelled = { id, label: legend, hint, error };
	return (
		<div class={groupClass(error)}>
			<fieldset class="nhsuk-fieldset" aria-describedby={describedBy(labelled)}>
				<legend class={`nhsuk-fieldset__legend nhsuk-fieldset__legend--${isHeading ? "l" : isSmall ? "s" : "m"}`}>
					{isHeading ? <h1 class="nhsuk-fieldset__heading">{legend}</h1> : legend}
				</legend>
				<Told {...labelled} />
				{children}
			</fieldset>
		</div>
	);
}

/** Just one of several. */
export function Radios<V extends string>({
	value,
	onValue,
	choices,
	...group
}: ChoiceProps<V> & { readonly value: V | null; readonly onValue: (value: V) => void }) {
	return (
		<FieldGroup {...group}>
			<div class="nhsuk-radios">
				{choices.map((choice, index) => {
					const id = index === 0 ? group.id : `${group.id}-${index + 1}`;
					return (
						<div key={choice.value}>
							<div class="nhsuk-radios__item">
								<input
									class="nhsuk-radios__input"
									id={id}
									name={group.id}
									type="radio"
									value={choice.value}
									checked={value === choice.value}
									aria-describedby={choice.hint === undefined ? undefined : `${id}-item-hint`}
									onChange={() => onValue(choice.value)}
									{...UNREMEMBERED}
								/>
								<label class="nhsuk-label nhsuk-radios__label" for={id}>
									{choice.label}
								</label>
								{choice.hint !== undefined && (
									<div class="nhsuk-hint nhsuk-radios__hint" id={`${id}-item-hint`}>
										{choice.hint}
									</div>
								)}
							</div>
							{value === choice.value && choice.more !== undefined && <div class="nhsuk-radios__conditional">{choice.more}</div>}
						</div>
					);
				})}
			</div>
		</FieldGroup>
	);
}

/** Any number of several. */
export function Checkboxes<V extends string>({
	values,
	onValues,
	choices,
	...group
}: ChoiceProps<V> & { readonly values: readonly V[]; readonly onValues: (values: readonly V[]) => void }) {
	const toggle = (value: V) => onValues(values.includes(value) ? values.filter((each) => each !== value) : [...values, value]);
	return (
		<FieldGroup {...group}>
			<div class="nhsuk-checkboxes">
				{choices.map((choice, index) => {
					const id = index === 0 ? group.id : `${group.id}-${index + 1}`;
					return (
						<div class="nhsuk-checkboxes__item" key={choice.value}>
							<input
								class="nhsuk-checkboxes__input"
								id={id}
								type="checkbox"
								checked={values.includes(choice.value)}
								aria-describedby={choice.hint === undefined ? undefined : `${id}-item-hint`}
								onChange={() => toggle(choice.value)}
								{...UNREMEMBERED}
							/>
							<label class="nhsuk-label nhsuk-checkboxes__label" for={id}>
								{choice.label}
							</label>
							{choice.hint !== undefined && (
								<div class="nhsuk-hint nhsuk-checkboxes__hint" id={`${id}-item-hint`}>
									{choice.hint}
								</div>
							)}
						</div>
					);
				})}
			</div>
		</FieldGroup>
	);
}

/** A form that never leaves the browser, with the button that goes on. */
export function LocalForm({
	onSubmit,
	action,
	isBusy = false,
	children,
}: {
	readonly onSubmit: () => void;
	readonly action?: string;
	/** What was submitted is on its way: it is not sent twice. */
	readonly isBusy?: boolean;
	readonly children: ComponentChildren;
}) {
	const { goOn } = useCommonWords().shell;
	return (
		<form
			autocomplete="off"
			noValidate
			onSubmit={(event) => {
				event.preventDefault();
				if (!isBusy) onSubmit();
			}}
		>
			{children}
			<button class="nhsuk-button" type="submit" aria-disabled={isBusy || undefined}>
				{action ?? goOn}
			</button>
		</form>
	);
}

type SelectProps<V extends string> = {
	readonly id: string;
	readonly label: string;
	/** What it says while nothing is chosen. */
	readonly none: string;
	readonly error?: string | undefined;
	readonly choices: readonly { readonly value: V; readonly label: string }[];
	readonly value: V | "";
	readonly onValue: (value: V | "") => void;
};

/** One of many, or none. */
export function Select<V extends string>({ id, label, none, error, choices, value, onValue }: SelectProps<V>) {
	return (
		<div class={groupClass(error)}>
			<label class="nhsuk-label nhsuk-label--m" for={id}>
				{label}
			</label>
			<Told id={id} label={label} error={error} />
			<select
				class="nhsuk-select"
				id={id}
				aria-describedby={describedBy({ id, label, error })}
				autocomplete="off"
				onChange={({ currentTarget }) => onValue(choices.find((choice) => choice.value === currentTarget.value)?.value ?? "")}
			>
				<option value="" selected={value === ""}>
					{none}
				</option>
				{choices.map((choice) => (
					<option key={choice.value} value={choice.value} dir="auto" selected={choice.value === value}>
						{choice.label}
					</option>
				))}
			</select>
		</div>
	);
}
