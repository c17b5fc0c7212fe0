import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { KEEPERS, MAKE, openPlace, type Place, sheetsOf } from "./admin.fixture.ts";
import { readKeys } from "./key-files.ts";

type Sheets = ReturnType<typeof sheetsOf>;

let place: Place;
let sheets: Sheets;

beforeAll(async () => {
	place = await openPlace();
});

afterAll(async () => {
	await place.close();
});

function filesIn(directory: string): ReadonlyMap<string, string> {
	return new Map(
		readdirSync(directory)
			.sort()
			.map((name) => [name, readFileSync(join(directory, name), "utf8")]),
	);
}

const refused = (args: readonly string[], typed: readonly string[] = []) =>
	place.run(args, { typed }).then(
		() => "accepted",
		(fault: Error) => `${fault.name} ${fault.message}`,
	);

describe("making the keys of a deployment", () => {
	it("asks for the log's name and three different bodies before anything is written", async () => {
		expect(await refused([])).toMatch(/belongs to no deployment yet/);
		expect(await refused(MAKE.slice(2))).toMatch(/--log-name speakup\.example\.org/);
		const twice = ["Care Body", "care body ", "Hospice"].flatMap((keeper) => ["--keeper", keeper]);
		expect(await refused(["--log-name", "other.example/log", ...twice])).toMatch(/three different bodies/);
	});

	it("makes them once, readable by their user alone, with a share for each keeper", async () => {
		const made = await place.run(MAKE);
		sheets = sheetsOf(made);
		for (const [at, sheet] of sheets.entries()) {
			expect(sheet[0]).toMatch(new RegExp(`^Answerable recovery share ${at + 1} of 3, set [0-9a-f]{4}, made 2026-11-26$`));
			expect(sheet[1]).toBe(`Kept by  ${KEEPERS[at]}`);
			expect(sheet.filter((line) => /^ {2}\d {3}(\S+ ?){7}$/.test(line))).toHaveLength(4);
		}
		expect(made.notes.join(" ")).toContain("not complete until all three shares were read back");
		expect([...filesIn(place.keys).keys()]).toEqual([
			"log.key",
			"phone.key",
			"promise.key",
			"recovery.pins",
			"release-2026-Q4.key",
			"view.key",
			"work.key",
		]);
		for (const name of readdirSync(place.keys)) expect([name, statSync(join(place.keys, name)).mode & 0o777]).toEqual([name, 0o600]);
		expect(statSync(place.keys).mode & 0o777).toBe(0o700);
		expect((await place.run([])).text).toMatch(/not complete: the recovery shares were not all read back/);
	});

	it("never makes them again: not for this database, and not over keys that are there", async () => {
		const before = filesIn(place.keys);
		expect(await refused(["--log-name", "x.example/log", ...MAKE.slice(2)])).toMatch(/has its name already/);
		const elsewhere = await openPlace();
		cpSync(place.keys, elsewhere.keys, { recursive: true });
		await expect(elsewhere.run(MAKE)).rejects.toThrow("holds keys, but this database belongs to no deployment");
		await elsewhere.close();
		expect(filesIn(place.keys)).toEqual(before);
	});

	it("shows no key and no word of a share when it is asked what there is", async () => {
		const { text } = await place.run([]);
		for (const [name, key] of filesIn(place.keys)) if (name.endsWith(".key")) expect(text).not.toContain(key.trim());
		for (const sheet of sheets) for (const line of sheet.slice(4, 8)) expect(text).not.toContain(line.trim().slice(4));
	});
});

