/** A picture with its heading, what it says in one sentence, and its table. */
import type { ComponentChildren } from "preact";
import { DataTable } from "../data-table.tsx";
import { useWords } from "../words/words.ts";

type FigureProps = {
	readonly id: string;
	readonly heading: string;
	readonly what: string;
	readonly columns: readonly string[];
	readonly rows: readonly (readonly string[])[];
	readonly children: ComponentChildren;
};

export function Figure({ id, heading, what, columns, rows, children }: FigureProps) {
	return (
		<section class="figure" aria-labelledby={id}>
			<h2 class="nhsuk-heading-m" id={id}>
				{heading}
			</h2>
			<p>{what}</p>
			{children}
			{rows.length > 0 && <Table heading={heading} columns={columns} rows={rows} />}
		</section>
	);
}

function Table({ heading, columns, rows }: Pick<FigureProps, "heading" | "columns" | "rows">) {
	const { figures: words } = useWords();
	return (
		<details class="nhsuk-details">
			<summary class="nhsuk-details__summary">
				<span class="nhsuk-details__summary-text">{words.table}</span>
			</summary>
			<DataTable class="figure__table" caption={heading} columns={columns} rows={rows} />
		</details>
	);
}
