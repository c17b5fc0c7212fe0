/** A part of the pages that is loaded when it is first needed. */
import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import { Page } from "../../shell/page.tsx";
import { useWords } from "../words/words.ts";
import { TroublePage } from "./trouble-page.tsx";

/** Something to be loaded: once, however often it is asked for, and again if that failed. */
export type Loadable<T> = { readonly load: () => Promise<T>; readonly got: () => T | null };

export function loadable<T>(fetchIt: () => Promise<T>): Loadable<T> {
	let loading: Promise<T> | null = null;
	let got: T | null = null;
	return {
		load: () => {
			loading ??= fetchIt().then(
				(part) => {
					got = part;
					return part;
				},
				(error) => {
					loading = null;
					throw error;
				},
			);
			return loading;
		},
		got: () => got,
	};
}

/** Shows the part, or that it is on its way, or that it could not be had. */
export function Loaded<P extends object>({ part, given }: { readonly part: Loadable<ComponentType<P>>; readonly given: P }) {
	const words = useWords().shell;
	const [state, setState] = useState<"waiting" | "here" | "failed">("waiting");
	const fetchPart = () => {
		setState("waiting");
		part.load().then(
			() => setState("here"),
			() => setState("failed"),
		);
	};
	useEffect(() => {
		if (part.got() === null) fetchPart();
	}, [part]);
	const Part = part.got();
	if (Part !== null) return <Part {...given} />;
	if (state === "failed") return <TroublePage code="unreachable" onRetry={fetchPart} />;
	return <Page heading={words.loading}>{null}</Page>;
}
