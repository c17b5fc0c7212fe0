/** A length of time in two fields: how many, and of what. */
import { useCommonWords } from "../../../shell/language.ts";
import { useWords } from "../words/words.ts";
import type { TypedLength, Unit } from "./typed-length.ts";

type LengthProps = {
	readonly id: string;
	readonly legend: string;
	readonly hint: string;
	readonly error: string | undefined;
	readonly units: readonly Unit[];
	/** What stands there is being looked at, and is not typed over meanwhile. */
	readonly isShut: boolean;
	readonly value: TypedLength;
	readonly onValue: (value: TypedLength) => void;
};

/** The first field has the id of the whole, so that an error can lead to it. */
export function LengthField({ id, legend, hint, error, units, isShut, value, onValue }: LengthProps) {
	const { rules: words } = useWords();
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
				<div class="length">
					<div>
						<label class="nhsuk-label" for={id}>
							{words.count}
						</label>
						<input
							class="nhsuk-input nhsuk-input--width-5"
							id={id}
							type="text"
							inputMode="numeric"
							autocomplete="off"
							readOnly={isShut}
							value={value.count}
							onInput={({ currentTarget }) => onValue({ ...value, count: currentTarget.value })}
						/>
					</div>
					<div>
						<label class="nhsuk-label" for={`${id}-unit`}>
							{words.unit}
						</label>
						<select
							class="nhsuk-select"
							id={`${id}-unit`}
							autocomplete="off"
							onChange={({ currentTarget }) =>
								onValue({ ...value, unit: units.find((unit) => unit === currentTarget.value) ?? value.unit })
							}
						>
							{units.map((unit) => (
								<option key={unit} value={unit} selected={unit === value.unit}>
									{words.units[unit]}
								</option>
							))}
						</select>
					</div>
				</div>
			</fieldset>
		</div>
	);
}
