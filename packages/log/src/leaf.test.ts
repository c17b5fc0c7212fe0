import { createHmac } from "node:crypto";
import type { Bytes32 } from "@answerable/types/bytes";
import { ClockName } from "@answerable/types/clock";
import type { KeyStatement } from "@answerable/types/key";
import { Role } from "@answerable/types/role";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { concat, fromHex, toHex, u64 } from "./bytes.ts";
import * as sample from "./case.fixture.ts";
import { eventHash } from "./event-hash.ts";
import * as past from "./history.fixture.ts";
import {
	type CaseLeaf,
	commitment,
	decodeLeaf,
	encodeCaseLeaf,
	encodeStatementLeaf,
	eventSalt,
	isLeafOf,
	LEAF_BYTES,
	leafDue,
	leafResolution,
	openedCommitment,
	organisationTag,
} from "./leaf.ts";
import { interestsLeaf, organisationDaysLeaf, policyAdoptionLeaf } from "./organisation-statement.ts";
import type { StatementLeaf } from "./statement-leaf.ts";

const { instant, named, organisation, caseTag } = sample;
const { raisedLeaf } = past;
const leaf = decodeLeaf(raisedLeaf) as CaseLeaf;

const statements: readonly StatementLeaf[] = [
	{ kind: "key", statement: sample.keyStatement, ...sample.addition },
	{ kind: "root", statement: sample.rootStatement },
	{ kind: "deployment-key", statement: { version: 1, use: "promise", quarter: "", key: sample.promisePair.key } },
	{ kind: "deployment-key", statement: { version: 1, use: "release", quarter: "2026-Q4", key: named("release key") } },
	{ kind: "key-removal", statement: sample.keyRemoval },
	{ kind: "policy-adoption", statement: policyAdoptionLeaf(sample.policyAdoption) },
	{ kind: "organisation-days", statement: organisationDaysLeaf(sample.organisationDays) },
	{ kind: "root-change", statement: sample.rootChange },
	{ kind: "interests", statement: interestsLeaf(sample.interests) },
	{ kind: "key-destroyed", statement: sample.keyDestroyed },
	{ kind: "pages", statement: sample.pages },
	{ kind: "canary", statement: sample.canary },
];

const kinds = [
	"raised",
	"routed",
	"letter",
	"triaged",
	"warned",
	"escalated",
	"released",
	"acknowledged",
	"explained",
	"disputed",
	"withdrawal-asked",
	"withdrawn",
	"closed",
	"granted",
	"withdrawal-recalled",
	"downgrade-proposed",
	"downgraded",
	"extended",
	"paused",
	"resumed",
	"handed-over",
	"rekeyed",
	"linked",
	"nobody-can-open",
	"reopened",
	"viewed",
	"feedback-asked",
	"feedback-answered",
	"detriment-asked",
	"detriment-answered",
	"hold-placed",
	"hold-lifted",
	"shredding-announced",
	"shredded",
	"waived",
	"further-feedback-asked",
	"rewrapped",
] as const;

const hash = fc.uint8Array({ minLength: 32, maxLength: 32 }).map(toHex);
const anyCaseLeaf = fc.record({
	kind: fc.constantFrom(...kinds),
	caseTag: hash,
	organisationTag: hash,
	next: fc.option(
		fc.record({
			clock: fc.constantFrom(...ClockName.options),
			due: fc.integer({ min: 1, max: 253_402_300_799 }).map((second) => instant(`${new Date(second * 1_000).toISOString().slice(0, 19)}Z`)),
		}),
	),
	commitment: hash,
}) as fc.Arbitrary<CaseLeaf>;

