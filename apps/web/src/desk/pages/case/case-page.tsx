/** One case on one page: what can be done, what happens otherwise, what was said, and what the reporter sees of it. */

import { useEffect, useMemo, useState } from "preact/hooks";
import { failureOf } from "../../../shell/engine.ts";
import type { Fault } from "../../../shell/error-summary.tsx";
import { FactList, type Facts } from "../../../shell/fact-list.tsx";
import { Page } from "../../../shell/page.tsx";
import { useWhen } from "../../../shell/when.ts";
import type { CaseView } from "../../case-view.ts";
import { referenceOf } from "../../today.ts";
import type { Choice, Shown } from "../engine/protocol.ts";
import { failureWords } from "../failure-words.ts";
import { CaseStrip } from "../live/case-strip.tsx";
import { CaseSignals } from "../signal-list.tsx";
import { useDesk } from "../use-desk.ts";
import { useWords } from "../words/words.ts";
import { ActionBar } from "./action-bar.tsx";
import { AgreedList } from "./agreed-list.tsx";
import { Ahead } from "./ahead.tsx";
import { Counted } from "./counted.tsx";
import { ExistencePage } from "./existence-page.tsx";
import { GiveLink } from "./give-link.tsx";
import { Notes } from "./notes.tsx";
import { ReferenceList } from "./reference-list.tsx";
import { ReportersSight } from "./reporters-sight.tsx";
import { Thread } from "./thread.tsx";
import { useActing } from "./use-acting.ts";
import { useSeenBefore } from "./use-seen-before.ts";

export function CasePage({ caseTag, tenure }: Choice) {
	const words = useWords();
	const { ask, walking } = useDesk();
	const [shown, setShown] = useState<Shown | null>(null);
	const [faults, setFaults] = useState<readonly Fault[]>([]);
	const fail = (error: unknown) => setFaults([{ field: null, message: failureWords(words.trouble, failureOf(error)) }]);
	const look = () => {
		setFaults([]);
		ask("openCase", { caseTag, tenure }).then(setShown, fail);
	};
	useEffect(look, []);
	if (shown === null)
		return (
			<Page heading={words.today.reference(referenceOf(caseTag))} faults={faults}>
				{faults.length === 0 && <p role="status">{words.shell.loading}</p>}
				{faults.length > 0 && (
					<>
						<button class="nhsuk-button" type="button" onClick={look}>
							{words.shell.tryAgain}
						</button>{" "}
						<button class="nhsuk-button nhsuk-button--secondary" type="button" onClick={() => walking.start({ at: "today" })}>
							{words.shell.today}
						</button>
					</>
				)}
			</Page>
		);
	switch (shown.sight) {
		case "not-believed":
			return (
				<Page heading={words.case.untitled}>
					<p>{words.case.notBelieved}</p>
				</Page>
			);
		case "existence":
			return <ExistencePage view={shown.view} faults={faults} onShown={setShown} onLook={look} />;
		case "content":
			return <OpenCase view={shown.view} faults={faults} onShown={setShown} onLook={look} />;
	}
}

type OpenProps = {
	readonly view: CaseView;
	readonly faults: readonly Fault[];
	readonly onShown: (shown: Shown) => void;
	readonly onLook: () => void;
};

function OpenCase({ view, faults, onShown, onLook }: OpenProps) {
	const words = useWords();
	const acting = useActing(view, onShown);
	const seenBefore = useSeenBefore(view);
	const { caseTag, tenure } = view;
	const all = useMemo(() => [...faults, ...acting.faults], [faults, acting.faults]);
	return (
		<Page heading={view.header?.title || words.case.untitled} isWritten faults={all}>
			<p class="as-of">
				<span>{words.today.reference(referenceOf(caseTag))}</span>{" "}
				<button class="link-button" type="button" onClick={onLook}>
					{words.case.look}
				</button>
			</p>
			<CaseStrip caseTag={caseTag} tenure={tenure} shown={view} mayRead isBusy={acting.isBusy} onLook={onLook} />
			{acting.done !== null && (
				<div class="done" role="status">
					<p>{acting.done}</p>
				</div>
			)}
			<Alarms view={view} />
			<div class="case">
				<div class="case__bar">
					<ActionBar view={view} acting={acting} />
				</div>
				<div class="case__aside">
					<AgreedList view={view} acting={acting} />
					<InShort view={view} />
					<GiveLink view={view} />
					<ReportersSight view={view} />
					<Ahead view={view} />
					<MoreLinks view={view} />
					<CaseSignals caseTag={caseTag} />
					<Counted view={view} />
					<Notes view={view} />
					<ReferenceList division={view.division} />
				</div>
				<div class="case__thread">
					<Thread view={view} seenBefore={seenBefore} />
				</div>
			</div>
		</Page>
	);
}

/** The trail, the case on paper, and another that it belongs with have pages of their own. */
function MoreLinks({ view: { caseTag, tenure, opens, closed } }: { readonly view: CaseView }) {
	const { case: words, panel, finding } = useWords();
	const { walking } = useDesk();
	return (
		<p>
			<button class="link-button" type="button" onClick={() => walking.go({ at: "trail", caseTag, tenure })}>
				{words.trailLink}
			</button>
			<br />
			<button class="link-button" type="button" onClick={() => walking.go({ at: "panel", caseTag, tenure })}>
				{panel.link}
			</button>
			{opens.includes("notes") && closed === null && (
				<>
					<br />
					<button class="link-button" type="button" onClick={() => walking.go({ at: "belongs", caseTag, tenure })}>
						{finding.belongs}
					</button>
				</>
			)}
		</p>
	);
}

function Alarms({ view: { findings, unopened } }: { readonly view: CaseView }) {
	const { case: words } = useWords();
	if (findings.length === 0 && unopened === 0) return null;
	return (
		<section class="todo todo--alarm" aria-label={words.alarm}>
			{findings.length > 0 && <p>{words.alarm}</p>}
			{unopened > 0 && <p>{words.unopened}</p>}
		</section>
	);
}

function InShort({ view }: { readonly view: CaseView }) {
	const { case: words, today, shell } = useWords();
	const when = useWhen(view.zone);
	const { severity, severityRaised, handler, isMine, header, external, externalEligible, pausedUntil } = view;
	const raisedAs = severity === severityRaised ? "" : ` (${words.raisedAs(today.severities[severityRaised])})`;
	const handledBy = isMine ? words.handlerMe : handler === null ? words.handlerNobody : shell.roles[handler];
	const facts: Facts = [
		[words.severity, `${today.severities[severity]}${raisedAs}`],
		[words.handler, handledBy],
		...(header === null || header.unit === "" ? [] : [[words.unit, header.unit] as const]),
		[words.outside, externalEligible ? words.outsideChoices[external] : words.outsideNever],
	];
	return (
		<section class="next" aria-labelledby="facts">
			<h2 class="nhsuk-heading-m" id="facts">
				{words.facts}
			</h2>
			<FactList facts={facts} />
			{pausedUntil !== null && <p>{words.paused(when(pausedUntil))}</p>}
		</section>
	);
}
