import type { Compartment, Role } from "@answerable/types/role";
import type { Instant } from "@answerable/types/time";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { concat, fromHex } from "./bytes.ts";
import { newCompartmentKeys } from "./compartment.ts";
import { contextBytes } from "./context.ts";
import { newKemKeyPair, sealBox } from "./kem-box.ts";
import { encodeOuterHead, type OuterContext, outerBound, shareContext } from "./outer.ts";
import { randomBytes } from "./random.ts";
import { flipped, positions, refusalOf } from "./refusal.fixture.ts";
import { openOuter, releaseHolders, releaseKeyPair } from "./release.ts";
import { CASE_TAG, CHAIR, GUARDIAN, NOT_BEFORE, ORGANISATION, OTHER_CASE_TAG, OTHER_ORGANISATION, sampleHash } from "./sample.fixture.ts";
import { sealingKeyHash } from "./sealing-key.ts";
import { aeadSeal, keyedBlake2b, xwingEncapsulate } from "./sodium.ts";
import { openWrap, reporterWrapContext, sealReleasable, sealWrap, type WrapContext } from "./wrap.ts";
import { encodeWrapHeader, INNER_BYTES, WRAP_HEADER_BYTES, type WrapRung, wrapHeader } from "./wrap-header.ts";

const KEYS = newCompartmentKeys();
const HOLDER = newKemKeyPair();
const RELEASE = releaseKeyPair(randomBytes(32));
const DIRECT: WrapContext = {
	organisation: ORGANISATION,
	caseTag: CASE_TAG,
	rung: 0,
	layer: 1,
	tenure: GUARDIAN,
	keyHash: sampleHash("statement"),
	opens: ["concern", "private", "notes"],
};
const LATER: OuterContext & { opens: readonly Compartment[] } = {
	organisation: ORGANISATION,
	caseTag: CASE_TAG,
	rung: 4,
	tenure: CHAIR,
	keyHash: sampleHash("statement"),
	opens: ["concern"],
	notBefore: NOT_BEFORE,
	policy: sampleHash("policy"),
	calendar: sampleHash("calendar"),
};

const direct = sealWrap({ ...DIRECT, keys: KEYS, recipientKey: HOLDER.publicKey });
const later = sealReleasable({ ...LATER, keys: KEYS, recipientKey: HOLDER.publicKey }, RELEASE.publicKey);

describe("a wrap", () => {
	test("opens exactly its compartments, whatever keys the sealer held", () => {
		const compartments = fc.uniqueArray(fc.constantFrom<Compartment>("concern", "private", "notes"));
		fc.assert(
			fc.property(compartments, (opens) => {
				const context = { ...DIRECT, opens };
				const { body } = sealWrap({ ...context, keys: KEYS, recipientKey: HOLDER.publicKey });
				expect(body.length).toBe(INNER_BYTES);
				expect(openWrap(body, HOLDER.secretKey, context)).toEqual(Object.fromEntries(opens.map((name) => [name, KEYS[name]])));
			}),
			{ numRuns: 20 },
		);
	});

	test("is refused when a byte of it is changed", () => {
		const everywhere = positions(direct.body.length, 11, (index) => index < 12 || index > 1100);
		for (const index of everywhere) {
			expect(refusalOf(() => openWrap(flipped(direct.body, index), HOLDER.secretKey, DIRECT))).not.toBe("accepted");
		}
	});

	test.each<[string, Partial<WrapContext>, string]>([
		["organisation", { organisation: OTHER_ORGANISATION }, "cannot-open"],
		["case", { caseTag: OTHER_CASE_TAG }, "cannot-open"],
		["tenure", { tenure: CHAIR }, "cannot-open"],
		["key statement", { keyHash: sampleHash("other") }, "cannot-open"],
		["rung", { rung: 1 }, "wrong-context"],
		["layer", { layer: 2 }, "wrong-context"],
		["set of compartments", { opens: ["concern"] }, "wrong-context"],
	])("does not open as one of another %s", (_, change, code) => {
		expect(refusalOf(() => openWrap(direct.body, HOLDER.secretKey, { ...DIRECT, ...change }))).toBe(code);
	});

	test("whose visible header was rewritten does not open there either", () => {
		for (const change of [{ rung: 1 }, { layer: 2 }, { opens: ["concern"] }] as const) {
			const context = { ...DIRECT, ...change };
			const moved = concat(encodeWrapHeader(context), direct.body.slice(WRAP_HEADER_BYTES));
			expect(refusalOf(() => openWrap(moved, HOLDER.secretKey, context))).toBe("cannot-open");
		}
	});

	test("opens for nobody else", () => {
		expect(refusalOf(() => openWrap(direct.body, newKemKeyPair().secretKey, DIRECT))).toBe("cannot-open");
	});

	test("of another kind, version, rung, layer, mask or length is refused", () => {
		const refusals = [0, 1, 2, 3, 4].map((index) => refusalOf(() => wrapHeader(flipped(direct.body, index, 0x20))));
		expect(refusals).toEqual(["malformed", "unknown-version", "malformed", "malformed", "malformed"]);
		expect(refusalOf(() => wrapHeader(direct.body.slice(1)))).toBe("malformed");
	});

	test("that holds other keys than it was made for is refused, though its seal is right", () => {
		const craft = (plaintext: Uint8Array) => {
			const context = { ...DIRECT, opens: ["concern"] as const };
			const bound = encodeWrapHeader(context);
			const text = contextBytes("wrap", [
				["suite", 1],
				["organisation", ORGANISATION],
				["case", CASE_TAG],
				["opens", "concern"],
				["rung", 0],
				["layer", 1],
				["tenure", GUARDIAN],
				["key", DIRECT.keyHash],
				["recipient", sealingKeyHash(HOLDER.publicKey)],
			]);
			const { ciphertext, sharedSecret } = xwingEncapsulate(HOLDER.publicKey, randomBytes(64));
			const nonce = randomBytes(24);
			const sealed = aeadSeal(plaintext, { key: keyedBlake2b(sharedSecret, text), nonce, bound });
			return refusalOf(() => openWrap(concat(bound, ciphertext, nonce, sealed), HOLDER.secretKey, context));
		};
		const none = new Uint8Array(32);
		expect(craft(concat(Uint8Array.of(1), KEYS.concern, none, none))).toBe("accepted");
		expect(craft(concat(Uint8Array.of(3), KEYS.concern, none, none))).toBe("bad-padding");
		expect(craft(concat(Uint8Array.of(1), KEYS.concern, KEYS.private, none))).toBe("bad-padding");
		expect(craft(concat(Uint8Array.of(1), none, none, none))).toBe("bad-padding");
	});

	test("cannot be made by somebody who lacks a key that it is to open", () => {
		const keys = { concern: KEYS.concern };
		expect(() => sealWrap({ ...DIRECT, keys, recipientKey: HOLDER.publicKey })).toThrow(/not at hand/);
		expect(sealWrap({ ...DIRECT, opens: ["concern"], keys, recipientKey: HOLDER.publicKey }).layer).toBe(1);
	});

	test("of the reporter opens all but the guardians' notes", () => {
		const reporter = newKemKeyPair();
		const context = reporterWrapContext(DIRECT, reporter.publicKey);
		const { body } = sealWrap({ ...context, keys: KEYS, recipientKey: reporter.publicKey });
		expect(openWrap(body, reporter.secretKey, context)).toEqual({ concern: KEYS.concern, private: KEYS.private });
	});
});

