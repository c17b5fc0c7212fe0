/** A case of which somebody may know that it exists, and no more. They can say that they have heard. */
import { useMemo, useState } from "preact/hooks";
import { failureOf } from "../../../shell/engine.ts";
import type { Fault } from "../../../shell/error-summary.tsx";
import { Page } from "../../../shell/page.tsx";
import { useWhen } from "../../../shell/when.ts";
import type { ExistenceView } from "../../case-view.ts";
import type { Shown } from "../engine/protocol.ts";
import { failureWords } from "../failure-words.ts";
import { CaseStrip } from "../live/case-strip.tsx";
import { useDesk } from "../use-desk.ts";
import { useWords } from "../words/words.ts";

type ExistenceProps = {
	readonly view: ExistenceView;
	/** What went wrong when the case was read again. */
	readonly faults: readonly Fault[];
	readonly onShown: (shown: Shown) => void;
	readonly onLook: () => void;
};

export function ExistencePage({ view, faults: unread, onShown, onLook }: ExistenceProps) {
	const { case: words, today, verbs, trouble } = useWords();
	const { ask } = useDesk();
	const when = useWhen(view.zone);
	const [failed, setFailed] = useState<readonly Fault[]>([]);
	/** The case as it stood when it could not be read again. */
	const [unreadIn, setUnreadIn] = useState<ExistenceView | null>(null);
	const isDone = unreadIn === view;
	const faults = useMemo(() => [...unread, ...failed], [unread, failed]);
	const { caseTag, tenure, clocks, heard } = view;
	const sayHeard = (rung: ExistenceView["heard"][number]) =>
		ask("act", { caseTag, tenure, doing: { kind: "heard", rung } }).then(
			({ shown }) => (shown === null ? setUnreadIn(view) : onShown(shown)),
			(error) => setFailed([{ field: null, message: failureWords(trouble, failureOf(error)) }]),
		);
	return (
		<Page heading={words.existenceHeading} faults={faults}>
			<CaseStrip caseTag={caseTag} tenure={tenure} shown={view} mayRead={false} isBusy={false} onLook={onLook} />
			<p>{words.existenceWhat}</p>
			<p>
				<span class={`tag tag--${view.severity.toLowerCase()}`}>{today.severities[view.severity]}</span>
			</p>
			<ul class="nhsuk-list nhsuk-list--bullet">
				{clocks.map(({ clock, round, due }) => (
					<li key={`${clock} ${round}`}>{`${today.clocks[clock]}: ${words.due(when(due))}`}</li>
				))}
			</ul>
			{isDone && (
				<div class="done" role="status">
					<p>{`${verbs.doneQuiet} ${verbs.unread}`}</p>
					<button class="nhsuk-button nhsuk-button--small" type="button" onClick={onLook}>
						{words.look}
					</button>
				</div>
			)}
			{(isDone ? [] : heard).map((rung) => (
				<div key={rung}>
					<p>{verbs.heardWhat}</p>
					<button class="nhsuk-button" type="button" onClick={() => void sayHeard(rung)}>
						{verbs.names.heard}
					</button>
				</div>
			))}
		</Page>
	);
}
