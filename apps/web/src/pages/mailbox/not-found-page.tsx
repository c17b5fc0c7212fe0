/** The words are right and open nothing: what that means, and what the slip can still prove. */
import { useState } from "preact/hooks";
import type { PromiseTrace, Trace } from "../../reporter/trace.ts";
import { failureOf } from "../../shell/engine.ts";
import { LocalForm, TextField } from "../../shell/field.tsx";
import { Page } from "../../shell/page.tsx";
import { useWhen } from "../../shell/when.ts";
import { useSession } from "../engine/session.ts";
import { useNavigation } from "../router/navigation.ts";
import { Contact } from "../shell/contact.tsx";
import { PageLink } from "../shell/page-link.tsx";
import type { TroubleCode } from "../shell/trouble.ts";
import { troubleWords } from "../shell/trouble.ts";
import { useVisit } from "../visit.ts";
import { useWords } from "../words/words.ts";

export function NotFoundPage({ trace }: { readonly trace: Trace }) {
	const { comeback, start: startWords } = useWords();
	const words = comeback.notFound;
	const { back } = useNavigation();
	const { heading, what } = words[trace];
	return (
		<Page heading={words.heading}>
			<p>{words.right}</p>
			<div class="nhsuk-inset-text">
				<h2 class="nhsuk-heading-m">{heading}</h2>
				{what.map((sentence) => (
					<p key={sentence}>{sentence}</p>
				))}
			</div>
			{trace !== "deleted" && trace !== "changed" && <SlipCheck />}
			<button class="nhsuk-button nhsuk-button--secondary" type="button" onClick={back}>
				{words.again}
			</button>
			<Contact />
			<p>
				<PageLink to={{ at: "routes" }}>{startWords.routesLink}</PageLink>
			</p>
		</Page>
	);
}

/** The promise of a slip, looked for in the log. */
function SlipCheck() {
	const { comeback, trouble: troubles } = useWords();
	const words = comeback.notFound;
	const { ask } = useSession();
	const { poster } = useVisit();
	const when = useWhen("Europe/London");
	const [text, setText] = useState("");
	const [answer, setAnswer] = useState<PromiseTrace | "empty" | null>(null);
	const [trouble, setTrouble] = useState<TroubleCode | null>(null);
	const check = () => {
		setAnswer(text.trim() === "" ? "empty" : null);
		setTrouble(null);
		if (text.trim() === "") return;
		ask("tracePromise", { slug: poster?.slug ?? "", text }).then(setAnswer, (error) => setTrouble(failureOf(error).code));
	};
	const found = answer === null || answer === "empty" ? null : answer;
	const publishBy = found !== null && "publishBy" in found ? found.publishBy : null;
	return (
		<>
			<h2 class="nhsuk-heading-m">{words.promiseHeading}</h2>
			<LocalForm onSubmit={check} action={words.promiseCheck}>
				<TextField
					id="promise"
					label={words.promiseLabel}
					hint={words.promiseHint}
					error={answer === "empty" ? words.promiseEmpty : undefined}
					rows={4}
					value={text}
					onValue={setText}
				/>
			</LocalForm>
			<div aria-live="polite">
				{trouble !== null && <p class="nhsuk-inset-text">{troubleWords(troubles, trouble).what[0]}</p>}
				{found !== null && (
					<div class="nhsuk-inset-text">
						<p>
							<strong>{words.promise[found.outcome]}</strong>
						</p>
						{publishBy !== null && <p>{words.promiseBy(when(publishBy))}</p>}
					</div>
				)}
			</div>
		</>
	);
}