/** Reference §1.2: what each recipient's wrap opens, by rung, role and what the reporter chose. */
const TABLE: readonly { rung: WrapRung; role: Role; chosen: string; opens: readonly Compartment[] }[] = [
	{ rung: 0, role: "guardian", chosen: "-", opens: ["concern", "private", "notes"] },
	{ rung: 0, role: "buddy_guardian", chosen: "-", opens: ["concern", "private", "notes"] },
	{ rung: 1, role: "deputy_guardian", chosen: "private not ticked", opens: ["concern", "notes"] },
	{ rung: 1, role: "deputy_guardian", chosen: "private ticked", opens: ["concern", "private", "notes"] },
	{ rung: 2, role: "exec_lead", chosen: "-", opens: ["concern"] },
	{ rung: 3, role: "ned_lead", chosen: "-", opens: ["concern"] },
	{ rung: 3, role: "ceo", chosen: "-", opens: ["concern"] },
	{ rung: 4, role: "chair", chosen: "-", opens: ["concern"] },
	{ rung: 5, role: "external_body", chosen: "full", opens: ["concern"] },
	{ rung: 5, role: "external_body", chosen: "existence", opens: [] },
];

test.each(TABLE)("a released wrap opens exactly the compartments of reference §1.2: $role, $chosen", ({ rung, opens }) => {
	const request = { ...LATER, rung, opens, keys: KEYS, recipientKey: HOLDER.publicKey };
	const context = { ...LATER, rung, opens };
	const expected = Object.fromEntries(opens.map((name) => [name, KEYS[name]]));
	if (rung === 0 || rung === 1) {
		expect(openWrap(sealWrap(request).body, HOLDER.secretKey, { ...context, layer: 1 })).toEqual(expected);
		return;
	}
	const entry = sealReleasable(request, RELEASE.publicKey);
	expect(refusalOf(() => openWrap(entry.body, HOLDER.secretKey, { ...context, layer: 2 }))).not.toBe("accepted");
	expect(openWrap(openOuter(entry, context, RELEASE.secretKey), HOLDER.secretKey, { ...context, layer: 2 })).toEqual(expected);
});