describe("a case leaf", () => {
	test("has 128 bytes and comes back as it was written", () => {
		fc.assert(
			fc.property(anyCaseLeaf, (written) => {
				const bytes = encodeCaseLeaf(written);
				expect(bytes).toHaveLength(LEAF_BYTES);
				expect(decodeLeaf(bytes)).toEqual(written);
			}),
		);
	});

	test("has the layout that is written down", () => {
		const due = u64(Date.parse("2026-04-08T00:00:00Z") / 1_000);
		const tag = fromHex(leaf.organisationTag);
		expect(toHex(raisedLeaf)).toBe(
			toHex(concat(Uint8Array.of(1, 1), fromHex(caseTag), tag, Uint8Array.of(1), due, fromHex(leaf.commitment), new Uint8Array(21))),
		);
	});

	test.each(kinds.map((kind, at) => [kind, at + 1] as const))("of kind %s has code %i, for ever", (kind, code) => {
		expect(encodeCaseLeaf({ ...leaf, kind })[1]).toBe(code);
	});

	test.each(ClockName.options.map((clock, at) => [clock, at + 1] as const))(
		"whose next clock is %s has code %i, for ever",
		(clock, code) => {
			expect(encodeCaseLeaf({ ...leaf, next: { clock, due: instant("2026-04-08T00:00:00Z") } })[66]).toBe(code);
		},
	);

	test("cannot be written with a due time of before 1970, or a tag of another length", () => {
		const next = { clock: "plan", due: instant("1970-01-01T00:00:00Z") } as const;
		expect(() => encodeCaseLeaf({ ...leaf, next })).toThrow(expect.objectContaining({ code: "malformed-leaf" }));
		const tag = "00" as string as Bytes32;
		expect(() => encodeCaseLeaf({ ...leaf, organisationTag: tag })).toThrow(expect.objectContaining({ code: "wrong-length" }));
	});

	test("is found by whoever knows the case tag, and only where it is one", () => {
		expect(isLeafOf(raisedLeaf, caseTag)).toBe(true);
		expect(isLeafOf(raisedLeaf, named("another") as string as typeof caseTag)).toBe(false);
		expect(isLeafOf(raisedLeaf.subarray(1), caseTag)).toBe(false);
		expect(isLeafOf(concat(Uint8Array.of(1, 64), raisedLeaf.subarray(2)), caseTag)).toBe(false);
	});
});

describe("every single byte of a leaf counts:", () => {
	const written = [raisedLeaf, ...statements.map(encodeStatementLeaf)];
	test.each(written.map((bytes, at) => [at, bytes] as const))("leaf %i with one changed is refused or says something else", (_, bytes) => {
		const said = JSON.stringify(decodeLeaf(bytes));
		for (let at = 0; at < bytes.length; at += 1) {
			for (const flip of [1, 0x80, 0xff]) {
				const wrong = sample.corrupted(bytes, at, flip);
				const read = (() => {
					try {
						return decodeLeaf(wrong);
					} catch (error) {
						expect(error).toMatchObject({ name: "ProofError" });
						return null;
					}
				})();
				expect(JSON.stringify(read)).not.toBe(said);
				if (read !== null) expect(toHex("statement" in read ? encodeStatementLeaf(read) : encodeCaseLeaf(read))).toBe(toHex(wrong));
			}
		}
	});

	test("whatever is read writes the same bytes again", () => {
		const near = fc.tuple(fc.constantFrom(...written), fc.nat(LEAF_BYTES - 1), fc.nat(255));
		fc.assert(
			fc.property(near, ([bytes, at, value]) => {
				const wrong = bytes.map((byte, place) => (place === at ? value : byte));
				try {
					const read = decodeLeaf(wrong);
					return toHex("statement" in read ? encodeStatementLeaf(read) : encodeCaseLeaf(read)) === toHex(wrong);
				} catch {
					return true;
				}
			}),
		);
	});
});

describe("a leaf is refused", () => {
	const refused: readonly (readonly [string, Uint8Array, string])[] = [
		["that is too short", raisedLeaf.subarray(1), "wrong-length"],
		["that is too long", concat(raisedLeaf, Uint8Array.of(0)), "wrong-length"],
		["of another version", concat(Uint8Array.of(2), raisedLeaf.subarray(1)), "unknown-version"],
		["of kind 0", concat(Uint8Array.of(1, 0), raisedLeaf.subarray(2)), "unknown-kind"],
		["of a kind that is only reserved", concat(Uint8Array.of(1, 128), raisedLeaf.subarray(2)), "unknown-kind"],
		["with something in its reserved bytes", sample.corrupted(raisedLeaf, 127), "malformed-leaf"],
		["with a clock and no due time", concat(raisedLeaf.subarray(0, 67), new Uint8Array(8), raisedLeaf.subarray(75)), "malformed-leaf"],
		["with a due time and no clock", sample.corrupted(raisedLeaf, 66), "malformed-leaf"],
		["with an unknown clock", sample.corrupted(raisedLeaf, 66, 64), "malformed-leaf"],
		["with a due time after the year 9999", sample.corrupted(raisedLeaf, 69), "malformed-leaf"],
	];
	test.each(refused)("%s", (_, bytes, code) => {
		expect(() => decodeLeaf(bytes)).toThrow(expect.objectContaining({ code }));
	});
});

