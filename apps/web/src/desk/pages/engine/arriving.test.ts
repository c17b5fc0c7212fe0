import type { SignInAnswer } from "@answerable/types/account";
import type { LoginName } from "@answerable/types/desk";
import type { CaseTag, PersonId } from "@answerable/types/id";
import { afterEach, beforeAll, expect, test, vi } from "vitest";
import { newStaffPhrase, type StaffPhrase } from "../../staff-keys.ts";
import { createArriving } from "./arriving.ts";
import { DeskMemory } from "./memory.ts";
import type { Draft } from "./protocol.ts";
import { sealedDrafts } from "./sealed-drafts.ts";

const ORIGIN = "https://speak-up.example";
const NAME = "amina.guardian" as LoginName;
const DRAFT: Draft = { caseTag: "ab".repeat(32) as CaseTag, form: "plan", filled: "A second nurse works every night." };
const ANSWER: SignInAnswer = {
	person: crypto.randomUUID() as PersonId,
	administrator: false,
	appointments: [],
	tenures: [],
	wrongCodes: 0,
};

let phrase: StaffPhrase;
let other: StaffPhrase;
beforeAll(async () => {
	[phrase, other] = [await newStaffPhrase(NAME), await newStaffPhrase(NAME)];
});
afterEach(() => vi.unstubAllGlobals());

/** What a tab keeps of somebody. */
const left = (by: StaffPhrase): string => sealedDrafts([DRAFT], by.secrets.wrap);

/** Comes in by a link for a new phone, with one's own words. */
async function comeInWith(...shelved: readonly string[]): Promise<readonly Draft[]> {
	const invitation = { kind: "phone", organisation: null, roles: [], name: NAME, expiresAt: "2026-12-03T10:00:00Z" };
	const answers: Readonly<Record<string, unknown>> = {
		"/api/desk/invitation": invitation,
		"/api/desk/invitation/acceptance": ANSWER,
		"/api/organisations": { organisations: [], onion: null },
	};
	vi.stubGlobal("fetch", async (url: string) => Response.json(answers[new URL(url).pathname]));
	const engine = createArriving(ORIGIN, new DeskMemory());
	const quiet = () => undefined;
	await engine.openInvitation("A".repeat(43), quiet);
	await engine.useWords({ name: NAME, phrase: phrase.words.join(" ") }, quiet);
	return (await engine.accept({ code: "123456", shelved }, quiet)).drafts;
}

test("who comes back with a new phone and their own words finds what they had typed; nobody else does", async () => {
	expect(await comeInWith(left(phrase))).toEqual([DRAFT]);
	expect(await comeInWith(left(other), left(phrase), left(other))).toEqual([DRAFT]);
	expect(await comeInWith(left(other))).toEqual([]);
	expect(await comeInWith()).toEqual([]);
});
