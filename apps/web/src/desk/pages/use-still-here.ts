/** Whether a component is still shown, for what goes on after a wait: whoever walked on is not walked back. */
import { useEffect, useRef } from "preact/hooks";

/** Asks whether the component is still shown. */
export function useStillHere(): () => boolean {
	const isHere = useRef(true);
	useEffect(() => {
		isHere.current = true;
		return () => {
			isHere.current = false;
		};
	}, []);
	return () => isHere.current;
}
