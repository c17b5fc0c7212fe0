/** What has to be reached, and whether it was. */
/** `everywhere`: holds on any machine, however busy; the others are told and not insisted on. */
type Mark = { readonly name: string; readonly least?: number; readonly most?: number; readonly everywhere: boolean };

const MARKS: readonly Mark[] = [
	{ name: "raise.ratio", least: 0.5, everywhere: false },
	{ name: "raise.perSecond", least: 200, everywhere: false },
	{ name: "concurrency.failures", most: 0, everywhere: true },
	{ name: "concurrency.at64OverBest", least: 0.8, everywhere: false },
	{ name: "mailbox.failures", most: 0, everywhere: true },
	{ name: "mailbox.p95Ms", most: 20, everywhere: false },
	{ name: "list5000.p50Ms", most: 20, everywhere: false },
	{ name: "list5000.bytes", most: 50_000, everywhere: true },
	{ name: "escalate.postgres.ratio", least: 0.5, everywhere: false },
	{ name: "escalate.redis.ratio", least: 0.5, everywhere: false },
	{ name: "sweep.noneDueMs", most: 20, everywhere: false },
	{ name: "rebuild.seconds", most: 60, everywhere: false },
	{ name: "log.appendPerSecond", least: 5_000, everywhere: false },
	{ name: "log.proofMs", most: 5, everywhere: false },
	{ name: "send.wordsMs", most: 3_000, everywhere: false },
	{ name: "desk1000.todayMs", most: 1_500, everywhere: false },
	{ name: "desk1000.searchMs", most: 100, everywhere: false },
	{ name: "desk1000.caseMs", most: 300, everywhere: false },
	{ name: "desk10000.todayMs", most: 5_000, everywhere: false },
	{ name: "rssMiB.api", most: 200, everywhere: false },
	{ name: "rssMiB.worker", most: 200, everywhere: false },
	{ name: "rssMiB.releaser", most: 100, everywhere: false },
	...["raise", "mailbox", "list", "escalate", "sweep"].map((name) => ({ name: `growth.${name}`, most: 1.5, everywhere: false })),
];

export type Missed = { readonly name: string; readonly mark: string; readonly isFatal: boolean };

/** Whatever grows with the number of cases, which is twenty times as many in the quick form, grows by more; noise does not. */
const GROSS_GROWTH = 6;

/** The marks that were measured and missed. Fatal are those that hold on any machine, and gross growth. */
export function judge(figures: Readonly<Record<string, number | null>>): readonly Missed[] {
	return MARKS.flatMap(({ name, least = Number.NEGATIVE_INFINITY, most = Number.POSITIVE_INFINITY, everywhere }) => {
		const value = figures[name];
		if (value === undefined || value === null || (value >= least && value <= most)) return [];
		const isGrowing = name.startsWith("growth.") && value > GROSS_GROWTH;
		const mark = Number.isFinite(least) ? `at least ${least}` : `at most ${most}`;
		return [{ name, mark, isFatal: everywhere || isGrowing }];
	});
}
