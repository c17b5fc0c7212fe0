/** What waits for the reporter: something that is not true, somebody new who needs the key, a question, a withdrawal that can still be taken back. */
import type { Role } from "@answerable/types/role";
import type { ComponentChildren } from "preact";
import { listed } from "../../reporter/sentence.ts";
import type { MailboxView } from "../../reporter/view.ts";
import { ErrorSummary } from "../../shell/error-summary.tsx";
import { useWhen } from "../../shell/when.ts";
import { useNavigation } from "../router/navigation.ts";
import type { MailboxPage } from "../router/place.ts";
import { useWords } from "../words/words.ts";
import { type DoingNow, useDoing } from "./use-doing.ts";

export function Todo({ view }: { readonly view: MailboxView }) {
	const words = useWords().mailbox;
	const { perform, isBusy, faults } = useDoing(view.zone);
	const when = useWhen(view.zone);
	const { proofs, withdrawal, feedbackAsked, detrimentAsked, successors, successorsAhead } = view;
	return (
		<>
			<ErrorSummary faults={faults} />
			{proofs.findings.length > 0 && (
				<section class="todo todo--alarm" aria-label={words.alarm}>
					<p>
						<strong>{words.alarm}</strong>
					</p>
					<p>{words.alarmHint}</p>
					<GoTo page="proofs">{words.alarmLink}</GoTo>
				</section>
			)}
			{successors.length + successorsAhead.length > 0 && <GiveKeys view={view} perform={perform} isBusy={isBusy} />}
			{withdrawal !== null && (
				<section class="todo" aria-label={words.todo}>
					<p>{words.withdrawalTodo(when(withdrawal))}</p>
					<button
						class="nhsuk-button nhsuk-button--small"
						type="button"
						disabled={isBusy}
						onClick={() => perform({ kind: "recall" }, words.recalled)}
					>
						{words.recall}
					</button>
				</section>
			)}
			{detrimentAsked !== null && (
				<section class="todo" aria-label={words.detrimentLink}>
					<p>{words.detrimentTodo}</p>
					<GoTo page="detriment">{words.detrimentLink}</GoTo>
				</section>
			)}
			{feedbackAsked !== null && (
				<section class="todo" aria-label={words.feedbackLink}>
					<p>{words.feedbackTodo}</p>
					<GoTo page="feedback">{words.feedbackLink}</GoTo>
				</section>
			)}
		</>
	);
}

/** Somebody new holds an office: they are given the key by one tap, and not without it, because a visit alone tells nobody anything. */
function GiveKeys({ view, perform, isBusy }: { readonly view: MailboxView } & Pick<DoingNow, "perform" | "isBusy">) {
	const { mailbox, story } = useWords();
	const { successor: words } = mailbox;
	const when = useWhen(view.zone);
	const named = (roles: readonly Role[], say: (who: string) => string) => {
		const names = roles.map((role) => story.roles[role]);
		return names.length === 0 ? [] : [say(listed(names, story))];
	};
	const doneNow = view.visibleAt <= view.asOf ? words.doneNow : (who: string) => words.done(who, when(view.visibleAt));
	const done = [...named(view.successors, doneNow), ...named(view.successorsAhead, words.doneAhead)].join(" ");
	return (
		<section class="todo" aria-label={words.heading}>
			<p>
				<strong>{words.heading}</strong>
			</p>
			{[...named(view.successors, words.what), ...named(view.successorsAhead, words.ahead)].map((what) => (
				<p key={what}>{what}</p>
			))}
			<p>{words.checked}</p>
			<p>{words.seen(when(view.visibleAt))}</p>
			<button class="nhsuk-button nhsuk-button--small" type="button" disabled={isBusy} onClick={() => perform({ kind: "give-keys" }, done)}>
				{words.give}
			</button>
		</section>
	);
}

function GoTo({ page, children }: { readonly page: MailboxPage; readonly children: ComponentChildren }) {
	const { go } = useNavigation();
	return (
		<button class="nhsuk-button nhsuk-button--secondary nhsuk-button--small" type="button" onClick={() => go({ at: "mailbox", page })}>
			{children}
		</button>
	);
}
