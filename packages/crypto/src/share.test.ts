import fc from "fast-check";
import { combine } from "shamir-secret-sharing";
import { describe, expect, it } from "vitest";
import { toHex } from "./bytes.ts";
import { vectorRandom } from "./sample.fixture.ts";
import {
	checkRow,
	combineShares,
	ROW_WORDS,
	readFirstRow,
	readShare,
	SHARE_ROWS,
	type Share,
	type ShareIndex,
	shareRows,
	splitSecret,
} from "./share.ts";
import { WORDS } from "./wordlist.ts";

const SECRET = vectorRandom("recovery secret")(32);

/** GF(2^8) by the reduction polynomial x^8 + x^4 + x^3 + x + 1, without tables: a second opinion on the library. */
function times(a: number, b: number): number {
	let [sum, left, right] = [0, a, b];
	for (; right > 0; right >>= 1) {
		if (right % 2 === 1) sum ^= left;
		left = left < 128 ? left << 1 : (left << 1) ^ 0x11b;
	}
	return sum;
}

function inverse(a: number): number {
	return Array.from({ length: 256 }, (_, b) => b).find((b) => times(a, b) === 1) ?? 0;
}

/** The line through two points, at zero. */
function lineAtZero([x1, y1]: readonly [number, number], [x2, y2]: readonly [number, number]): number {
	const over = inverse(x1 ^ x2);
	return times(y1, times(x2, over)) ^ times(y2, times(x1, over));
}

async function three(set = "3f9a"): Promise<readonly [Share, Share, Share]> {
	const [one, two, other] = await splitSecret(SECRET, set);
	if (one === undefined || two === undefined || other === undefined) throw new Error("There are three shares.");
	return [one, two, other];
}

/** A share whose words are the same in every run: one slip of the pen in 7,776 is not found, and none of these may be. */
const written = (index: ShareIndex): Share => ({ set: "3f9a", index, part: vectorRandom(`part ${index}`)(33) });

const wordsOf = (share: Share) => shareRows(share).flat();

describe("shares", () => {
	it("any two of three give the secret, in either order", async () => {
		const [one, two, other] = await three();
		for (const [left, right] of [
			[one, two],
			[two, other],
			[other, one],
		] as const) {
			expect(await combineShares(left, right)).toEqual(SECRET);
			expect(await combineShares(right, left)).toEqual(SECRET);
		}
	});

	it("are Shamir's over GF(2^8), as a second implementation finds", async () => {
		const [one, , other] = await three();
		const [x1 = 0, x2 = 0] = [one.part.at(-1), other.part.at(-1)];
		const secret = SECRET.map((_, at) => lineAtZero([x1, one.part[at] ?? 0], [x2, other.part[at] ?? 0]));
		expect(secret).toEqual(SECRET);
	});

	it("one alone fits every secret: some second share leads to any other", async () => {
		const [one] = await three();
		const x = one.part.at(-1) ?? 0;
		const wanted = vectorRandom("another secret")(32);
		const second = one.part.slice();
		const other = x === 7 ? 8 : 7;
		second[32] = other;
		// y2 on the line through (0, wanted) and (x, y1).
		for (let at = 0; at < 32; at += 1)
			second[at] = (wanted[at] ?? 0) ^ times(times((wanted[at] ?? 0) ^ (one.part[at] ?? 0), inverse(x)), other);
		expect(await combine([one.part, second])).toEqual(wanted);
	});

	it("of different sets, and the same one twice, are told apart", async () => {
		const [one, two] = await three();
		const [, elsewhere] = await three("0b17");
		expect(await combineShares(one, elsewhere)).toEqual({ fault: "other-set" });
		expect(await combineShares(two, two)).toEqual({ fault: "same-share" });
	});

	it("are made of 32 bytes, under a name of four hex digits", async () => {
		await expect(splitSecret(new Uint8Array(31), "3f9a")).rejects.toThrow("32 bytes");
		await expect(splitSecret(SECRET, "3F9A")).rejects.toThrow("four hex digits");
	});
});

describe("a share on paper", () => {
	it("is four rows of seven words, and comes back as it was", async () => {
		for (const share of await three()) {
			const rows = shareRows(share);
			expect(rows.map((row) => row.length)).toEqual(Array.from({ length: SHARE_ROWS }, () => ROW_WORDS));
			expect(readShare(rows.flat())).toEqual(share);
			expect(readFirstRow(rows[0] ?? [])).toEqual({ set: share.set, index: share.index });
			for (const [place, row] of rows.entries()) if (place > 0) expect(checkRow(row, place + 1, share)).toBeNull();
		}
	});

	it("comes back whatever its bytes are", () => {
		const shares = fc.record({
			set: fc.uint8Array({ minLength: 2, maxLength: 2 }).map(toHex),
			index: fc.constantFrom<ShareIndex>(1, 2, 3),
			part: fc.uint8Array({ minLength: 33, maxLength: 33 }),
		});
		fc.assert(
			fc.property(shares, (share) => {
				expect(readShare(wordsOf(share))).toEqual(share);
			}),
		);
	});

	it("one wrong word, or two exchanged, is found in its row", () => {
		const words = wordsOf(written(1));
		const random = vectorRandom("slips of the pen");
		for (let at = 0; at < words.length; at += 1) {
			const drawn = random(2);
			const wrong = words.with(at, WORDS[((drawn[0] ?? 0) * 256 + (drawn[1] ?? 0)) % WORDS.length] ?? "");
			if (wrong[at] !== words[at])
				expect(readShare(wrong)).toMatchObject({ fault: expect.stringMatching(/wrong|version/), row: Math.ceil((at + 1) / ROW_WORDS) });
		}
		expect(readShare(words.with(8, words[9] ?? "").with(9, words[8] ?? ""))).toMatchObject({ fault: "check-word-wrong", row: 2 });
	});

	it("a row of another share, and two rows exchanged, are found", () => {
		const [one, two] = [written(1), written(2)];
		const [mine, theirs] = [shareRows(one), shareRows(two)];
		const rows = (list: readonly (readonly string[] | undefined)[]) => list.flatMap((row) => row ?? []);
		expect(readShare(rows([mine[0], mine[1], theirs[2], mine[3]]))).toEqual({ fault: "check-word-wrong", row: 3, word: null });
		expect(readShare(rows([mine[0], mine[2], mine[1], mine[3]]))).toEqual({ fault: "check-word-wrong", row: 2, word: null });
		expect(checkRow(theirs[1] ?? [], 2, one)).toMatchObject({ fault: "check-word-wrong" });
	});

	it("a word on no list is named, and so is the row that has too few", async () => {
		const words = wordsOf((await three())[0]);
		expect(readShare(words.with(16, "gaurdian"))).toEqual({ fault: "unknown-word", row: 3, word: "gaurdian" });
		expect(readShare(words.slice(1))).toEqual({ fault: "wrong-length", row: 4, word: null });
		expect(checkRow(words.slice(0, 6), 2, { set: "3f9a", index: 1 })).toMatchObject({ fault: "wrong-length" });
	});

	it("of a version or an index that nobody knows is refused", () => {
		const odd = { set: "3f9a", index: 4 as ShareIndex, part: new Uint8Array(33) };
		expect(readShare(wordsOf(odd))).toEqual({ fault: "unknown-version", row: 1, word: null });
	});
});
