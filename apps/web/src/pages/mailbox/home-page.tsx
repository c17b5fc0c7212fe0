/** The first page of a mailbox: what needs its reporter, what must happen, what happened. */
import { useState } from "preact/hooks";
import type { MailboxView } from "../../reporter/view.ts";
import { failureOf } from "../../shell/engine.ts";
import type { Fault } from "../../shell/error-summary.tsx";
import { Page } from "../../shell/page.tsx";
import { useWhen } from "../../shell/when.ts";
import { useSession } from "../engine/session.ts";
import { useNavigation } from "../router/navigation.ts";
import type { MailboxPage } from "../router/place.ts";
import { useVisit } from "../visit.ts";
import { useWords } from "../words/words.ts";
import { NextSteps } from "./next-steps.tsx";
import { StoryList } from "./story-list.tsx";
import { Todo } from "./todo.tsx";
import { failureWords } from "./use-doing.ts";

export function HomePage({ view }: { readonly view: MailboxView }) {
	const words = useWords().mailbox;
	const { ask } = useSession();
	const { go, leave } = useNavigation();
	const { mailbox, showMailbox } = useVisit();
	const when = useWhen(view.zone);
	const [isBusy, setBusy] = useState(false);
	const [faults, setFaults] = useState<readonly Fault[]>([]);
	const refresh = () => {
		setBusy(true);
		setFaults([]);
		ask("refresh", null).then(
			(fresh) => {
				setBusy(false);
				showMailbox({ view: fresh, done: null });
			},
			(error) => {
				setBusy(false);
				setFaults([{ field: null, message: failureWords(words, failureOf(error).code).replace(words.failed, "").trim() }]);
			},
		);
	};
	if (view.isClaimed) return <ClaimedPage />;
	return (
		<Page heading={words.heading} faults={faults} final>
			{mailbox?.done != null && (
				<div class="done" role="status">
					<p>{mailbox.done}</p>
				</div>
			)}
			<p class="as-of">
				<span>{`${words.state[stateOf(view)]}. ${words.asOf(when(view.asOf))}`}</span>{" "}
				<button class="link-button" type="button" onClick={refresh} disabled={isBusy}>
					{isBusy ? words.refreshing : words.refresh}
				</button>
			</p>
			<Todo view={view} />
			<NextSteps view={view} />
			{view.mayWrite && (
				<button class="nhsuk-button" type="button" onClick={() => go({ at: "mailbox", page: "write" })}>
					{words.write}
				</button>
			)}
			<StoryList view={view} />
			<More view={view} />
			<button class="nhsuk-button nhsuk-button--secondary" type="button" onClick={leave}>
				{words.more.leave}
			</button>
		</Page>
	);
}

function stateOf({ closed }: MailboxView): "open" | "closed" | "withdrawn" {
	if (closed === null) return "open";
	return closed.reason === "withdrawn" ? "withdrawn" : "closed";
}

function More({ view }: { readonly view: MailboxView }) {
	const { more: words } = useWords().mailbox;
	const { go } = useNavigation();
	const hasRights = view.waivable.length > 0 || view.mayAskFurther;
	const pages: readonly MailboxPage[] = [
		"access",
		"sorted",
		"proofs",
		"pack",
		...(hasRights ? (["rights"] as const) : []),
		"change",
		...(view.withdrawalWouldEnd === null ? [] : (["withdraw"] as const)),
	];
	return (
		<nav aria-labelledby="more">
			<h2 class="nhsuk-heading-m" id="more">
				{words.heading}
			</h2>
			<ul class="nhsuk-list more">
				{pages.map((page) => (
					<li key={page}>
						<button class="link-button" type="button" onClick={() => go({ at: "mailbox", page })}>
							{words[page === "change" ? "words" : (page as keyof typeof words)]}
						</button>
					</li>
				))}
			</ul>
		</nav>
	);
}

/** A claim code dies at first use: its owner makes words of their own before anything is shown. */
function ClaimedPage() {
	const { claimed: words } = useWords().mailbox;
	const { go } = useNavigation();
	return (
		<Page heading={words.heading} final>
			{words.what.map((sentence) => (
				<p key={sentence}>{sentence}</p>
			))}
			<button class="nhsuk-button" type="button" onClick={() => go({ at: "mailbox", page: "change" })}>
				{words.action}
			</button>
		</Page>
	);
}
