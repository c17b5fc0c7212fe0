/** Without WebAssembly the suite gives the same bytes: the golden vectors, computed in plain JavaScript. */
import { afterEach, describe, expect, test, vi } from "vitest";
import file from "../vectors/file.json" with { type: "json" };
import phrase from "../vectors/phrase.json" with { type: "json" };
import sealing from "../vectors/sealing.json" with { type: "json" };
import { fromHex, utf8 } from "./bytes.ts";
import { plainArgon2id } from "./plain-argon2id.ts";
import { flipped } from "./refusal.fixture.ts";
import * as compiled from "./sodium.ts";

/** The suite as a bundle has it that loads `plain.ts` first, in a browser that compiles nothing. */
async function plainSuite() {
	vi.resetModules();
	vi.stubGlobal("WebAssembly", undefined);
	await import("./plain.ts");
	return import("./sodium.ts");
}

afterEach(() => {
	vi.unstubAllGlobals();
	vi.resetModules();
});

test("words give the same keys, and sealing and opening the same bytes", async () => {
	await plainSuite();
	const { phraseVectors, sealingVectors } = await import("./vectors.fixture.ts");
	expect({ phrase: await phraseVectors(), sealing: await sealingVectors() }).toEqual({ phrase, sealing });
	const { openFile, filePieces } = await import("./file.ts");
	const { fromBase64Url, toHex } = await import("./bytes.ts");
	expect(toHex(openFile(filePieces(fromBase64Url(file.stored)), file.context as never, fromHex(file.key)))).toBe(file.contentHex);
});

describe("in plain JavaScript", () => {
	const KEY = new Uint8Array(32).fill(5);
	const bound = utf8("bound");

	test("a stream written by either is read by the other, whatever the pieces' lengths, and a change is refused", async () => {
		const plain = await plainSuite();
		const lengths = [0, 1, 15, 16, 17, 64, 1_000];
		for (const [from, to] of [
			[plain, compiled],
			[compiled, plain],
			[plain, plain],
		] as const) {
			const { header, add } = from.streamSealer(KEY, bound);
			const pieces = lengths.map((length, at) => add(new Uint8Array(length).fill(at), at === lengths.length - 1));
			const open = to.streamOpener(header, { key: KEY, bound });
			for (const [at, piece] of pieces.entries()) {
				for (const broken of [flipped(piece, 0, 1), flipped(piece, piece.length - 1, 1), piece.slice(1), new Uint8Array(3)])
					expect(() => to.streamOpener(header, { key: KEY, bound })(broken)).toThrow();
				expect(open(piece)).toEqual({ message: new Uint8Array(lengths[at] ?? 0).fill(at), last: at === lengths.length - 1 });
			}
			expect(() => to.streamOpener(header, { key: KEY, bound: utf8("other") })(pieces[0] ?? new Uint8Array())).toThrow();
			expect(() => to.streamOpener(header, { key: KEY, bound })(pieces[1] ?? new Uint8Array())).toThrow(/moved/);
		}
	});

	test("what is no key, no ciphertext or was changed is refused as ever", async () => {
		const plain = await plainSuite();
		const key = plain.xwingPublicKey(KEY);
		expect(key).toEqual(compiled.xwingPublicKey(KEY));
		const outOfRange = Uint8Array.from([0xff, 0xff, 0xff, ...key.slice(3)]);
		const smallOrder = Uint8Array.from([...key.slice(0, 1184), ...new Uint8Array(32)]);
		for (const bad of [key.slice(1), new Uint8Array(), outOfRange, smallOrder])
			expect(() => plain.xwingEncapsulate(bad, new Uint8Array(64))).toThrow(expect.objectContaining({ code: "malformed" }));
		expect(() => plain.xwingDecapsulate(new Uint8Array(7), KEY)).toThrow(expect.objectContaining({ code: "cannot-open" }));
		const place = { key: KEY, nonce: new Uint8Array(24), bound };
		const sealed = plain.aeadSeal(utf8("words"), place);
		expect(sealed).toEqual(compiled.aeadSeal(utf8("words"), place));
		expect(() => plain.aeadOpen(flipped(sealed, 2, 4), place)).toThrow(expect.objectContaining({ code: "cannot-open" }));
	});
});

test("Argon2id tells how far it is, and gives what libsodium gives", () => {
	const parts: number[] = [];
	const cost = { passes: 2, memoryBytes: 2 ** 20 };
	const [password, salt] = [Uint8Array.of(1, 2, 3), new Uint8Array(16).fill(7)];
	expect(plainArgon2id(password, salt, { ...cost, onDone: (part) => parts.push(part) })).toEqual(compiled.argon2id(password, salt, cost));
	expect(parts.length).toBeGreaterThan(100);
	expect(parts).toEqual([...parts].sort((left, right) => left - right));
	expect(parts.at(-1)).toBe(1);
});
