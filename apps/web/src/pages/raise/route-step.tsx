/** Who will get it and who will not, before anything is locked or sent. */

import { Beforehand, RouteList } from "../../raising/route-list.tsx";
import { Page } from "../../shell/page.tsx";
import { PageLink } from "../shell/page-link.tsx";
import { TroublePage } from "../shell/trouble-page.tsx";
import { useVisit } from "../visit.ts";
import { useWords } from "../words/words.ts";
import { Step, type StepProps } from "./step.tsx";
import { usePlan } from "./use-plan.ts";

export function RouteStep({ isChange }: StepProps) {
	const words = useWords();
	const { route } = words.raise;
	const { draft } = useVisit();
	const [plan, again] = usePlan();
	if (plan.is === "failed") return <TroublePage code={plan.code} onRetry={plan.code === "no-recipient" ? null : again} />;
	if (plan.is === "waiting") return <Page heading={words.shell.loading}>{null}</Page>;
	const { met, planned } = plan.answer;
	return (
		<Step step="route" heading={route.heading} isChange={isChange} plainHeading>
			{() => (
				<>
					<Beforehand planned={planned} words={words}>
						<p>
							<PageLink to={{ at: "routes" }}>{route.outside}</PageLink>
						</p>
					</Beforehand>
					<p>{route.urgent[planned.severity]}</p>
					<RouteList
						planned={planned}
						words={words}
						isOutsideOpen={draft.external === null && !draft.kinds.includes("personalGrievance")}
					/>
					{!met.isPinned && <p class="nhsuk-body-s">{route.believed}</p>}
				</>
			)}
		</Step>
	);
}
