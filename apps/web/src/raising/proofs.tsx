/** Codes to come back by, the promise as it is signed, and whose keys it was locked to: folded up on a screen, all there on paper. */
import { useEffect, useRef } from "preact/hooks";
import { Qr } from "../shell/qr.tsx";
import type { SlipWords } from "./words.ts";

export type ProofsProps = { readonly home: string; readonly promiseText: string; readonly roots: string | null; readonly words: SlipWords };

export function Proofs({ home, promiseText, roots, words }: ProofsProps) {
	const proof = useRef<HTMLDetailsElement>(null);
	useEffect(() => {
		const unfold = () => proof.current?.setAttribute("open", "");
		addEventListener("beforeprint", unfold);
		return () => removeEventListener("beforeprint", unfold);
	}, []);
	return (
		<details class="nhsuk-details" ref={proof}>
			<summary class="nhsuk-details__summary">
				<span class="nhsuk-details__summary-text">{words.proof}</span>
			</summary>
			<div class="nhsuk-details__text">
				<div class="slip__codes">
					<figure>
						<Qr text={home} label={words.qr} />
						<figcaption>{words.qr}</figcaption>
					</figure>
					<figure>
						<Qr text={promiseText} label={words.promiseQr} large />
						<figcaption>{words.promiseQr}</figcaption>
					</figure>
				</div>
				<h2 class="nhsuk-heading-s">{words.promise}</h2>
				<p class="nhsuk-body-s">{words.promiseHint}</p>
				<pre class="slip__promise">{promiseText}</pre>
				{roots !== null && (
					<>
						<h2 class="nhsuk-heading-s">{words.roots}</h2>
						<p class="nhsuk-body-s">{words.rootsHint}</p>
						<pre class="slip__promise">{roots}</pre>
					</>
				)}
			</div>
		</details>
	);
}
