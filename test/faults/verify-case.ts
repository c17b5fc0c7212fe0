/** One concern, from what its reporter was told to what its reporter found: present, readable, climbed as it had to, opened no sooner. */
import { fromHex, toHex } from "@answerable/log/bytes";
import { proveInclusion, verifyInclusion } from "@answerable/log/proof";
import { ProofError } from "@answerable/log/proof-error";
import type { Instant } from "@answerable/types/time";
import { turnsOf } from "./expected.ts";
import { cutOf, type Looking, nameOf } from "./looking.ts";
import type { Accepted, Found, KeptLetter, Silence } from "./record.ts";
import { type Breach, breach, type Part, together } from "./verdict.ts";
import { verifyLadder } from "./verify-ladder.ts";
import { verifyReleases } from "./verify-release.ts";

/** What was under way when everything stopped may have read the clock a moment before, and one worker's clock is two seconds slow. */
const MARGIN_MS = 2_300;

/** Everything that is wrong with one concern. */
export function verifyCase(accepted: Accepted, found: Found | undefined, { records, log }: Pick<Looking, "records" | "log">): Part {
	if (found?.opened == null) {
		return { breaches: [breach("lost", `${nameOf(accepted)}: its words open nothing (${found?.why ?? "nobody looked"})`)], looked: {} };
	}
	const looking: Looking = { accepted, opened: found.opened, turns: turnsOf(accepted, records.policy), records, log };
	return together([
		verifyPresence(looking),
		verifyPromise(looking),
		verifyLadder(looking),
		verifyOnce(looking),
		verifyReleases(looking),
		verifyLetters(looking),
		verifyTimes(looking),
	]);
}

function verifyPresence({ accepted, opened }: Looking): Part {
	const name = nameOf(accepted);
	const breaches: Breach[] = [];
	if (opened.events[0]?.happening.kind !== "raised") breaches.push(breach("lost", `${name}: its history does not begin with the raise`));
	if (!opened.letters.some(({ by, text }) => by === "concern" && text === accepted.text))
		breaches.push(breach("lost", `${name}: what was written cannot be read`));
	breaches.push(...opened.findings.map((finding) => breach("lost", `${name}: the reporter's client cannot prove it: ${finding}`)));
	return { breaches, looked: { "concerns opened with their words": 1, "events read": opened.events.length } };
}

/** The leaf that was promised with the 201 must stand in the published log, by a proof of our own. */
function verifyPromise({ accepted, records, log }: Looking): Part {
	const { leaf } = accepted.answer.promise.statement;
	const { size, root } = records.log.head;
	const [index] = log.placesOf(leaf);
	const name = nameOf(accepted);
	const looked = { "promises kept, by inclusion proof": 1 };
	if (index === undefined) return { breaches: [breach("lost", `${name}: the promised leaf is not in the log`)], looked };
	try {
		verifyInclusion({ leaf: fromHex(leaf), index, size, root, proof: proveInclusion(index, size, log.range) });
	} catch (error) {
		if (!(error instanceof ProofError)) throw error;
		return { breaches: [breach("lost", `${name}: the promised leaf cannot be proved: ${error.message}`)], looked };
	}
	return { breaches: [], looked };
}

/** Whatever happens once happened once, in the history and in the log. */
function verifyOnce({ accepted, opened, log }: Looking): Part {
	const name = nameOf(accepted);
	const keys = opened.events.flatMap(({ happening }) => {
		if (happening.kind === "raised" || happening.kind === "routed") return [happening.kind];
		if (happening.kind !== "warned") return [];
		const { running, fraction } = happening.consequence;
		return [`warned of ${running.clock} ${running.round} at ${fraction}`];
	});
	const breaches = keys.filter((key, place) => keys.indexOf(key) < place).map((key) => breach("doubled", `${name}: ${key} twice`));
	if (!keys.includes("routed")) breaches.push(breach("lost", `${name}: nobody was ever shown it`));
	const published = log.leavesOf(accepted.caseTag);
	const leaves = published.map(toHex);
	const twice = leaves.filter((leaf, place) => leaves.indexOf(leaf) < place).length;
	if (twice > 0) breaches.push(breach("doubled", `${name}: ${twice} of its leaves stand in the log twice`));
	const missing = opened.events.filter(
		({ at }, place) => at <= cutOf(opened) && log.placesOfEntry(opened.leaves[place] ?? "").length === 0,
	);
	breaches.push(...missing.map(({ sequence }) => breach("lost", `${name}: event ${sequence} was never published`)));
	const raised = published.filter((entry) => entry[1] === RAISED_LEAF).length;
	if (raised > 1) breaches.push(breach("doubled", `${name}: the log holds ${raised} raises of it`));
	return { breaches, looked: { "leaves of these concerns in the log": published.length } };
}

/** Byte 1 of a leaf is its kind (packages/log/FORMAT.md, "Leaves"). */
const RAISED_LEAF = 1;

function verifyLetters({ accepted, opened, records }: Looking): Part {
	const kept: readonly KeptLetter[] = records.letters.filter(({ caseTag }) => caseTag === accepted.caseTag);
	const breaches = kept.flatMap(({ by, text }) => {
		const times = opened.letters.filter((letter) => letter.by === "letter" && letter.text === text).length;
		if (times === 1) return [];
		return [
			breach(times === 0 ? "lost" : "doubled", `${nameOf(accepted)}: a letter of the ${by} that was accepted is there ${times} times`),
		];
	});
	return { breaches, looked: { "letters accepted": kept.length } };
}

/** A true lateness: no event of the worker's carries an instant at which no worker could work, and none an instant after it was seen. */
function verifyTimes({ accepted, opened, records }: Looking): Part {
	// That somebody looked is written by the api, in the worker's name.
	const own = opened.events.filter(({ by, happening }) => by.actor === "worker" && happening.kind !== "viewed");
	const breaches = own
		.filter(({ at }) => at > opened.now || records.silences.some((silence) => isWithin(at, silence)))
		.map(({ at, sequence, happening }) =>
			breach("lost", `${nameOf(accepted)}: event ${sequence} (${happening.kind}) claims ${at}, when no worker could work`),
		);
	return { breaches, looked: { "instants held against the outages": own.length } };
}

/** An instant stands for the whole second that it names. */
function isWithin(at: Instant, { fromMs, untilMs }: Silence): boolean {
	return Date.parse(at) > fromMs + MARGIN_MS && Date.parse(at) + 1_000 < untilMs - MARGIN_MS;
}
