/** Taking it outside: what the record holds, and what else it should. Made on this device, saved only if somebody asks. */
import { useContext, useState } from "preact/hooks";
import type { MailboxView } from "../../reporter/view.ts";
import { failureOf } from "../../shell/engine.ts";
import type { Fault } from "../../shell/error-summary.tsx";
import { Checkboxes, LocalForm } from "../../shell/field.tsx";
import { LanguageContext } from "../../shell/language.ts";
import { Page } from "../../shell/page.tsx";
import { useSession } from "../engine/session.ts";
import { useWords } from "../words/words.ts";
import { type PackChoice, packOf } from "./pack.ts";
import { failureWords } from "./use-doing.ts";

/** A name that says nothing, as the title of the page does. */
const FILE_NAME = "information.html";

export function PackPage({ view }: { readonly view: MailboxView }) {
	const words = useWords();
	const { pack, failed } = words.mailbox;
	const { tag } = useContext(LanguageContext);
	const { ask } = useSession();
	const [include, setInclude] = useState<readonly PackChoice[]>([]);
	const [file, setFile] = useState<string | null>(null);
	const [faults, setFaults] = useState<readonly Fault[]>([]);
	const make = () => {
		setFaults([]);
		ask("evidence", null).then(
			(evidence) => setFile(packOf({ view, evidence, include, words, tag })),
			(error) => setFaults([{ field: null, message: failureWords(words.mailbox, failureOf(error).code).replace(failed, "").trim() }]),
		);
	};
	return (
		<Page heading={pack.heading} faults={faults}>
			<p>{pack.lead}</p>
			<p>{`${pack.holds}:`}</p>
			<ul class="nhsuk-list nhsuk-list--bullet">
				{pack.points.map((sentence) => (
					<li key={sentence}>{sentence}</li>
				))}
			</ul>
			<p>{pack.without}</p>
			<LocalForm onSubmit={make} action={pack.make}>
				<Checkboxes
					id="include"
					legend={pack.include}
					choices={[
						{ value: "concern", label: pack.concern },
						{ value: "letters", label: pack.letters },
						{ value: "private", label: pack.private, hint: pack.privateHint },
					]}
					values={include}
					onValues={(values) => {
						setInclude(values);
						setFile(null);
					}}
				/>
			</LocalForm>
			<div aria-live="polite">{file !== null && <Ready file={file} />}</div>
		</Page>
	);
}

/** The file stays in memory until somebody saves it: its address is made for the one press, and forgotten. */
function Ready({ file }: { readonly file: string }) {
	const { pack } = useWords().mailbox;
	const save = () => {
		const address = URL.createObjectURL(new Blob([file], { type: "text/html;charset=utf-8" }));
		const link = document.createElement("a");
		link.href = address;
		link.download = FILE_NAME;
		link.click();
		setTimeout(() => URL.revokeObjectURL(address), 1_000);
	};
	return (
		<div class="done">
			<p>
				<strong>{pack.ready}</strong>
			</p>
			<button class="nhsuk-button nhsuk-button--small" type="button" onClick={save}>
				{pack.save}
			</button>
			<p class="nhsuk-body-s">{pack.saveHint}</p>
		</div>
	);
}
