/** What a letter says beside its words: nothing of it is kept from whoever reads them. */
import type { Categories, LetterContent } from "@answerable/types/content";
import { groupWords, WrittenFacts } from "./as-written.tsx";
import { useCommonWords } from "./language.ts";
import { useDay } from "./when.ts";

/** Kinds of work in the words of the page. */
type Groups = Readonly<Record<string, string>>;

export function Beside({ content: { action, news, categories }, groups }: { readonly content: LetterContent; readonly groups: Groups }) {
	const { beside: words } = useCommonWords();
	const day = useDay();
	return (
		<>
			{action !== undefined && (
				<WrittenFacts
					facts={[
						[words.owner, action.owner],
						[words.by, day(action.by)],
					]}
				/>
			)}
			{news !== undefined && <p>{words.became[news.became]}</p>}
			{categories !== undefined && <CountedFacts categories={categories} groups={groups} />}
		</>
	);
}

/** Under what a case is counted. What is on no list of ours stays as it was written. */
export function CountedFacts({ categories, groups }: { readonly categories: Categories; readonly groups: Groups }) {
	const { beside: words, elements: names, groupUnknown } = useCommonWords();
	const { elements, detriment, group } = categories;
	return (
		<WrittenFacts
			facts={[
				[words.counted, elements.map((element) => groupWords(names, element)).join("; ")],
				[words.detriment, words.detrimentSaid[detriment ? "yes" : "no"]],
				[words.group, group === undefined ? "" : groupWords({ ...groups, not_known: groupUnknown }, group)],
			]}
		/>
	);
}
