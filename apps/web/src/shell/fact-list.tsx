/** What is so, each with its name beside it. */
export type Facts = readonly (readonly [what: string, says: string])[];

export function FactList({ facts }: { readonly facts: Facts }) {
	return (
		<dl class="letter__facts">
			{facts.map(([what, says]) => (
				<div key={`${what} ${says}`}>
					<dt>{what}</dt>
					<dd dir="auto">{says}</dd>
				</div>
			))}
		</dl>
	);
}
