/** A name to sign in by, and the words that belong to it. */
import { LoginName } from "@answerable/types/desk";
import { useState } from "preact/hooks";
import { failureOf } from "../../../shell/engine.ts";
import type { Fault } from "../../../shell/error-summary.tsx";
import { LineField, LocalForm } from "../../../shell/field.tsx";
import { Page } from "../../../shell/page.tsx";
import { Busy } from "../arriving/busy.tsx";
import type { Invited } from "../engine/protocol.ts";
import { failureWords } from "../failure-words.ts";
import { useDesk } from "../use-desk.ts";
import { useWords } from "../words/words.ts";
import { InvitedWhat } from "./invited-what.tsx";
import type { Made } from "./made.ts";

export function NameStep({ invited, onMade }: { readonly invited: Invited; readonly onMade: (made: Made) => void }) {
	const { joining: words, arriving, trouble } = useWords();
	const { ask } = useDesk();
	const [name, setName] = useState<string>(invited.name ?? "");
	const [isBusy, setBusy] = useState(false);
	const [faults, setFaults] = useState<readonly Fault[]>([]);
	const make = () => {
		const login = name.trim().toLowerCase();
		if (!LoginName.safeParse(login).success) return setFaults([{ field: "name", message: arriving.nameWrong }]);
		setFaults([]);
		setBusy(true);
		ask("makeWords", login).then(
			(made) => onMade({ name: login, ...made }),
			(error) => {
				setBusy(false);
				setFaults([{ field: null, message: failureWords(trouble, failureOf(error)) }]);
			},
		);
	};
	return (
		<Page heading={words.heading} faults={faults} final>
			<InvitedWhat invited={invited} />
			<LocalForm onSubmit={make} action={words.make} isBusy={isBusy}>
				{invited.name === null && (
					<LineField
						id="name"
						label={words.name}
						hint={words.nameHint}
						purpose="username"
						error={faults.find(({ field }) => field === "name")?.message}
						value={name}
						onValue={setName}
					/>
				)}
				<Busy isBusy={isBusy} words={words.making} />
			</LocalForm>
		</Page>
	);
}