describe("reading shares back", () => {
	it("completes the keys when all three were read, one at a time and in any order", async () => {
		const one = await place.run(["--read-back"], { typed: sheets[1] });
		expect(one.text).toMatch(/^One share was read back\. The keys are not complete/);
		expect(one.said.join("\n")).toContain(`share 1 (${KEEPERS[0]}), share 3 (${KEEPERS[2]})`);
		const both = await place.run(["--read-back"], { typed: [...sheets[2], "", ...sheets[0]] });
		expect(both.text).toMatch(/all three shares were read back\. The keys are complete/);
		expect((await place.run([])).text).toContain("The keys are complete.");
	});

	it("refuses words that are on no list, a row that is wrong, one that is missing, and a share that nobody made", async () => {
		const [sheet] = sheets;
		const row = sheet.findIndex((line) => line.startsWith("  3"));
		const words = sheet[row]?.split(/\s+/).filter((word) => word.length > 1) ?? [];
		const other = words.with(2, words[2] === "abacus" ? "zoom" : "abacus").join(" ");
		expect(await refused(["--read-back"], sheet.with(row, `  3   ${words.with(2, "gaurdian").join(" ")}`))).toMatch(
			/Row 3: no share has the word "gaurdian"/,
		);
		expect(await refused(["--read-back"], sheet.with(row, `  3   ${other}`))).toMatch(/Row 3 is not right/);
		expect(await refused(["--read-back"], sheet.with(row, `  3   ${words.slice(1).join(" ")}`))).toMatch(/Row 3 has not seven words/);
		expect(await refused(["--read-back"], sheet.slice(0, row + 1))).toMatch(/ends after row 3/);
		expect(await refused(["--read-back"], [])).toMatch(/No share was typed/);
		const elsewhere = await openPlace();
		const foreign = sheetsOf(await elsewhere.run(MAKE));
		await elsewhere.close();
		expect(await refused(["--read-back"], foreign[0])).toMatch(/knows no set|is not the one that was made/);
	});
});

describe("recovering the keys", () => {
	let whole: ReadonlyMap<string, string>;

	beforeEach(() => {
		whole ??= filesIn(place.keys);
		rmSync(place.keys, { recursive: true, force: true });
	});

	const pairs = [
		[0, 1],
		[1, 2],
		[2, 0],
	] as const;

	it.each(pairs)("from shares %i and %i restores every key, byte for byte", async (one, two) => {
		const { text, notes } = await place.run(["--recover"], { typed: [...sheets[one], ...sheets[two]] });
		expect(filesIn(place.keys)).toEqual(whole);
		expect(text).toContain("put back  release-2026-Q4.key");
		expect(notes.join()).toContain("compare it with the one on the shares");
	});

	it("with the log key that stands on the sheets, and not for another log", async () => {
		const logKey = sheets[0][2]?.replace(/^Log\s+/, "") ?? "";
		expect(await refused(["--recover", "--log-key", `${logKey}x`], [...sheets[0], ...sheets[1]])).toMatch(/is not the one on the shares/);
		expect((await place.run(["--recover", "--log-key", logKey], { typed: [...sheets[0], ...sheets[1]] })).notes).toEqual([]);
		expect(filesIn(place.keys)).toEqual(whole);
	});

	it("puts back what is missing and leaves what is there, but writes over no other key", async () => {
		mkdirSync(place.keys);
		writeFileSync(join(place.keys, "log.key"), whole.get("log.key") ?? "");
		const { text } = await place.run(["--recover"], { typed: [...sheets[0], ...sheets[1]] });
		expect(text).toContain("was there  log.key");
		writeFileSync(join(place.keys, "view.key"), `${"00".repeat(32)}\n`);
		expect(await refused(["--recover"], [...sheets[0], ...sheets[1]])).toMatch(/holds another key than the one that was recovered/);
	});

	it("tells one share twice, shares of different sets, a set that is gone and a single share apart, and writes nothing", async () => {
		const words = (sheet: readonly string[]) => sheet.slice(4, 8);
		expect(await refused(["--recover"], [...words(sheets[0]), ...words(sheets[0])])).toMatch(/Share 1 was given twice/);
		expect(await refused(["--recover"], words(sheets[0]))).toMatch(/Two shares are needed, and one came/);
		const elsewhere = await openPlace();
		const foreign = sheetsOf(await elsewhere.run(MAKE));
		await elsewhere.close();
		expect(await refused(["--recover"], [...words(sheets[0]), ...words(foreign[1])])).toMatch(
			/of different sets \([0-9a-f]{4} and [0-9a-f]{4}\)/,
		);
		expect(await refused(["--recover"], [...words(foreign[0]), ...words(foreign[1])])).toMatch(
			/knows no set [0-9a-f]{4} of shares \(it knows [0-9a-f]{4}\)/,
		);
		expect(readdirSync(place.directory)).toEqual([]);
	});

	it("believes no copy that was changed, exchanged or sealed by somebody else, and writes nothing", async () => {
		const { db } = place;
		const copies = await db.query.selectFrom("recovery_copy").selectAll().execute();
		const both = [...sheets[0], ...sheets[1]];
		const lie = async (name: string, change: object) => {
			await db.query.updateTable("recovery_copy").set(change).where("name", "=", name).execute();
			const said = await refused(["--recover"], both);
			for (const { copy, signature, name: own } of copies)
				await db.query.updateTable("recovery_copy").set({ copy, signature }).where("name", "=", own).execute();
			return said;
		};
		const view = copies.find(({ name }) => name === "view");
		const work = copies.find(({ name }) => name === "work");
		if (view === undefined || work === undefined) throw new Error("Every key has a copy.");
		expect(await lie("view", { copy: view.copy.map((byte, at) => (at === 500 ? byte ^ 1 : byte)) })).toMatch(
			/copy of the view key in this database was changed/,
		);
		expect(await lie("view", { copy: work.copy })).toMatch(/copy of the view key in this database was changed/);
		expect(await lie("view", { signature: work.signature })).toMatch(/copy of the view key is not signed by the log/);
		expect(readdirSync(place.directory)).toEqual([]);
	});

	it("believes no log key but the log's own, and no database that lacks a key", async () => {
		const { db } = place;
		const both = [...sheets[0], ...sheets[1]];
		const { log_key } = await db.query.selectFrom("deployment").select("log_key").executeTakeFirstOrThrow();
		const elsewhere = await openPlace();
		await elsewhere.run(MAKE);
		const other = await elsewhere.db.query.selectFrom("deployment").select("log_key").executeTakeFirstOrThrow();
		await elsewhere.close();
		await db.query.updateTable("deployment").set(other).execute();
		expect(await refused(["--recover"], both)).toMatch(/log key among the copies is not that of the log/);
		await db.query.updateTable("deployment").set({ log_key }).execute();
		const row = await db.query.selectFrom("recovery_copy").selectAll().where("name", "=", "release-2026-Q4").executeTakeFirstOrThrow();
		await db.query.deleteFrom("recovery_copy").where("name", "=", row.name).execute();
		expect(await refused(["--recover"], both)).toMatch(/no copy of the release key of 2026-Q4, which the log names/);
		await db.query.insertInto("recovery_copy").values(row).execute();
		expect(readdirSync(place.directory)).toEqual([]);
	});
});