describe("an outer seal", () => {
	test("is opened by the release key in its own context, and gives what only the holder can open", () => {
		const inner = openOuter(later, LATER, RELEASE.secretKey);
		expect(openWrap(inner, HOLDER.secretKey, { ...LATER, layer: 2 })).toEqual({ concern: KEYS.concern });
		expect(refusalOf(() => openWrap(inner, RELEASE.secretKey, { ...LATER, layer: 2 }))).toBe("cannot-open");
		expect(releaseHolders(later)).toEqual([sealingKeyHash(RELEASE.publicKey)]);
	});

	test("keeps the holder out until it is opened", () => {
		expect(refusalOf(() => openWrap(later.body, HOLDER.secretKey, { ...LATER, layer: 2 }))).toBe("malformed");
		expect(refusalOf(() => openOuter(later, LATER, HOLDER.secretKey))).toBe("not-a-holder");
	});

	test.each<[string, Partial<OuterContext>]>([
		["organisation", { organisation: OTHER_ORGANISATION }],
		["case", { caseTag: OTHER_CASE_TAG }],
		["rung", { rung: 3 }],
		["tenure", { tenure: GUARDIAN }],
		["key statement", { keyHash: sampleHash("other") }],
		["earliest instant", { notBefore: "2026-04-20T15:59:59Z" as Instant }],
		["policy", { policy: sampleHash("other") }],
		["calendar", { calendar: sampleHash("other") }],
	])("does not open as one of another %s, even with its visible fields rewritten to fit", (_, change) => {
		const context = { ...LATER, ...change };
		const { rung, tenure, keyHash, notBefore } = context;
		expect(refusalOf(() => openOuter(later, context, RELEASE.secretKey))).toMatch(/wrong-context|cannot-open/);
		expect(refusalOf(() => openOuter({ ...later, rung, tenure, keyHash, notBefore }, context, RELEASE.secretKey))).toBe("cannot-open");
	});

	test("is refused when a byte of it is changed", () => {
		for (const index of positions(later.body.length, 13, (at) => at < 40 || (at > 1155 && at < 1265) || at > 2510)) {
			expect(refusalOf(() => openOuter({ ...later, body: flipped(later.body, index) }, LATER, RELEASE.secretKey))).not.toBe("accepted");
		}
	});

	test("with more holders than one parses, and is refused until shares can be joined", () => {
		const holder = later.body.slice(4, 1228);
		const twoOfTwo = concat(Uint8Array.of(0xa4, 1, 2, 2), holder, holder, later.body.slice(1228));
		const oneOfTwo = concat(Uint8Array.of(0xa4, 1, 1, 2), holder, holder, later.body.slice(1228));
		const entry = { ...later, body: twoOfTwo };
		expect(releaseHolders(entry)).toHaveLength(2);
		expect(refusalOf(() => openOuter(entry, LATER, RELEASE.secretKey))).toBe("unsupported-threshold");
		expect(refusalOf(() => openOuter({ ...later, body: oneOfTwo }, LATER, RELEASE.secretKey))).toBe("unsupported-threshold");
		for (const [threshold, count] of [
			[0, 1],
			[2, 1],
			[0, 0],
		] as const) {
			const body = concat(Uint8Array.of(0xa4, 1, threshold, count), later.body.slice(4));
			expect(refusalOf(() => openOuter({ ...later, body }, LATER, RELEASE.secretKey))).toBe("malformed");
		}
	});

	test("made by a hostile client around a wrap for another rung or layer is refused, though its seal is right", () => {
		const craft = (inner: Uint8Array) => {
			const holder = sealingKeyHash(RELEASE.publicKey);
			const contentKey = randomBytes(32);
			const place = { context: shareContext(LATER, holder), bound: new Uint8Array() };
			const head = encodeOuterHead(1, [{ key: fromHex(holder), box: sealBox(contentKey, RELEASE.publicKey, place, randomBytes) }]);
			const nonce = randomBytes(24);
			const body = concat(head, nonce, aeadSeal(inner, { key: contentKey, nonce, bound: outerBound(LATER, head) }));
			return refusalOf(() => openOuter({ ...later, body }, LATER, RELEASE.secretKey));
		};
		const inner = openOuter(later, LATER, RELEASE.secretKey);
		expect(craft(inner)).toBe("accepted");
		expect(craft(flipped(inner, 2))).toBe("wrong-context");
		expect(craft(direct.body)).toBe("wrong-context");
		expect(craft(inner.slice(1))).toBe("malformed");
	});

	test("around a wrap for another rung, or around no wrap, gives nothing to store", () => {
		const elsewhere = sealReleasable({ ...LATER, rung: 3, keys: KEYS, recipientKey: HOLDER.publicKey }, RELEASE.publicKey);
		expect(refusalOf(() => openOuter({ ...elsewhere, layer: 1 }, { ...LATER, rung: 3 }, RELEASE.secretKey))).toBe("wrong-context");
		expect(refusalOf(() => openOuter({ ...direct, layer: 2, notBefore: NOT_BEFORE }, { ...LATER, ...DIRECT }, RELEASE.secretKey))).toBe(
			"malformed",
		);
	});
});
