/** That something takes its time, for eyes and for screen readers. The place is there before it is filled, or it would not be read out. */
export function Busy({ isBusy, words }: { readonly isBusy: boolean; readonly words: string }) {
	return (
		<p class="busy" role="status">
			{isBusy ? words : ""}
		</p>
	);
}
