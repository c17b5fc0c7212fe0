/** Which component asks which question. */
import type { ComponentType } from "preact";
import type { StepId } from "../../raising/steps.ts";
import { AboutStep } from "./about-step.tsx";
import { CheckStep } from "./check-step.tsx";
import { DangerStep } from "./danger-step.tsx";
import { EarlierStep } from "./earlier-step.tsx";
import { IdentityStep } from "./identity-step.tsx";
import { KindsStep } from "./kinds-step.tsx";
import { OutsideStep } from "./outside-step.tsx";
import { PlaceStep } from "./place-step.tsx";
import { RouteStep } from "./route-step.tsx";
import { SplitStep } from "./split-step.tsx";
import type { StepProps } from "./step.tsx";
import { WhatStep } from "./what-step.tsx";
import { YouStep } from "./you-step.tsx";

const PAGES: Readonly<Record<StepId, ComponentType<StepProps>>> = {
	what: WhatStep,
	danger: DangerStep,
	kinds: KindsStep,
	about: AboutStep,
	route: RouteStep,
	identity: IdentityStep,
	earlier: EarlierStep,
	place: PlaceStep,
	you: YouStep,
	split: SplitStep,
	outside: OutsideStep,
	check: CheckStep,
};

/** A page of raising a concern. Each has its own state, also when it follows another at once. */
export function StepPage({ step, isChange }: { readonly step: StepId } & StepProps) {
	const Asked = PAGES[step];
	return <Asked key={step} isChange={isChange} />;
}
