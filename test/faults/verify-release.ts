/** Content above the first rung: once each, no sooner than the rung's turn and the instant inside the seal, and in the end to everybody there. */
import { earliestTurn } from "./expected.ts";
import { cutOf, type Looking, nameOf, stopOf } from "./looking.ts";
import type { SeenWrap } from "./record.ts";
import { type Breach, breach, type Part } from "./verdict.ts";

type Release = { readonly at: string; readonly rung: number; readonly tenure: string; readonly notBefore: string };

/** Checks what was released of one concern, in its history and in the database that a thief would have. */
export function verifyReleases(looking: Looking): Part {
	const { accepted, opened, records } = looking;
	const released = opened.events.flatMap(({ at, happening }): readonly Release[] =>
		happening.kind === "released" ? happening.consequence.tenures.map((tenure) => ({ at, tenure, ...happening.consequence })) : [],
	);
	const due = dueReleases(looking);
	const wraps = records.wraps.filter(({ caseTag }) => caseTag === accepted.caseTag);
	const breaches = [
		...released.flatMap((release) => earlyReleases(release, looking)),
		...doubledReleases(released, looking),
		...due
			.filter(({ rung, tenure }) => !released.some((one) => one.rung === rung && one.tenure === tenure))
			.map(({ rung }) => breach("lost", `${nameOf(accepted)}: rung ${rung} may read it, and was not given it`)),
		...wraps.flatMap((wrap) => earlyWraps(wrap, looking)),
	];
	const looked = { "releases due": due.length, "releases seen": released.length, "opened seals seen in the database": wraps.length };
	return { breaches, looked };
}

function dueReleases({ accepted, opened, turns }: Looking) {
	if (stopOf(opened.events, "acknowledgement") !== null) return [];
	return accepted.recipients.filter(({ rung, opens }) => {
		const earliest = earliestTurn(turns, rung);
		return rung >= 2 && opens.length > 0 && earliest !== null && earliest <= cutOf(opened);
	});
}

function earlyReleases({ at, rung, notBefore }: Release, { accepted, turns }: Looking): readonly Breach[] {
	const earliest = earliestTurn(turns, rung);
	const what = `${nameOf(accepted)}: rung ${rung} was released at ${at}`;
	return [
		...(earliest === null || at < earliest ? [breach("openedEarly", `${what}, its turn is ${earliest ?? "never"}`)] : []),
		...(at < notBefore ? [breach("openedEarly", `${what}, before its seal's ${notBefore}`)] : []),
	];
}

function doubledReleases(released: readonly Release[], { accepted }: Looking): readonly Breach[] {
	const isSame = (one: Release, other: Release): boolean => one.rung === other.rung && one.tenure === other.tenure;
	return released
		.filter((release, place) => released.findIndex((other) => isSame(release, other)) < place)
		.map(({ rung }) => breach("doubled", `${nameOf(accepted)}: rung ${rung} was released to the same person twice`));
}

/** An opened wrap may lie in the database only after its turn, and after a leaf that says so was published. */
function earlyWraps({ rung, tenure, seenAtMs, logSize }: SeenWrap, { accepted, opened, turns, log }: Looking): readonly Breach[] {
	const what = `${nameOf(accepted)}: the seal of rung ${rung} lay open in the database`;
	const earliest = earliestTurn(turns, rung);
	const place = opened.events.findIndex(
		({ happening }) =>
			happening.kind === "released" && happening.consequence.rung === rung && happening.consequence.tenures.includes(tenure),
	);
	// What was opened after the reporter looked is not in what the reporter saw.
	const isNewer = place < 0 && seenAtMs > Date.parse(opened.now);
	const [index] = log.placesOfEntry(opened.leaves[place] ?? "");
	return [
		...(earliest === null || seenAtMs < Date.parse(earliest) ? [breach("openedEarly", `${what} before ${earliest ?? "ever"}`)] : []),
		...(!isNewer && (index === undefined || index >= logSize) ? [breach("openedEarly", `${what} before its leaf was published`)] : []),
	];
}
