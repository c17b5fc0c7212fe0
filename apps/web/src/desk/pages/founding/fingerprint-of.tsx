/** The number of three keys, in groups of four, as it is read out. */
import type { FoundingShown } from "../engine/protocol.ts";
import { useWords } from "../words/words.ts";

export function FingerprintOf({ fingerprint }: Pick<FoundingShown, "fingerprint">) {
	const { founding: words } = useWords();
	return (
		<p>
			<span class="nhsuk-u-visually-hidden">{`${words.fingerprint}: `}</span>
			<code class="copyable read-out" translate={false}>
				{fingerprint}
			</code>
		</p>
	);
}
