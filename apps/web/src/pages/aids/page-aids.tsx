/** The page as a BSL video or in easy read, where the deployment gives it; nothing is shown, and nothing is fetched, where it does not. */
import type { AidedPage, BslVideo, EasyRead, PageAid } from "@answerable/types/page-aid";
import type { ComponentChildren } from "preact";
import { useContext, useEffect, useState } from "preact/hooks";
import { LanguageContext } from "../../shell/language.ts";
import { useVisit } from "../visit.ts";
import { useWords } from "../words/words.ts";
import { aidFor, fetchAids } from "./fetch-aids.ts";

export function PageAids({ page }: { readonly page: AidedPage }) {
	const { aids: words } = useWords();
	const aid = usePageAid(page);
	if (aid === null) return null;
	return (
		<div class="aids">
			{aid.bsl !== null && (
				<Unfolded summary={words.bsl}>
					<Video bsl={aid.bsl} language={aid.language} />
				</Unfolded>
			)}
			{aid.easyRead !== null && (
				<Unfolded summary={words.easyRead}>
					<Sentences of={aid.easyRead} />
				</Unfolded>
			)}
		</div>
	);
}

function usePageAid(page: AidedPage): PageAid | null {
	const { poster } = useVisit();
	const { tag } = useContext(LanguageContext);
	const [aids, setAids] = useState<readonly PageAid[]>([]);
	useEffect(() => {
		fetchAids().then(setAids);
	}, []);
	return aidFor(aids, { page, organisation: poster?.slug ?? null, language: tag });
}

/** Nothing in it is fetched before it is opened. */
function Unfolded({ summary, children }: { readonly summary: string; readonly children: ComponentChildren }) {
	const [isOpen, setOpen] = useState(false);
	return (
		<details class="nhsuk-details" open={isOpen} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
			<summary class="nhsuk-details__summary">
				<span class="nhsuk-details__summary-text">{summary}</span>
			</summary>
			<div class="nhsuk-details__text">{isOpen && children}</div>
		</details>
	);
}

/** It plays when somebody presses play, here and in no window of its own: leaving the page takes it away too. */
function Video({ bsl: { video, captions, transcript }, language }: { readonly bsl: BslVideo; readonly language: string }) {
	const { aids: words } = useWords();
	return (
		<>
			<video
				class="aids__video"
				src={`/aids/${video}`}
				controls
				preload="none"
				playsInline
				disablePictureInPicture
				disableRemotePlayback
				controlsList="nodownload noremoteplayback"
			>
				<track kind="captions" src={`/aids/${captions}`} srcLang={language} label={words.captions} default />
			</video>
			<h2 class="nhsuk-heading-s">{words.transcript}</h2>
			{transcript.map((sentence) => (
				<p key={sentence}>{sentence}</p>
			))}
		</>
	);
}

function Sentences({ of }: { readonly of: EasyRead }) {
	return (
		<ul class="aids__sentences">
			{of.map(({ says, picture }) => (
				<li key={says}>
					{picture !== null && <img class="aids__picture" src={`/aids/${picture.file}`} alt={picture.shows} />}
					<p>{says}</p>
				</li>
			))}
		</ul>
	);
}
