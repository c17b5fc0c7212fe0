/** A QR code, drawn as one path: nothing is loaded for it. */
import { encode } from "uqr";

export function Qr({ text, label, large = false }: { readonly text: string; readonly label: string; readonly large?: boolean }) {
	const { data, size } = encode(text, { ecc: "L", border: 4 });
	return (
		<svg
			class={`qr${large ? " qr--large" : ""}`}
			viewBox={`0 0 ${size} ${size}`}
			role="img"
			aria-label={label}
			shape-rendering="crispEdges"
		>
			<rect width={size} height={size} fill="#fff" />
			<path d={pathOf(data)} fill="#000" />
		</svg>
	);
}

/** One stroke for each run of dark modules in a row. */
export function pathOf(rows: readonly (readonly boolean[])[]): string {
	const runs: string[] = [];
	for (const [y, row] of rows.entries()) {
		let start = -1;
		for (let x = 0; x <= row.length; x += 1) {
			const isDark = row[x] === true;
			if (isDark && start < 0) start = x;
			if (!isDark && start >= 0) {
				runs.push(`M${start} ${y}h${x - start}v1h${start - x}z`);
				start = -1;
			}
		}
	}
	return runs.join("");
}
