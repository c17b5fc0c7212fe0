/** Rules for the clocks: what holds now, what is to change, one rule after another, and then once more as the second root reads it. */
import type { OrganisationId } from "@answerable/types/id";
import { Page } from "../../../shell/page.tsx";
import { Busy } from "../arriving/busy.tsx";
import { rulesDraft } from "../drafts/draft-place.ts";
import { ThrowAway } from "../drafts/throw-away.tsx";
import { useDesk } from "../use-desk.ts";
import { useWords } from "../words/words.ts";
import { RuleForm } from "./rule-form.tsx";
import { RulesCheck } from "./rules-check.tsx";
import { RulesForm } from "./rules-form.tsx";
import { useRules } from "./use-rules.ts";

type RulesProps = { readonly organisation: OrganisationId; readonly step: "form" | "check" | { readonly rule: string } };

export function RulesPage({ organisation, step }: RulesProps) {
	const { rules: words } = useWords();
	const rules = useRules(organisation);
	const { view, drafting, isLooking, faults } = rules;
	const { draftOf } = useDesk();
	const kept = draftOf(null, rulesDraft(organisation));
	if (drafting === null || drafting.view.myRoot === null)
		return (
			<Page heading={words.heading} faults={faults}>
				<Busy isBusy={isLooking} words={words.waiting} />
				{view?.rules === null && <p>{words.gone}</p>}
				{view !== null && view.rules !== null && view.myRoot === null && <p>{words.notRoot}</p>}
				{view !== null && kept !== null && <ThrowAway draft={kept} />}
			</Page>
		);
	if (step === "form") return <RulesForm rules={rules} drafting={drafting} />;
	if (step === "check") return <RulesCheck rules={rules} drafting={drafting} />;
	return <RuleForm key={step.rule} rules={rules} drafting={drafting} rule={step.rule} />;
}
