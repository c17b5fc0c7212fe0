import type { CaseTag, OrganisationId, TenureId } from "@answerable/types/id";
import { expect, test } from "vitest";
import { awayDraft, placeOf, RECORD_DRAFT, rulesDraft, strandedIn, tiesDraft } from "./draft-place.ts";

const [ONE, OTHER] = [crypto.randomUUID(), crypto.randomUUID()] as [TenureId, TenureId];
const organisation = crypto.randomUUID() as OrganisationId;
const tenures = [ONE, OTHER].map((tenure) => ({ tenure, organisation, role: "guardian" as const }));

test("a draft of no case leads back to the page on which it was typed, for as long as there is one", () => {
	expect(placeOf({ form: RECORD_DRAFT }, tenures)).toEqual({ at: "record", step: "form" });
	expect(placeOf({ form: awayDraft(OTHER) }, tenures)).toEqual({ at: "away", tenure: OTHER });
	expect(placeOf({ form: awayDraft(OTHER) }, tenures.slice(0, 1))).toBeNull();
	expect(placeOf({ form: rulesDraft(organisation) }, tenures)).toEqual({ at: "rules", organisation, step: "form" });
	expect(placeOf({ form: tiesDraft(organisation) }, tenures)).toEqual({ at: "ties", organisation, step: "form" });
	expect(placeOf({ form: rulesDraft(organisation) }, [])).toBeNull();
	expect(placeOf({ form: "of another version" }, tenures)).toBeNull();
});

test("a draft that no page leads to can be found; one to a case only once the whole list was read", () => {
	const [here, gone] = ["here", "gone"] as unknown as [CaseTag, CaseTag];
	const draft = (caseTag: CaseTag | null, form: string) => ({ caseTag, form, filled: "{}" });
	const ended = draft(null, awayDraft(OTHER));
	const lost = draft(gone, "reply");
	const drafts = [draft(null, RECORD_DRAFT), ended, draft(here, "reply"), lost];
	const mine = tenures.slice(0, 1);
	expect(strandedIn(drafts, { cases: new Set([here]), tenures: mine })).toEqual([ended, lost]);
	expect(strandedIn(drafts, { cases: null, tenures: mine })).toEqual([ended]);
});
