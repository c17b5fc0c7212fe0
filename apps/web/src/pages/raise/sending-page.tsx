/** A concern on its way: locked, worked for, sent, and its promise checked. */
import { useEffect } from "preact/hooks";
import { EMPTY, formOf } from "../../raising/draft.ts";
import { SendingSteps } from "../../raising/sending-steps.tsx";
import { failureOf } from "../../shell/engine.ts";
import { Page } from "../../shell/page.tsx";
import { useSession } from "../engine/session.ts";
import { useProgress } from "../engine/use-progress.ts";
import { useNavigation } from "../router/navigation.ts";
import { ExtraSafe } from "../shell/extra-safe.tsx";
import type { TroubleCode } from "../shell/trouble.ts";
import { TroublePage } from "../shell/trouble-page.tsx";
import { useVisit } from "../visit.ts";
import { useWords } from "../words/words.ts";

export function SendingPage() {
	const { raise } = useWords();
	const { sending } = raise;
	const { ask } = useSession();
	const { draft, fill } = useVisit();
	const { start, swap } = useNavigation();
	const { step, secondsLeft, onProgress } = useProgress();
	useEffect(() => {
		ask("send", formOf(draft), onProgress).then(
			(slip) => {
				fill(EMPTY);
				start({ at: "slip", slip });
			},
			(error) => swap({ at: "unsent", code: failureOf(error).code }),
		);
	}, []);
	return (
		<Page heading={sending.heading} final>
			<p>{sending.intro}</p>
			<SendingSteps words={raise} progress={step ?? "sealing"} />
			<ExtraSafe secondsLeft={secondsLeft} />
		</Page>
	);
}

/** It could not be sent: everything is kept, and the same concern can be sent again. */
export function UnsentPage({ code }: { readonly code: TroubleCode }) {
	const { swap } = useNavigation();
	return <TroublePage code={code} onRetry={() => swap({ at: "sending" })} isKept />;
}
