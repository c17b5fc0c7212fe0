/** Words on the reporter's pages. */
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import { languagesOf } from "../../shell/language.ts";
import { en } from "./en/all.ts";

/** Every word on the pages. Another language has the same keys, or it does not compile. */
export type Words = typeof en;

/** The language that an address asks for. */
export const languageFor = languagesOf(en);

export const WordsContext = createContext<Words>(en);

/** The words for a component. */
export function useWords(): Words {
	return useContext(WordsContext);
}
