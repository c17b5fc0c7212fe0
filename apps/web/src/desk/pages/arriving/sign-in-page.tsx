/** Signing in: a name, seven words, a code. What is wrong is told where it is, and what was typed stays, but for the code: it counts once. */
import { LoginName } from "@answerable/types/desk";
import { useState } from "preact/hooks";
import type { Typed } from "../../../reporter/typed-words.ts";
import { failureOf } from "../../../shell/engine.ts";
import type { Failure } from "../../../shell/engine-protocol.ts";
import type { Fault } from "../../../shell/error-summary.tsx";
import { LineField, LocalForm } from "../../../shell/field.tsx";
import { Page } from "../../../shell/page.tsx";
import { TypedWords, useTyping } from "../../../shell/typed-words.tsx";
import type { SignedIn, Typo } from "../engine/protocol.ts";
import { failureWords } from "../failure-words.ts";
import type { LockedDesk, Told } from "../presence.ts";
import { useDesk } from "../use-desk.ts";
import { useWords, type Words } from "../words/words.ts";
import { Busy } from "./busy.tsx";

type SignInProps = { readonly told: Told | null; readonly before: LockedDesk | null };

/** Codes that are about the phone. */
const ABOUT_CODE: readonly Failure["code"][] = ["wrong-code", "clock-off", "code-wait"];

export function SignInPage({ told, before }: SignInProps) {
	const { arriving: words, lost } = useWords();
	const { ask, showInvitation, showLost } = useDesk();
	const [name, setName] = useState<string>(told === null ? "" : (before?.name ?? ""));
	const [code, setCode] = useState("");
	const { typed, read, change, readNow } = useTyping((text) => ask("readTyped", text));
	const { signIn, isBusy, faults } = useSigningIn(() => setCode(""));
	const errorAt = (id: string) => ({ id, error: faults.find(({ field }) => field === id)?.message });
	const submit = () => void signIn({ name: name.trim().toLowerCase(), code: code.replaceAll(/\s/g, ""), readNow });
	return (
		<Page heading={words.heading} faults={faults} final>
			{told !== null && (
				<div class="done" role="status">
					<p>{words.told[told]}</p>
					{before?.hasDrafts === true && <p>{words.lockedKept}</p>}
				</div>
			)}
			<LocalForm onSubmit={submit} action={words.signIn} isBusy={isBusy}>
				<LineField {...errorAt("name")} label={words.name} hint={words.nameHint} purpose="username" value={name} onValue={setName} />
				<TypedWords label={words.words} hint={words.wordsHint} error={errorAt("words").error} typed={typed} read={read} onTyped={change} />
				<LineField {...errorAt("code")} label={words.code} hint={words.codeHint} purpose="one-time-code" value={code} onValue={setCode} />
				<Busy isBusy={isBusy} words={words.busy} />
			</LocalForm>
			<p>
				<button class="link-button" type="button" onClick={showInvitation}>
					{words.invitation}
				</button>
			</p>
			<p>
				<button class="link-button" type="button" onClick={showLost}>
					{lost.link}
				</button>
			</p>
		</Page>
	);
}

/** Signs in, or tells what is wrong and where. `onFailed`: the code is spent. */
function useSigningIn(onFailed: () => void) {
	const { arriving: words, trouble } = useWords();
	const { ask, enter, shelved } = useDesk();
	const [isBusy, setBusy] = useState(false);
	const [faults, setFaults] = useState<readonly Fault[]>([]);
	const show = (signedIn: SignedIn, have: number) => {
		if (signedIn.outcome === "typo") return setFaults([{ field: "words", message: typoWords(words, signedIn, have) }]);
		enter(signedIn.entered);
	};
	const signIn = async ({ readNow, ...given }: Given) => {
		setFaults([]);
		setBusy(true);
		try {
			const { words: read } = await readNow();
			const phrase = phraseOf(read);
			const found = faultsIn(words, { ...given, phrase });
			if (found.length === 0) show(await ask("signIn", { ...given, phrase, shelved: shelved() }), read.length);
			else setFaults(found);
		} catch (error) {
			const failure = failureOf(error);
			onFailed();
			setFaults([{ field: ABOUT_CODE.includes(failure.code) ? "code" : null, message: failureWords(trouble, failure) }]);
		}
		setBusy(false);
	};
	return { signIn, isBusy, faults };
}

/** What was typed; the words are read when they are sent. */
type Given = { readonly name: string; readonly code: string; readonly readNow: () => Promise<Typed> };

/** Words as they were read, in a line. */
export function phraseOf(words: Typed["words"]): string {
	return words.map(({ word }) => word).join(" ");
}

function faultsIn(
	words: Words["arriving"],
	{ name, phrase, code }: Omit<Given, "readNow"> & { readonly phrase: string },
): readonly Fault[] {
	return [
		...(LoginName.safeParse(name).success ? [] : [{ field: "name", message: words.nameWrong }]),
		...(phrase === "" ? [{ field: "words", message: words.wordsEmpty }] : []),
		...(/^\d{6}$/.test(code) ? [] : [{ field: "code", message: words.codeWrong }]),
	];
}

/** What is wrong with words, as far as they tell themselves. */
export function typoWords({ typo }: Words["arriving"], { what }: Typo, have: number): string {
	return what === "wrong-length" ? typo[what](String(have)) : typo[what];
}
