/** The number is read out: it is typed as it is heard, and only if it is the same anything is signed. */
import { useState } from "preact/hooks";
import { failureOf } from "../../../shell/engine.ts";
import type { Fault } from "../../../shell/error-summary.tsx";
import { LocalForm, TextField } from "../../../shell/field.tsx";
import { Busy } from "../arriving/busy.tsx";
import type { FoundingShown } from "../engine/protocol.ts";
import { failureWords } from "../failure-words.ts";
import { useDesk } from "../use-desk.ts";
import { useWords } from "../words/words.ts";
import { FingerprintOf } from "./fingerprint-of.tsx";

const FIELD = "read-out";

type ReadOutProps = {
	readonly founding: FoundingShown;
	readonly onFault: (faults: readonly Fault[]) => void;
	readonly onSigned: (founding: FoundingShown | null) => void;
};

export function ReadOutStep({ founding: { organisation, fingerprint }, onFault, onSigned }: ReadOutProps) {
	const { founding: words, trouble } = useWords();
	const { ask } = useDesk();
	const [typed, setTyped] = useState("");
	const [error, setError] = useState<string | undefined>(undefined);
	const [isBusy, setBusy] = useState(false);
	const fail = (message: string, field: string | null) => {
		setError(field === null ? undefined : message);
		onFault([{ field, message }]);
	};
	const sign = async () => {
		if (isBusy) return;
		if (typed.trim() === "") return fail(words.typedEmpty, FIELD);
		setBusy(true);
		onFault([]);
		setError(undefined);
		try {
			const answer = await ask("signFounding", { organisation, readOut: typed });
			if (answer === "differs") fail(words.differs, FIELD);
			else onSigned(answer);
		} catch (cause) {
			fail(failureWords(trouble, failureOf(cause)), null);
		}
		setBusy(false);
	};
	return (
		<>
			<h2 class="nhsuk-heading-m">{words.readHeading}</h2>
			<p>{words.read}</p>
			<FingerprintOf fingerprint={fingerprint} />
			<LocalForm onSubmit={() => void sign()} action={words.sign} isBusy={isBusy}>
				<TextField
					id={FIELD}
					rows={3}
					label={words.typed}
					hint={words.typedHint}
					error={error}
					value={typed}
					onValue={setTyped}
					isShut={isBusy}
				/>
				<Busy isBusy={isBusy} words={words.signing} />
			</LocalForm>
		</>
	);
}