describe("new shares for the same keys", () => {
	it("replace the old ones only when they were read back", async () => {
		await place.run(["--recover"], { typed: [...sheets[0], ...sheets[1]] });
		const folder = join(place.directory, "paper");
		const made = await place.run([...MAKE.slice(2), "--into", folder], { at: "2026-11-27T12:00:00Z" });
		expect(made.text).not.toMatch(/^ {2}1 /m);
		const papers = readdirSync(folder)
			.sort()
			.map((name) => readFileSync(join(folder, name), "utf8").split("\n"));
		expect(statSync(join(folder, readdirSync(folder)[0] ?? "")).mode & 0o777).toBe(0o600);
		const before = readKeys(place.keys);
		rmSync(place.keys, { recursive: true, force: true });
		await place.run(["--recover"], { typed: [...sheets[0], ...sheets[1]] });
		expect(readKeys(place.keys)).toEqual(before);
		await place.run(["--read-back"], { typed: papers.flat(), at: "2026-11-28T12:00:00Z" });
		rmSync(place.keys, { recursive: true, force: true });
		expect(await refused(["--recover"], [...sheets[0], ...sheets[1]])).toMatch(/knows no set .* they were replaced by others/);
		await place.run(["--recover"], { typed: papers.slice(1).flat() });
		expect(readKeys(place.keys)).toEqual(before);
	});
});

it.each([
	[["--recover", "--turn"], /are asked one at a time/],
	[["--wat"], /Unknown option '--wat'/],
])("%j is refused in a sentence", async (args, sentence) => {
	expect(await refused(args)).toMatch(sentence);
});
