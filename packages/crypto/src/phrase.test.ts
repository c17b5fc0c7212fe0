import type { LoginName } from "@answerable/types/desk";
import { describe, expect, test } from "vitest";
import { u16 } from "./bytes.ts";
import {
	type Argon2id,
	checkPhrase,
	deriveReporterKeys,
	newPhrase,
	PHRASE_COST,
	type PhraseSubject,
	splitPhrase,
	stretch,
} from "./phrase.ts";
import { plainArgon2id } from "./plain-argon2id.ts";
import { refusalOf } from "./refusal.fixture.ts";
import { LOGIN_NAME, ORGANISATION, OTHER_ORGANISATION, vectorRandom } from "./sample.fixture.ts";
import { isListed, WORDS } from "./wordlist.ts";

const HERE: PhraseSubject = { purpose: "reporter", organisation: ORGANISATION };

describe("a phrase", () => {
	test("is seven listed words, different every time", () => {
		const phrases = Array.from({ length: 200 }, () => newPhrase(HERE));
		expect(phrases.every((words) => words.length === 7 && words.every(isListed) && checkPhrase(words, HERE) === "ok")).toBe(true);
		expect(new Set(phrases.map((words) => words.join(" "))).size).toBe(200);
	});

	test("draws every word as often as any other: the uneven end of the range is drawn again", () => {
		const draws = [u16(62_208), u16(65_535), u16(62_207), u16(0), u16(7776), u16(1), u16(2), u16(3)];
		const words = newPhrase(HERE, () => draws.shift() ?? new Uint8Array(2));
		expect(words.slice(0, 6)).toEqual([WORDS[7775], WORDS[0], WORDS[0], WORDS[1], WORDS[2], WORDS[3]]);
	});

	test("tells a slip of the pen from a code of another organisation or kind, without a server", () => {
		const words = newPhrase(HERE, vectorRandom("slip"));
		expect(checkPhrase(words, HERE)).toBe("ok");
		expect(checkPhrase(words.slice(1), HERE)).toBe("wrong-length");
		expect(checkPhrase(["Abacus", ...words.slice(1)], HERE)).toBe("unknown-word");
		expect(checkPhrase(words, { purpose: "reporter", organisation: OTHER_ORGANISATION })).toBe("check-word-wrong");
		expect(checkPhrase(words, { purpose: "handler", loginName: LOGIN_NAME })).toBe("check-word-wrong");
	});

	test("catches nearly every wrong word and every swap of two neighbours", () => {
		const words = [...newPhrase(HERE, vectorRandom("swap"))];
		const wrong = WORDS.filter((word) => word !== words[2] && checkPhrase(words.with(2, word), HERE) === "ok");
		expect(wrong.length).toBeLessThan(8);
		for (let index = 0; index < 5; index += 1) {
			const swapped = words.with(index, words[index + 1] ?? "").with(index + 1, words[index] ?? "");
			expect(checkPhrase(swapped, HERE)).toBe("check-word-wrong");
		}
	});

	test("may be typed with capitals, commas, lines and the hyphens of a word processor", () => {
		expect(splitPhrase("  Abacus, zoom.\nT\u2011Shirt;yo\u2010yo \tFELT-tip ")).toEqual(["abacus", "zoom", "t-shirt", "yo-yo", "felt-tip"]);
		expect(splitPhrase(" ")).toEqual([]);
	});
});

describe("deriving keys", () => {
	test("gives six keys that have nothing in common, and others for another organisation", async () => {
		const words = newPhrase(HERE);
		const keys = await deriveReporterKeys(words, ORGANISATION);
		const again = await deriveReporterKeys(words, ORGANISATION);
		expect(again).toEqual(keys);
		const { mailboxTag, mailboxAuth, messageSign, kem, caseTag, logSalt } = keys;
		expect(new Set([mailboxTag, mailboxAuth.join(), messageSign.join(), kem.secretKey.join(), caseTag, logSalt]).size).toBe(6);
		await expect(deriveReporterKeys(words, OTHER_ORGANISATION)).rejects.toMatchObject({ code: "wrong-phrase" });
	});

	test("costs 3 passes over 64 MiB, and refuses less", async () => {
		const words = newPhrase(HERE);
		expect(PHRASE_COST).toEqual({ passes: 3, memoryBytes: 67_108_864 });
		const refused = { code: "weak-parameters" };
		await expect(stretch(words, HERE, { cost: { ...PHRASE_COST, passes: 2 } })).rejects.toMatchObject(refused);
		await expect(stretch(words, HERE, { cost: { ...PHRASE_COST, memoryBytes: 67_108_863 } })).rejects.toMatchObject(refused);
	});

	test("is the same wherever Argon2id is done, and asks it for the whole price", async () => {
		const words = newPhrase(HERE);
		const asked: unknown[] = [];
		const apart: Argon2id = async (password, salt, cost) => {
			asked.push(cost);
			return plainArgon2id(password, salt, cost);
		};
		expect(await deriveReporterKeys(words, ORGANISATION, apart)).toEqual(await deriveReporterKeys(words, ORGANISATION));
		expect(asked).toEqual([PHRASE_COST]);
	});

	test("refuses words that are no phrase, before spending anything on them", async () => {
		await expect(stretch(["abacus"], HERE)).rejects.toMatchObject({ code: "wrong-phrase" });
		expect(refusalOf(() => newPhrase({ purpose: "handler", loginName: "two words" as LoginName }))).toBe("malformed");
	});
});
