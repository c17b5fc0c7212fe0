import { remembering } from "@answerable/store/verified";
import { expect, test } from "vitest";
import { apart } from "./apart.ts";

test("reporters and staff share nothing that remembers", () => {
	const ctx = { db: {}, verify: () => true, viewKey: new Uint8Array(32), remembersCases: true } as unknown as Parameters<typeof apart>[0];
	const { reporters, staff } = apart(ctx);
	expect(reporters).not.toBe(staff);
	expect(remembering(reporters.verify)).toBe(remembering(reporters.verify));
	expect(remembering(reporters.verify)).not.toBe(remembering(staff.verify));
	expect([reporters.db, staff.db]).toEqual([ctx.db, ctx.db]);
});
