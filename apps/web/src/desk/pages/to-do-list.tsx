/** What was agreed and is due, in the list of what needs somebody: each leads to its case. */
import { useContext, useMemo } from "preact/hooks";
import { useDay } from "../../shell/when.ts";
import { titleOf } from "../title.ts";
import { type ToDo, toDoBy } from "../to-do.ts";
import { referenceOf } from "../today.ts";
import { localDay } from "./local-day.ts";
import { TimeContext } from "./time-words.ts";
import { walkList } from "./today-list.tsx";
import { useDesk } from "./use-desk.ts";
import { useListing } from "./use-listing.tsx";
import { useWords } from "./words/words.ts";

/** What is due by now or within a week, as far as the cases were opened. */
export function useToDo(): readonly ToDo[] {
	const { read, listed } = useListing();
	const tell = useContext(TimeContext);
	return useMemo(() => toDoBy(listed.values(), localDay(tell())), [read, listed, tell]);
}

export function ToDoList({ toDo }: { readonly toDo: readonly ToDo[] }) {
	const { today: words } = useWords();
	if (toDo.length === 0) return null;
	return (
		<section aria-labelledby="to-do">
			<h2 class="nhsuk-heading-m" id="to-do">
				{words.agreed}
			</h2>
			<p class="nhsuk-body-s">{words.agreedWhat}</p>
			<ol class="today">
				{toDo.map((one) => (
					<Row key={`${one.listed.caseTag} ${one.action.sequence}`} one={one} />
				))}
			</ol>
		</section>
	);
}

function Row({ one: { listed, action, isLate } }: { readonly one: ToDo }) {
	const { today: words } = useWords();
	const { walking } = useDesk();
	const day = useDay();
	const { caseTag, tenure, title } = listed;
	return (
		<li class={`today__row${isLate ? " today__row--late" : ""}`}>
			<button class="today__open" type="button" onKeyDown={walkList} onClick={() => walking.go({ at: "case", caseTag, tenure })}>
				<span class="today__when">
					{isLate && <strong>{words.agreedLate}</strong>}
					<span>{words.agreedBy(day(action.by))}</span>
				</span>
				<span class="today__what" dir="auto">
					{titleOf(action.what) || "–"}
				</span>
				<span class="today__more">
					<span dir="auto">{action.owner}</span>
					<span dir="auto">{title}</span>
					<span>{words.reference(referenceOf(caseTag))}</span>
				</span>
			</button>
		</li>
	);
}
