/** Everything once more, with where it goes, before it is locked and sent; and then on its way. */
import { useEffect, useMemo, useState } from "preact/hooks";
import type { Planned, RaisingProgress } from "../../../raising/raising.ts";
import { Beforehand, RouteList } from "../../../raising/route-list.tsx";
import { SendingSteps } from "../../../raising/sending-steps.tsx";
import type { StepId } from "../../../raising/steps.ts";
import { goesUp, settings, stays } from "../../../raising/told.ts";
import { ToldRows } from "../../../raising/told-rows.tsx";
import { failureOf } from "../../../shell/engine.ts";
import type { Fault } from "../../../shell/error-summary.tsx";
import { LocalForm } from "../../../shell/field.tsx";
import { Page } from "../../../shell/page.tsx";
import { useAsked } from "../../../shell/use-asked.ts";
import { failureWords } from "../failure-words.ts";
import { useDesk } from "../use-desk.ts";
import { useWords } from "../words/words.ts";
import { hasNotArrived } from "./not-arrived.ts";
import { daysBetween, fieldOf, recordFaults } from "./record-form.ts";
import type { Recording } from "./use-recording.ts";

export function CheckPage({ recording }: { readonly recording: Recording }) {
	const { record, shell, trouble } = useWords();
	const { ask } = useDesk();
	const { form, meet } = recording;
	const [plan, again] = useAsked(async () => {
		await meet();
		return ask("plan", form);
	});
	const faults = useMemo(
		() => (plan.is === "failed" ? [{ field: null, message: failureWords(trouble, { code: plan.code, detail: null }) }] : []),
		[plan],
	);
	if (plan.is === "answered") return <Checked recording={recording} planned={plan.answer} />;
	return (
		<Page heading={record.checkHeading} faults={faults}>
			{plan.is === "waiting" ? (
				<p role="status">{shell.loading}</p>
			) : (
				<button class="nhsuk-button" type="button" onClick={again}>
					{shell.tryAgain}
				</button>
			)}
		</Page>
	);
}

type CheckedProps = { readonly recording: Recording; readonly planned: Planned };

function Checked({ recording, planned }: CheckedProps) {
	const words = useWords();
	const { record, raise } = words;
	const { walking } = useDesk();
	const { filled, form, today, goTo } = recording;
	const { progress, faults, send } = useSending(recording);
	const change = (step: StepId) => {
		goTo.current = fieldOf(step);
		walking.swap({ at: "record", step: "form" });
	};
	const submit = () => {
		const [missing] = recordFaults(filled, words, today);
		if (missing === undefined) return send();
		goTo.current = missing.field;
		return walking.swap({ at: "record", step: "form" });
	};
	if (progress !== null)
		return (
			<Page heading={raise.sending.heading} final>
				<p>{raise.sending.intro}</p>
				<SendingSteps words={raise} progress={progress} />
			</Page>
		);
	return (
		<Page heading={record.checkHeading} faults={faults}>
			<p>{record.checkLead}</p>
			<Late recording={recording} />
			<Beforehand planned={planned} words={words} />
			<ToldRows heading={raise.split.up} told={goesUp({ ...filled, text: form.concern.text }, raise)} words={raise} onChange={change} />
			<ToldRows heading={raise.split.stays} told={stays(filled, raise)} words={raise} onChange={change} />
			<ToldRows heading={null} told={settings(filled, raise)} words={raise} onChange={change} />
			<RouteList planned={planned} words={words} />
			<p>
				<strong>{raise.route.urgent[planned.severity]}</strong>
			</p>
			<p class="nhsuk-body-s">{raise.route.believed}</p>
			<LocalForm onSubmit={submit} action={record.send}>
				{null}
			</LocalForm>
		</Page>
	);
}

/** What lies between the day on which it was told and today no clock counts. */
function Late({ recording: { told, today } }: { readonly recording: Recording }) {
	const { record } = useWords();
	const days = told === null ? 0 : daysBetween(told, today);
	if (days === 0) return null;
	return (
		<p class="nhsuk-inset-text">
			<strong>{record.late(days)}</strong>
		</p>
	);
}

function useSending({ form, mayBeSent, leaves, refused, sent }: Recording) {
	const { record, trouble } = useWords();
	const { ask, walking } = useDesk();
	const [progress, setProgress] = useState<RaisingProgress | null>(null);
	const [faults, setFaults] = useState<readonly Fault[]>(mayBeSent ? [{ field: null, message: record.mayBeSent }] : []);
	useEffect(() => {
		// The desk was locked meanwhile.
		if (walking.place.at === "record" && walking.place.step === "sending") walking.swap({ at: "record", step: "check" });
	}, []);
	const send = async () => {
		setFaults([]);
		setProgress("sealing");
		walking.swap({ at: "record", step: "sending" });
		await leaves();
		ask("send", form, (told) => told.kind === "sending" && setProgress(told.step)).then(sent, (error) => {
			setProgress(null);
			walking.swap({ at: "record", step: "check" });
			const failure = failureOf(error);
			if (hasNotArrived(failure)) refused();
			setFaults([{ field: null, message: `${record.failed} ${failureWords(trouble, failure)}` }]);
		});
	};
	return { progress, faults, send: () => void send() };
}
