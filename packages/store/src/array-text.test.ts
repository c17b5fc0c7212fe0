import fc from "fast-check";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { arrayItems, arrayText } from "./array-text.ts";
import { connect, type Database } from "./connect.ts";
import { makeDatabase } from "./suite-database.fixture.ts";

let suite: Awaited<ReturnType<typeof makeDatabase>>;
let db: Database;
beforeAll(async () => {
	suite = await makeDatabase();
	db = connect(suite.ownerUrl, { max: 2, applicationName: "suite-arrays" });
});
afterAll(async () => {
	await db.close();
	await suite.drop();
});

const UUID = "0b9fe5a4-6f5b-4a37-8c9f-5d7f0d1b6a01";

describe("an array", () => {
	test("comes back as it went, whatever is in it", () => {
		fc.assert(
			fc.property(fc.array(fc.string()), (list) => {
				expect(arrayItems(arrayText(list))).toEqual(list);
			}),
		);
	});

	test.each<readonly [type: string, list: readonly (string | number)[]]>([
		["uuid[]", []],
		["uuid[]", [UUID, UUID]],
		["text[]", []],
		["text[]", ["plain", "", "NULL", 'a "quoted", {braced} \\ word', "two\nlines", "é"]],
		["integer[]", [0, -7, 2_147_483_647]],
	])("of %s is understood by PostgreSQL and read again: %j", async (type, list) => {
		const { rows } = await sql<{ list: unknown; count: number }>`
			select ${list}::${sql.raw(type)} as list, cardinality(${list}::${sql.raw(type)}) as count`.execute(db.query);
		expect(rows).toEqual([{ list, count: list.length }]);
	});

	test("that is none is refused", () => {
		expect(() => arrayItems("a,b")).toThrow("Not an array");
	});
});
