/** A day, in three fields as the service manual has it: everybody can type it, with any keyboard and in any browser. */
import type { TypedDay } from "./day.ts";
import { useCommonWords } from "./language.ts";

type DateProps = {
	readonly id: string;
	readonly legend: string;
	readonly hint: string;
	readonly error: string | undefined;
	readonly value: TypedDay;
	readonly onValue: (value: TypedDay) => void;
};

const PARTS = [
	["day", 2],
	["month", 2],
	["year", 4],
] as const;

/** The first field has the id of the whole, so that an error can lead to it. */
export function DateField({ id, legend, hint, error, value, onValue }: DateProps) {
	const { shell } = useCommonWords();
	return (
		<div class={`nhsuk-form-group${error === undefined ? "" : " nhsuk-form-group--error"}`}>
			<fieldset class="nhsuk-fieldset" aria-describedby={`${id}-hint${error === undefined ? "" : ` ${id}-error`}`}>
				<legend class="nhsuk-fieldset__legend nhsuk-fieldset__legend--s">{legend}</legend>
				<div class="nhsuk-hint" id={`${id}-hint`}>
					{hint}
				</div>
				{error !== undefined && (
					<span class="nhsuk-error-message" id={`${id}-error`}>
						<span class="nhsuk-u-visually-hidden">{`${shell.problem}: `}</span>
						{error}
					</span>
				)}
				<div class="nhsuk-date-input">
					{PARTS.map(([part, letters], index) => {
						const own = index === 0 ? id : `${id}-${part}`;
						return (
							<div class="nhsuk-date-input__item" key={part}>
								<label class="nhsuk-label nhsuk-date-input__label" for={own}>
									{shell.dayParts[part]}
								</label>
								<input
									class={`nhsuk-input nhsuk-date-input__input nhsuk-input--width-${letters}`}
									id={own}
									type="text"
									inputMode="numeric"
									autocomplete="off"
									value={value[part]}
									onInput={({ currentTarget }) => onValue({ ...value, [part]: currentTarget.value })}
								/>
							</div>
						);
					})}
				</div>
			</fieldset>
		</div>
	);
}
