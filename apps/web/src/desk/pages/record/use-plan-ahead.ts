/** Plans the concern while it is filled in: the proof of work is done meanwhile, and whom to ask about of a director is known. */
import type { Role } from "@answerable/types/role";
import { useEffect, useState } from "preact/hooks";
import type { Met } from "../../../raising/raising.ts";
import { useDesk } from "../use-desk.ts";
import type { Recording } from "./use-recording.ts";

export type Ahead = {
	/** Who holds which role. */
	readonly holders: Met["holders"];
	/** Roles that may stand in one line with whom it is about. */
	readonly inLine: readonly Role[];
};

const NOTHING: Ahead = { holders: [], inLine: [] };

export function usePlanAhead({ filled, form, meet }: Recording): Ahead {
	const { ask } = useDesk();
	const [ahead, setAhead] = useState<Ahead>(NOTHING);
	const { organisation, danger, kinds, subject, named, earlier } = filled;
	const isEnough = organisation !== null && (danger !== null || subject !== null);
	useEffect(() => {
		if (!isEnough) return undefined;
		let isLast = true;
		const plan = async () => {
			const { holders } = await meet();
			const { mayBeInLine } = await ask("plan", form);
			if (isLast) setAhead({ holders, inLine: mayBeInLine });
		};
		// What cannot be told now is not asked: the next page says who gets it, or why that cannot be known.
		plan().catch(() => isLast && setAhead(NOTHING));
		return () => {
			isLast = false;
		};
	}, [organisation, danger, kinds, subject, named, earlier]);
	return ahead;
}
