/** Everything once more, with where it goes, before it is locked and sent. */

import { LocalForm } from "../../shell/field.tsx";
import { Page } from "../../shell/page.tsx";
import { useNavigation } from "../router/navigation.ts";
import { TroublePage } from "../shell/trouble-page.tsx";
import { useVisit } from "../visit.ts";
import { useWords } from "../words/words.ts";
import { firstMissing } from "./faults.ts";
import { RouteList } from "./route-list.tsx";
import { goesUp, settings, stays, type Told } from "./told.ts";
import { usePlan } from "./use-plan.ts";

export function CheckStep() {
	const { raise, shell } = useWords();
	const { check, split, route } = raise;
	const { draft } = useVisit();
	const { go } = useNavigation();
	const [plan, again] = usePlan();
	if (plan.is === "failed") return <TroublePage code={plan.code} onRetry={plan.code === "no-recipient" ? null : again} />;
	if (plan.is === "waiting") return <Page heading={shell.loading}>{null}</Page>;
	const { planned } = plan.answer;
	const send = () => {
		const missing = firstMissing(draft, raise);
		go(missing === null ? { at: "sending" } : { at: "raise", step: missing, isChange: true });
	};
	return (
		<Page heading={check.heading}>
			<p>{check.intro}</p>
			<Rows heading={split.up} told={goesUp(draft, raise)} />
			<Rows heading={split.stays} told={stays(draft, raise)} />
			<Rows heading={null} told={settings(draft, raise)} />
			<RouteList planned={planned} />
			<p>
				<strong>{route.urgent[planned.severity]}</strong>
			</p>
			<LocalForm onSubmit={send} action={check.send}>
				{null}
			</LocalForm>
		</Page>
	);
}

function Rows({ heading, told }: { readonly heading: string | null; readonly told: readonly Told[] }) {
	const { raise, shell } = useWords();
	const { go } = useNavigation();
	return (
		<>
			{heading !== null && <h2 class="nhsuk-heading-m">{heading}</h2>}
			<dl class="nhsuk-summary-list">
				{told.map(({ what, says, step }) => (
					<div class="nhsuk-summary-list__row" key={what}>
						<dt class="nhsuk-summary-list__key">{what}</dt>
						<dd class={`nhsuk-summary-list__value ${says === "" ? "left-empty" : "as-written"}`} dir="auto">
							{says === "" ? raise.check.empty : says}
						</dd>
						<dd class="nhsuk-summary-list__actions">
							<button
								class="link-button"
								type="button"
								aria-label={raise.check.change(what)}
								onClick={() => go({ at: "raise", step, isChange: true })}
							>
								{shell.change}
							</button>
						</dd>
					</div>
				))}
			</dl>
		</>
	);
}
