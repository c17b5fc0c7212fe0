/** Rows of text under their columns, the first of each being what the row is about. */
type TableProps = {
	readonly class: string;
	/** For whoever cannot see what it stands under. */
	readonly caption?: string;
	readonly columns: readonly string[];
	readonly rows: readonly (readonly string[])[];
};

export function DataTable({ class: name, caption, columns, rows }: TableProps) {
	return (
		<table class={name}>
			{caption !== undefined && <caption class="nhsuk-u-visually-hidden">{caption}</caption>}
			<thead>
				<tr>
					{columns.map((column) => (
						<th key={column} scope="col">
							{column}
						</th>
					))}
				</tr>
			</thead>
			<tbody>
				{rows.map(([first, ...rest], index) => (
					<tr key={`${index} ${first}`}>
						<th scope="row">{first}</th>
						{rest.map((cell, place) => (
							<td key={columns[place + 1]}>{cell}</td>
						))}
					</tr>
				))}
			</tbody>
		</table>
	);
}
