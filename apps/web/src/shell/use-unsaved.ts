/** Asks before the page is closed while something stands on it that nobody can bring back. */
import { useEffect } from "preact/hooks";

export function useUnsaved(isUnsaved: boolean): void {
	useEffect(() => {
		if (!isUnsaved) return undefined;
		const ask = (event: Event) => event.preventDefault();
		addEventListener("beforeunload", ask);
		return () => removeEventListener("beforeunload", ask);
	}, [isUnsaved]);
}
