import { describe, expect, it } from "vitest";
import { openCopy, recoveryKey, sealCopy } from "./recovery.ts";
import { flipped, positions, refusalOf } from "./refusal.fixture.ts";
import { vectorRandom } from "./sample.fixture.ts";

const SECRET = vectorRandom("recovery secret")(32);
const KEY = vectorRandom("a key of the deployment")(32);
const PLACE = { set: "3f9a", name: "release-2026-Q4" };
const copy = sealCopy(KEY, recoveryKey(SECRET), PLACE);

describe("a recovery copy", () => {
	it("opens with the secret of its set, and is made without it", () => {
		expect(openCopy(copy, SECRET, PLACE)).toEqual(KEY);
		expect(copy).toHaveLength(1194);
		expect(sealCopy(KEY, recoveryKey(SECRET), PLACE)).not.toEqual(copy);
	});

	it.each([
		["another name", { ...PLACE, name: "release-2027-Q1" }],
		["another set", { ...PLACE, set: "3f9b" }],
	])("does not open as that of %s", (_, place) => {
		expect(refusalOf(() => openCopy(copy, SECRET, place))).toBe("cannot-open");
	});

	it("does not open with another secret, or with any byte changed", () => {
		expect(refusalOf(() => openCopy(copy, vectorRandom("another")(32), PLACE))).toBe("cannot-open");
		const refused = positions(copy.length, 1).map((at) => refusalOf(() => openCopy(flipped(copy, at), SECRET, PLACE)));
		expect(refused).toEqual(refused.map((_, at) => (at < 2 ? "unknown-version" : "cannot-open")));
		expect(refusalOf(() => openCopy(copy.subarray(0, 1000), SECRET, PLACE))).toBe("malformed");
	});

	it("holds 32 bytes", () => {
		expect(() => sealCopy(new Uint8Array(31), recoveryKey(SECRET), PLACE)).toThrow("32 bytes");
	});
});
