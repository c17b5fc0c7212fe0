/** All cases of whoever is in, as far as they were opened. It ends when they lock up, and nothing of it is kept. */
import { epochSeconds, instantOf } from "@answerable/log/epoch";
import type { InboxRow } from "@answerable/types/desk";
import type { Instant } from "@answerable/types/time";
import { type ComponentChildren, createContext } from "preact";
import { useCallback, useContext, useMemo, useRef, useState } from "preact/hooks";
import { deviceClock } from "../../clock.ts";
import { failureOf } from "../../shell/engine.ts";
import type { Failure } from "../../shell/engine-protocol.ts";
import { ANYTHING, type ListedCases, type Sought } from "../search.ts";
import type { Found } from "../signals.ts";
import type { OpenedSome, Rows } from "./engine/protocol.ts";
import { TimeContext } from "./time-words.ts";
import { useDesk } from "./use-desk.ts";

/** Rows as they were read, and when. `isWhole`: false while only the most urgent of them are here. */
type Read = { readonly rows: readonly InboxRow[]; readonly at: Instant; readonly isWhole: boolean };

export type ListingUse = {
	/** Null until they were read for the first time. */
	readonly read: Read | null;
	readonly listed: ListedCases;
	/** How many are open, of those that may be read. */
	readonly progress: { readonly opened: number; readonly of: number };
	/** What they say together; null until all are open. */
	readonly found: Found | null;
	readonly isBusy: boolean;
	/** Why the list could not be read. */
	readonly failure: Failure | null;
	/** Not all could be opened. */
	readonly isCutShort: boolean;
	/** Reads the list anew, and opens what is new in it. */
	readonly look: () => void;
	/** What is searched for: it is remembered while somebody walks about, and no longer. */
	readonly sought: Sought;
	readonly seek: (sought: Sought) => void;
	/** Whether the / key searches: whoever speaks to their computer may turn it off (WCAG 2.1.4). */
	readonly hasSlash: boolean;
	readonly setSlash: (has: boolean) => void;
};

const ListingContext = createContext<ListingUse | null>(null);

/** Around every page that is shown to somebody who is in. */
export function ListingProvider({ children }: { readonly children: ComponentChildren }) {
	const [aheadSeconds, setAhead] = useState(0);
	const now = useCallback(() => instantOf(epochSeconds(deviceClock.now()) + aheadSeconds), [aheadSeconds]);
	const opening = useOpening((serverNow) => setAhead(epochSeconds(serverNow) - epochSeconds(deviceClock.now())));
	const [sought, seek] = useState(ANYTHING);
	const [hasSlash, setSlash] = useState(true);
	const listing = useMemo(() => ({ ...opening, sought, seek, hasSlash, setSlash }), [opening, sought, hasSlash]);
	return (
		<TimeContext.Provider value={now}>
			<ListingContext.Provider value={listing}>{children}</ListingContext.Provider>
		</TimeContext.Provider>
	);
}

/** The list for a component. */
export function useListing(): ListingUse {
	const listing = useContext(ListingContext);
	if (listing === null) throw new Error("There is no list around this component.");
	return listing;
}

type Opening = Omit<ListingUse, "sought" | "seek" | "hasSlash" | "setSlash">;
type Stands = Omit<Opening, "look">;

const NOTHING_YET: Stands = {
	read: null,
	listed: new Map(),
	progress: { opened: 0, of: 0 },
	found: null,
	isBusy: false,
	failure: null,
	isCutShort: false,
};

function useOpening(onTime: (now: Instant) => void): Opening {
	const { ask } = useDesk();
	const [stands, setStands] = useState(NOTHING_YET);
	const run = useRef(0);
	const look = useCallback(() => {
		run.current += 1;
		const mine = run.current;
		const change = (part: Partial<Stands> | ((before: Stands) => Partial<Stands>)) => {
			if (mine === run.current) setStands((before) => ({ ...before, ...(typeof part === "function" ? part(before) : part) }));
		};
		change({ isBusy: true, failure: null, isCutShort: false });
		const openAll = () =>
			ask("openAll", null, (some) => {
				// Also of a run before this one: the engine opens each case once.
				if (some.kind === "opened") setStands((before) => ({ ...before, ...withMore(before, some) }));
			}).then(
				(found) => {
					if (found !== null) change(({ read }) => (read?.isWhole === true ? { found } : {}));
				},
				() => change({ isCutShort: true }),
			);
		const show = ({ rows, now }: Rows, isWhole: boolean) => {
			onTime(now);
			change(({ listed }) => ({ read: { rows, at: now, isWhole }, listed: isWhole ? onlyThose(listed, rows) : listed }));
			void openAll();
		};
		ask("today", null, (first) => {
			if (first.kind === "first") show(first, false);
		}).then(
			(rows) => {
				change({ isBusy: false });
				show(rows, true);
			},
			(error) => change({ isBusy: false, failure: failureOf(error) }),
		);
	}, []);
	return useMemo(() => ({ ...stands, look }), [stands]);
}

/** What is no longer mine to see is forgotten. */
function onlyThose(listed: ListedCases, rows: Rows["rows"]): ListedCases {
	const tags = new Set(rows.map(({ caseTag }) => caseTag));
	return new Map([...listed].filter(([tag]) => tags.has(tag)));
}

function withMore({ listed }: Stands, some: OpenedSome): Pick<Stands, "listed" | "progress"> {
	return { listed: new Map([...listed, ...some.listed]), progress: { opened: some.opened, of: some.of } };
}
