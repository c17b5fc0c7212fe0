import type { OrganisationId, TenureId } from "@answerable/types/id";
import { expect, test } from "vitest";
import { awayDraft, placeOf, RECORD_DRAFT } from "./draft-place.ts";

const [ONE, OTHER] = [crypto.randomUUID(), crypto.randomUUID()] as [TenureId, TenureId];
const organisation = crypto.randomUUID() as OrganisationId;
const tenures = [ONE, OTHER].map((tenure) => ({ tenure, organisation, role: "guardian" as const }));

test("a draft of no case leads back to the page on which it was typed, for as long as there is one", () => {
	expect(placeOf({ form: RECORD_DRAFT }, tenures)).toEqual({ at: "record", step: "form" });
	expect(placeOf({ form: awayDraft(OTHER) }, tenures)).toEqual({ at: "away", tenure: OTHER });
	expect(placeOf({ form: awayDraft(OTHER) }, tenures.slice(0, 1))).toBeNull();
	expect(placeOf({ form: "of another version" }, tenures)).toBeNull();
});
