/** Doing something in the mailbox: sent once, told on its first page, and nothing that was written is lost if it fails. */
import { useState } from "preact/hooks";
import { failureOf } from "../../shell/engine.ts";
import type { Fault } from "../../shell/error-summary.tsx";
import { useWhen } from "../../shell/when.ts";
import type { Doing } from "../engine/mailbox-protocol.ts";
import { useSession } from "../engine/session.ts";
import { useNavigation } from "../router/navigation.ts";
import type { TroubleCode } from "../shell/trouble.ts";
import { useVisit } from "../visit.ts";
import { useWords, type Words } from "../words/words.ts";

export type DoingNow = {
	/** Sends it; then the mailbox is shown, with `says` or the usual sentence on top. */
	readonly perform: (doing: Doing, says?: string) => void;
	readonly isBusy: boolean;
	/** What went wrong, for the top of the page. */
	readonly faults: readonly Fault[];
};

export function useDoing(zone: string): DoingNow {
	const words = useWords().mailbox;
	const { ask } = useSession();
	const { start } = useNavigation();
	const { showMailbox } = useVisit();
	const when = useWhen(zone);
	const [isBusy, setBusy] = useState(false);
	const [faults, setFaults] = useState<readonly Fault[]>([]);
	const perform: DoingNow["perform"] = (doing, says) => {
		if (isBusy) return;
		setBusy(true);
		setFaults([]);
		ask("do", doing).then(
			({ visibleAt, view }) => {
				const isNow = visibleAt <= view.asOf;
				showMailbox({ view, done: says ?? (isNow ? words.sentNow : words.sent(when(visibleAt))) });
				start({ at: "mailbox", page: "home" });
			},
			(error) => {
				setBusy(false);
				setFaults([{ field: null, message: failureWords(words, failureOf(error).code) }]);
			},
		);
	};
	return { perform, isBusy, faults };
}

/** What to say of a failure. */
export function failureWords({ failures, failed }: Words["mailbox"], code: TroubleCode): string {
	const kind = code === "unavailable" ? "unreachable" : code;
	const known = Object.hasOwn(failures, kind) ? failures[kind as keyof typeof failures] : failures.other;
	return `${failed} ${known}`;
}
