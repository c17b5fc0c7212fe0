import type { PageAid } from "@answerable/types/page-aid";
import { expect, test } from "vitest";
import { aidFor } from "./fetch-aids.ts";

const aid = (page: PageAid["page"], organisation: string | null, language = "en-GB"): PageAid => ({
	page,
	organisation,
	language,
	bsl: null,
	easyRead: [{ says: `${page} of ${organisation ?? "all"}`, picture: null }],
});
const AIDS = [aid("welcome", null), aid("welcome", "northbrook"), aid("safe", "northbrook"), aid("routes", null, "cy")];
const sought = { page: "welcome", organisation: "northbrook", language: "en-GB" } as const;

test.each([
	["an organisation's own comes before the deployment's", sought, AIDS[1]],
	["the deployment's serves where an organisation has none", { ...sought, organisation: "elmvale" }, AIDS[0]],
	["and where no organisation is chosen yet", { ...sought, organisation: null }, AIDS[0]],
	["another organisation's is never shown", { ...sought, page: "safe", organisation: "elmvale" }, null],
	["nor one in another language", { ...sought, page: "routes" }, null],
	["nor that of another page", { ...sought, page: "before" }, null],
] as const)("%s", (_, given, found) => {
	expect(aidFor(AIDS, given)).toEqual(found);
});
