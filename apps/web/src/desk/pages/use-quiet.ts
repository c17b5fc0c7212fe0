/** What is said to a screen reader once somebody pauses. */
import { useEffect, useState } from "preact/hooks";

/** Whoever types is not spoken to at every letter. */
const QUIET_MS = 600;

/** What stood there for a while. */
export function useQuiet(words: string): string {
	const [said, setSaid] = useState(words);
	useEffect(() => {
		const timer = setTimeout(() => setSaid(words), QUIET_MS);
		return () => clearTimeout(timer);
	}, [words]);
	return said;
}
