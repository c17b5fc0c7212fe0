/** A day, in three fields as the service manual has it: everybody can type it, with any keyboard and in any browser. */
import type { TypedDay } from "./day.ts";
import { FieldGroup } from "./field.tsx";
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

export function DateField({ id, legend, hint, error, value, onValue }: DateProps) {
	const { shell } = useCommonWords();
	return (
		<FieldGroup id={id} legend={legend} isSmall hint={hint} error={error}>
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
		</FieldGroup>
	);
}
