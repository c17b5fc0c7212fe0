/** The phone: a picture for its app, and the code that proves that it was read. */
import { useState } from "preact/hooks";
import { failureOf } from "../../../shell/engine.ts";
import type { Fault } from "../../../shell/error-summary.tsx";
import { LineField, LocalForm } from "../../../shell/field.tsx";
import { Page } from "../../../shell/page.tsx";
import { Qr } from "../../../shell/qr.tsx";
import { useUnsaved } from "../../../shell/use-unsaved.ts";
import type { Phone } from "../engine/protocol.ts";
import { failureWords } from "../failure-words.ts";
import { useDesk } from "../use-desk.ts";
import { useWords } from "../words/words.ts";

export function PhoneStep({ phone }: { readonly phone: Phone }) {
	const { joining: words, arriving, trouble } = useWords();
	const { ask, enter, shelved } = useDesk();
	const [code, setCode] = useState("");
	const [isBusy, setBusy] = useState(false);
	const [faults, setFaults] = useState<readonly Fault[]>([]);
	useUnsaved(!isBusy);
	const finish = () => {
		const digits = code.replaceAll(/\s/g, "");
		if (!/^\d{6}$/.test(digits)) return setFaults([{ field: "code", message: arriving.codeWrong }]);
		setBusy(true);
		setFaults([]);
		ask("accept", { code: digits, shelved: shelved() }).then(enter, (error) => {
			const failure = failureOf(error);
			setBusy(false);
			setFaults([{ field: failure.code === "wrong-code" ? "code" : null, message: failureWords(trouble, failure) }]);
		});
	};
	return (
		<Page heading={words.phoneHeading} faults={faults} final>
			<p>{words.phoneLead}</p>
			<Qr text={phone.uri} label={words.phonePicture} large />
			<p>
				{words.phoneSecret}{" "}
				<code class="phone-secret" translate={false}>
					{phone.secret.replaceAll(/(.{4})(?=.)/g, "$1 ")}
				</code>
			</p>
			<LocalForm onSubmit={finish} action={words.finish} isBusy={isBusy}>
				<LineField
					id="code"
					label={words.phoneCode}
					purpose="one-time-code"
					error={faults.find(({ field }) => field === "code")?.message}
					value={code}
					onValue={setCode}
				/>
			</LocalForm>
		</Page>
	);
}
