/** A length of time in two fields: how many, and of what. */
import { FieldGroup } from "../../../shell/field.tsx";
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

export function LengthField({ id, legend, hint, error, units, isShut, value, onValue }: LengthProps) {
	const { rules: words } = useWords();
	return (
		<FieldGroup id={id} legend={legend} isSmall hint={hint} error={error}>
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
						onChange={({ currentTarget }) => onValue({ ...value, unit: units.find((unit) => unit === currentTarget.value) ?? value.unit })}
					>
						{units.map((unit) => (
							<option key={unit} value={unit} selected={unit === value.unit}>
								{words.units[unit]}
							</option>
						))}
					</select>
				</div>
			</div>
		</FieldGroup>
	);
}
