/** Why this takes long in a browser that is set to be extra safe, and how long still. */
import { minutesLeft } from "../../shell/time-left.ts";
import { useWords } from "../words/words.ts";

/** Says nothing where it does not. `isWriting`: they need not wait for it. */
export function ExtraSafe({ secondsLeft, isWriting = false }: { readonly secondsLeft: number | null; readonly isWriting?: boolean }) {
	const { extraSafe: words } = useWords();
	const minutes = minutesLeft(secondsLeft);
	return (
		<div aria-live={isWriting ? "off" : "polite"}>
			{minutes !== null && (
				<div class="nhsuk-inset-text">
					<p>
						{words.why} {words.left(minutes)}
					</p>
					<p>{isWriting ? words.goOn : words.wait}</p>
				</div>
			)}
		</div>
	);
}
