/** That something was done, for eyes and for screen readers. The place is there before it is filled, or it would not be read out. */
export function Done({ says }: { readonly says: string | null }) {
	return (
		<div class={says === null ? "" : "done"} role="status">
			{says !== null && <p>{says}</p>}
		</div>
	);
}
