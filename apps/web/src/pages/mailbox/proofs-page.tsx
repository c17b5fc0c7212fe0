/** What this browser proved, and what it could not. */
import type { MailboxView } from "../../reporter/view.ts";
import { Page } from "../../shell/page.tsx";
import { useNavigation } from "../router/navigation.ts";
import { Fingerprint } from "../start/fingerprint.tsx";
import { useWords } from "../words/words.ts";
import { findingWords } from "./findings.ts";

export function ProofsPage({ view }: { readonly view: MailboxView }) {
	const { proofs: words, more } = useWords().mailbox;
	const { go } = useNavigation();
	const { findings, inLog, notYet, logSize, isPromiseKept } = view.proofs;
	return (
		<Page heading={words.heading}>
			{findings.length === 0 ? (
				<p class="done">{words.good}</p>
			) : (
				<div class="todo todo--alarm">
					<p>
						<strong>{words.bad}</strong>
					</p>
					<ul class="nhsuk-list nhsuk-list--bullet">
						{findingWords(findings, words).map((sentence) => (
							<li key={sentence}>{sentence}</li>
						))}
					</ul>
					<h2 class="nhsuk-heading-s">{words.what}</h2>
					<p>{words.whatText}</p>
				</div>
			)}
			{findings.some(({ code }) => code === "other-roots") && (
				<>
					<h2 class="nhsuk-heading-m">{words.poster.heading}</h2>
					{words.poster.what.map((sentence) => (
						<p key={sentence}>{sentence}</p>
					))}
				</>
			)}
			<h2 class="nhsuk-heading-m">{words.how}</h2>
			<ul class="nhsuk-list nhsuk-list--bullet">
				{words.points.map((sentence) => (
					<li key={sentence}>{sentence}</li>
				))}
				<li>{logSize === null ? words.noLog : words.inLog(String(inLog), String(logSize))}</li>
				{logSize !== null && <li>{notYet === 0 ? words.allIn : words.notYet(String(notYet))}</li>}
				{logSize !== null && <li>{isPromiseKept ? words.promise : words.promiseNot}</li>}
			</ul>
			<Fingerprint />
			<button class="link-button" type="button" onClick={() => go({ at: "mailbox", page: "pack" })}>
				{more.pack}
			</button>
		</Page>
	);
}
