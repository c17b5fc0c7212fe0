/** Words on the page, in the language that the address asks for. Nothing is kept: the language is in the address, or it is English. */
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import { type CommonWords, common } from "./words.ts";

/** A language, with how it is written. */
export type Language<Words> = { readonly tag: string; readonly direction: "ltr" | "rtl"; readonly words: Words };

/**
 * Makes what finds the language that an address asks for (`?lang=cy`); English if we do not have it. The two that exist beside
 * English, loaded only when asked for, are no languages: one shows what was forgotten to be put into the catalogue and what breaks
 * when words grow, the other what breaks when they run from right to left.
 */
export function languagesOf<Words>(english: Words): (search: string) => Promise<Language<Words>> {
	const others: Readonly<Record<string, () => Promise<Language<Words>>>> = {
		"en-XA": async () => ({ tag: "en-XA", direction: "ltr", words: (await import("./pseudo.ts")).accented(english) }),
		"ar-XB": async () => ({ tag: "ar-XB", direction: "rtl", words: (await import("./pseudo.ts")).mirrored(english) }),
	};
	return async (search) => {
		const asked = new URLSearchParams(search).get("lang") ?? "";
		return (await others[asked]?.()) ?? { tag: "en-GB", direction: "ltr", words: english };
	};
}

export const LanguageContext = createContext<Language<CommonWords>>({ tag: "en-GB", direction: "ltr", words: common });

/** The words that all pages have, for a component of theirs. */
export function useCommonWords(): CommonWords {
	return useContext(LanguageContext).words;
}
