/** The fingerprint of what the pages are made of, for two people to compare. */
import { useEffect, useState } from "preact/hooks";
import { useWords } from "../words/words.ts";

const MANIFEST = "/assets/manifest.json";

/** Says nothing where the list cannot be had, or where the browser hashes nothing because the line is open to everybody. */
export function Fingerprint() {
	const words = useWords().safe.fingerprint;
	const [fingerprint, setFingerprint] = useState<string | null>(null);
	useEffect(() => {
		readFingerprint().then(setFingerprint, () => undefined);
	}, []);
	if (fingerprint === null) return null;
	return (
		<>
			<h2 class="nhsuk-heading-s">{words.heading}</h2>
			<p>{words.what}</p>
			<p>
				<code class="copyable fingerprint" translate={false}>
					{fingerprint}
				</code>
			</p>
			<p class="nhsuk-body-s">{words.how}</p>
		</>
	);
}

/** SHA-256 of the list, in groups of four. Throws if it cannot be had. */
async function readFingerprint(): Promise<string> {
	const answer = await fetch(MANIFEST, { credentials: "omit", cache: "no-store", referrerPolicy: "no-referrer", redirect: "error" });
	if (!answer.ok) throw new Error("There is no list of files.");
	const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", await answer.arrayBuffer()));
	const hex = [...hash].map((byte) => byte.toString(16).padStart(2, "0")).join("");
	return (hex.match(/.{4}/g) ?? []).join(" ");
}
