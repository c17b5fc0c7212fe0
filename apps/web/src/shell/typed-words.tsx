/** Typing seven words: completed, and read back one by one. Nothing is kept, and nothing leaves the device. */
import { useEffect, useRef, useState } from "preact/hooks";
import type { ReadWord, Typed } from "../reporter/typed-words.ts";
import { TextField } from "./field.tsx";
import { useCommonWords } from "./language.ts";

const NOTHING: Typed = { words: [], completions: [] };

/** What is typed, and how the engine reads it: nothing of it leaves the device. */
export function useTyping(readTyped: (typed: string) => Promise<Typed>) {
	const [typed, setTyped] = useState("");
	const [read, setRead] = useState<Typed>(NOTHING);
	const latest = useRef("");
	const change = (value: string) => {
		latest.current = value;
		setTyped(value);
	};
	useEffect(() => {
		readTyped(typed).then(
			(answer) => latest.current === typed && setRead(answer),
			() => undefined,
		);
	}, [typed]);
	/** What stands there now, which `read` may not have caught up with. */
	const readNow = () => readTyped(latest.current);
	return { typed, read, change, readNow };
}

type TypedWordsProps = {
	readonly label: string;
	readonly hint: string;
	readonly error: string | undefined;
	readonly typed: string;
	readonly read: Typed;
	readonly onTyped: (typed: string) => void;
};

/** The field for seven words. Its id is `words`. */
export function TypedWords({ label, hint, error, typed, read, onTyped }: TypedWordsProps) {
	return (
		<>
			<TextField id="words" label={label} hint={hint} error={error} rows={3} value={typed} onValue={onTyped} />
			<Completions read={read} onPick={(word) => onTyped(`${typed.replace(/[\p{L}-]+$/u, "")}${word} `)} />
			<ReadBack read={read} onSwap={(before, word) => onTyped(typed.replace(new RegExp(before, "iu"), word))} />
		</>
	);
}

function Completions({ read, onPick }: { readonly read: Typed; readonly onPick: (word: string) => void }) {
	const words = useCommonWords().typing;
	if (read.completions.length === 0) return null;
	return (
		<fieldset class="completions">
			<legend class="nhsuk-u-visually-hidden">{words.suggestions}</legend>
			{read.completions.map((word) => (
				<button key={word} class="completions__word" type="button" translate={false} onClick={() => onPick(word)}>
					{word}
				</button>
			))}
		</fieldset>
	);
}

/** The words as they were understood, so that somebody can hold them against the slip. */
function ReadBack({ read, onSwap }: { readonly read: Typed; readonly onSwap: (before: string, word: string) => void }) {
	const words = useCommonWords().typing;
	if (read.words.length === 0) return null;
	return (
		<div class="read-back">
			<p class="nhsuk-body-s">{words.count(String(read.words.length))}</p>
			<ol class="read-back__words" aria-label={words.read} translate={false}>
				{read.words.map((each, index) => (
					<li key={`${index} ${each.word}`} class={isWrong(each, index, read) ? "read-back__wrong" : undefined}>
						{each.word}
						{isWrong(each, index, read) && <span class="read-back__note">{` ${words.unlisted}`}</span>}
						{each.near.map((word) => (
							<button key={word} class="link-button read-back__swap" type="button" onClick={() => onSwap(each.word, word)}>
								{words.swap(word)}
							</button>
						))}
					</li>
				))}
			</ol>
		</div>
	);
}

/** A word that is still being typed is not wrong yet. */
function isWrong({ isListed }: ReadWord, index: number, { words, completions }: Typed): boolean {
	return !isListed && !(index === words.length - 1 && completions.length > 0);
}
