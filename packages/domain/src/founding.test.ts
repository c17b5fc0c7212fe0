import { FoundingFile } from "@answerable/types/founding";
import type { CivilDate } from "@answerable/types/time";
import { describe, expect, test } from "vitest";
import { foundingFaults, rootRolesOf } from "./founding.ts";
import { policyById } from "./policy.ts";
import { mayBeRoot } from "./turnover.ts";

const TODAY = "2026-11-26" as CivilDate;
const policy = policyById("default-england@1");

const entry = { body: "regulator", roots: "ab".repeat(32), validFrom: "2026-04-01", validUntil: null, remit: "Care", remits: ["quality"] };
const file = (changes: object = {}) =>
	FoundingFile.parse({ slug: "riverside", name: "Riverside", nation: "england", directory: [entry], ...changes });
const faults = (changes: object = {}) =>
	foundingFaults(file(changes), { policy, today: TODAY }).map(({ path, reason }) => `${path}: ${reason}`);
const withEntries = (...changes: readonly object[]) => faults({ directory: changes.map((change) => ({ ...entry, ...change })) });

describe("what a founding file gets wrong", () => {
	test("nothing, of one that is right", () => {
		expect(faults()).toEqual([]);
		expect(faults({ zone: "Europe/London", directory: [] })).toEqual([]);
		expect(withEntries({ validUntil: "2026-11-27" })).toEqual([]);
	});

	test("an entry that expired yesterday, or today, or before it began", () => {
		expect(withEntries({ validUntil: "2026-11-25" })).toEqual(["directory.0.validUntil: the entry of regulator expired on 2026-11-25"]);
		expect(withEntries({ validUntil: "2026-11-26" })).toHaveLength(1);
		expect(withEntries({ validUntil: "2026-04-01" })).toEqual([
			"directory.0.validUntil: 2026-04-01 is not after 2026-04-01, when the entry begins",
		]);
	});

	test("a body that is named twice from one day, or is the organisation itself", () => {
		expect(withEntries({}, {})).toEqual(["directory.1: regulator stands there twice from 2026-04-01"]);
		expect(withEntries({}, { validFrom: "2027-04-01" }, { body: "another" })).toEqual([]);
		expect(withEntries({ body: "riverside" })).toEqual(["directory.0.body: riverside cannot be outside of itself"]);
	});

	test("a zone that is not the one in which its clocks run, and a body outside that others serve", () => {
		expect(faults({ zone: "Europe/Paris" })).toEqual([
			"zone: Europe/Paris is not the zone of default-england@1, whose clocks run on the time of Europe/London",
		]);
		expect(faults({ kind: "external" })).toEqual(["directory: a body outside is served by none"]);
	});
});

test("the posts of first roots may all be roots, and an outside body has no guardian", () => {
	expect(rootRolesOf("provider")).toEqual(["guardian", "ned_lead", "board_secretary"]);
	expect(rootRolesOf("external")).toEqual(["external_body", "chair", "board_secretary"]);
	for (const kind of ["provider", "external"] as const) expect(rootRolesOf(kind).filter((role) => !mayBeRoot(role))).toEqual([]);
});