describe("a statement leaf", () => {
	test.each(statements)("stands in clear and comes back: $kind", (statement) => {
		expect(encodeStatementLeaf(statement)).toHaveLength(LEAF_BYTES);
		expect(decodeLeaf(encodeStatementLeaf(statement))).toEqual(statement);
	});

	test.each(Role.options.map((role, at) => [role, at + 1] as const))("of role %s has code %i, for ever", (role, code) => {
		const bytes = encodeStatementLeaf({ kind: "key", statement: { ...sample.keyStatement, role }, ...sample.addition });
		expect([...bytes.subarray(0, 3)]).toEqual([1, 64, code]);
	});

	test("is refused when it could not be read again", () => {
		const upper = organisation.toUpperCase() as KeyStatement["organisation"];
		const wrong: readonly StatementLeaf[] = [
			{ kind: "key", statement: { ...sample.keyStatement, organisation: upper }, ...sample.addition },
			{ kind: "root", statement: { ...sample.rootStatement, roots: sample.rootStatement.roots.slice(1) } },
			{ kind: "deployment-key", statement: { version: 1, use: "release", quarter: "2026-Q5", key: named("x") } },
		];
		for (const each of wrong) expect(() => encodeStatementLeaf(each)).toThrow(expect.objectContaining({ code: "malformed-leaf" }));
	});
});

describe("due times in leaves", () => {
	test.each([
		["second", "2026-04-07T16:00:01Z", "2026-04-07T16:00:01Z"],
		["hour", "2026-04-07T16:00:00Z", "2026-04-07T16:00:00Z"],
		["hour", "2026-04-07T16:00:01Z", "2026-04-07T17:00:00Z"],
		["day", "2026-04-07T16:00:00Z", "2026-04-08T00:00:00Z"],
		["day", "2026-04-08T00:00:00Z", "2026-04-08T00:00:00Z"],
		["day", "2026-12-31T23:59:59Z", "2027-01-01T00:00:00Z"],
	] as const)("to the %s, %s becomes %s: never earlier", (resolution, due, expected) => {
		expect(leafDue(instant(due), resolution)).toBe(expected);
	});

	test("are as fine as the policy lets them be", () => {
		const demo = {
			clockResolution: { S1: "instant", S2: "instant", S3: "instant" } as const,
			clocks: past.policy.clocks.map((rule) => ({ ...rule, due: { S1: { seconds: 8 }, S2: { hours: 1 }, S3: null } })),
		};
		expect((["S1", "S2", "S3"] as const).map((severity) => leafResolution(past.policy, severity))).toEqual(["hour", "day", "day"]);
		expect((["S1", "S2", "S3"] as const).map((severity) => leafResolution(demo, severity))).toEqual(["second", "hour", "hour"]);
	});
});

describe("blinding", () => {
	test("the organisation tag is an HMAC under the view key", () => {
		const mac = createHmac("sha256", sample.viewKey).update(`answerable/v1/organisation\n${organisation}\n${caseTag}`).digest("hex");
		expect(organisationTag(sample.viewKey, organisation, caseTag)).toBe(mac);
		expect(organisationTag(fromHex(named("another view key")), organisation, caseTag)).not.toBe(mac);
	});

	test("one event's salt opens its commitment and no other", () => {
		const event = eventHash(sample.at(past.history, 0));
		expect(openedCommitment(eventSalt(sample.logSalt, 0), event)).toBe(commitment(sample.logSalt, 0, event));
		expect(openedCommitment(eventSalt(sample.logSalt, 0), event)).not.toBe(commitment(sample.logSalt, 1, event));
		expect(commitment(named("another salt") as string as Bytes32, 0, event)).not.toBe(commitment(sample.logSalt, 0, event));
	});
});
