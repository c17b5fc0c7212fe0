import type { Argon2id } from "@answerable/crypto/phrase";
import type { OrganisationId } from "@answerable/types/id";
import { describe, expect, test } from "vitest";
import { WordsAhead } from "./words-ahead.ts";

const HERE = "00000000-0000-4000-8000-000000000001" as OrganisationId;
const ELSEWHERE = "00000000-0000-4000-8000-000000000002" as OrganisationId;

/** Words that cost nothing to make. `fail` lets the next key fail; `left` is what the last one tells while it is made. */
function cheap() {
	const control = { fail: false, made: 0, left: 30 };
	const ahead = new WordsAhead(
		(onLeft): Argon2id =>
			async () => {
				control.made += 1;
				await null;
				onLeft(control.left);
				if (control.fail) throw new Error("The line is gone.");
				return new Uint8Array(32).fill(control.made);
			},
	);
	return { ahead, control };
}

describe("words made ahead", () => {
	test("are made once however often they are asked for, and given out once", async () => {
		const { ahead, control } = cheap();
		const made = await ahead.make(HERE);
		expect(await ahead.make(HERE)).toBe(made);
		expect(await ahead.take(HERE)).toBe(made);
		const next = await ahead.take(HERE);
		expect(next.words).not.toEqual(made.words);
		expect(control.made).toBe(2);
	});

	test("are never given to two who ask before they are ready", async () => {
		const { ahead } = cheap();
		const [one, other] = await Promise.all([ahead.take(HERE), ahead.take(HERE)]);
		expect(one.words).not.toEqual(other.words);
	});

	test("belong to one organisation", async () => {
		const { ahead } = cheap();
		const made = await ahead.make(HERE);
		expect((await ahead.take(ELSEWHERE)).secrets.caseTag).not.toBe(made.secrets.caseTag);
	});

	test("are made anew if that failed", async () => {
		const { ahead, control } = cheap();
		control.fail = true;
		await expect(ahead.make(HERE)).rejects.toThrow("The line is gone.");
		control.fail = false;
		expect((await ahead.take(HERE)).words).toHaveLength(7);
	});

	test("tell how long they take to whoever listens last", async () => {
		const { ahead } = cheap();
		const heard: string[] = [];
		ahead.hear((seconds) => heard.push(`first ${seconds}`));
		const making = ahead.make(HERE);
		ahead.hear((seconds) => heard.push(`second ${seconds}`));
		await making;
		expect(heard).toEqual(["second 30"]);
	});
});
