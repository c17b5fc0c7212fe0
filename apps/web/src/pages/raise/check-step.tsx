/** Everything once more, with where it goes, before it is locked and sent. */

import { firstMissing } from "../../raising/faults.ts";
import { RouteList } from "../../raising/route-list.tsx";
import type { StepId } from "../../raising/steps.ts";
import { goesUp, settings, stays } from "../../raising/told.ts";
import { ToldRows } from "../../raising/told-rows.tsx";
import { LocalForm } from "../../shell/field.tsx";
import { Page } from "../../shell/page.tsx";
import { useNavigation } from "../router/navigation.ts";
import { ExtraSafe } from "../shell/extra-safe.tsx";
import { TroublePage } from "../shell/trouble-page.tsx";
import { useVisit } from "../visit.ts";
import { useWords } from "../words/words.ts";
import { usePlan } from "./use-plan.ts";

export function CheckStep() {
	const words = useWords();
	const { raise, shell } = words;
	const { check, split, route } = raise;
	const { draft, secondsLeft } = useVisit();
	const { go } = useNavigation();
	const [plan, again] = usePlan();
	if (plan.is === "failed") return <TroublePage code={plan.code} onRetry={plan.code === "no-recipient" ? null : again} />;
	if (plan.is === "waiting") return <Page heading={shell.loading}>{null}</Page>;
	const { planned } = plan.answer;
	const change = (step: StepId) => go({ at: "raise", step, isChange: true });
	const send = () => {
		const missing = firstMissing(draft, raise);
		if (missing === null) go({ at: "sending" });
		else change(missing);
	};
	return (
		<Page heading={check.heading}>
			<p>{check.intro}</p>
			<ToldRows heading={split.up} told={goesUp(draft, raise)} words={raise} onChange={change} />
			<ToldRows heading={split.stays} told={stays(draft, raise)} words={raise} onChange={change} />
			<ToldRows heading={null} told={settings(draft, raise)} words={raise} onChange={change} />
			<RouteList planned={planned} words={words} />
			<p>
				<strong>{route.urgent[planned.severity]}</strong>
			</p>
			<LocalForm onSubmit={send} action={check.send}>
				{null}
			</LocalForm>
			<ExtraSafe secondsLeft={secondsLeft} isWriting />
		</Page>
	);
}
