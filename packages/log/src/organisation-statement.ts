/** What an organisation publishes about its rules: their signed texts, and the short form that fits a leaf. */
import type { BrandingStatement } from "@answerable/types/branding";
import type { Hash } from "@answerable/types/bytes";
import type { OrganisationId } from "@answerable/types/id";
import type { OrganisationDaysStatement, PolicyAdoptionStatement } from "@answerable/types/policy";
import type { InterestsStatement, KeyRemovalStatement } from "@answerable/types/published";
import { sha256Hash, utf8 } from "./bytes.ts";
import { canonicalHash } from "./canonical.ts";
import { textForm } from "./text-form.ts";

/** A tenure that ended. */
export function keyRemovalText({ organisation, tenure, key, because }: KeyRemovalStatement): string {
	return textForm("key-removal", [
		["organisation", organisation],
		["tenure", tenure],
		["key", key],
		["because", because],
	]);
}

/** The ties that staff declared, by the hash of their canonical lines. */
export function interestsText({ organisation, number, lines }: InterestsStatement): string {
	return textForm("interests", [
		["organisation", organisation],
		["number", String(number)],
		["lines", lines],
	]);
}

/** How an organisation shows itself. It has no leaf: nothing is proved with it. */
export function brandingText({ organisation, number, branding }: BrandingStatement): string {
	return textForm("branding", [
		["organisation", organisation],
		["number", String(number)],
		["branding", branding],
	]);
}

/** The policy by which an organisation's next raises run, and how it came from one that ships. */
export function policyAdoptionText({ organisation, number, policy, hash, adoption }: PolicyAdoptionStatement): string {
	return textForm("policy-adoption", [
		["organisation", organisation],
		["number", String(number)],
		["policy", policy],
		["hash", hash],
		["adoption", adoption === null ? "-" : canonicalHash(adoption)],
	]);
}

/** Days on which an organisation does not work, beside its calendar's. */
export function organisationDaysText({ organisation, calendar, days, reason }: OrganisationDaysStatement): string {
	return textForm("organisation-days", [
		["organisation", organisation],
		["calendar", calendar],
		["days", canonicalHash(days)],
		["reason", canonicalHash(reason)],
	]);
}

/** What a policy leaf says: which policy, and the hash of the text that two roots signed. */
export type PolicyAdoptionLeaf = { readonly organisation: OrganisationId; readonly policy: Hash; readonly statement: Hash };

/** What a leaf of days says: the hash of the text that two roots signed. */
export type OrganisationDaysLeaf = { readonly organisation: OrganisationId; readonly statement: Hash };

/** What a leaf of a register says: which register of the organisation it is, and the hash of the text that two roots signed. */
export type InterestsLeaf = { readonly organisation: OrganisationId; readonly number: number; readonly statement: Hash };

/** The short form of a register. */
export function interestsLeaf(statement: InterestsStatement): InterestsLeaf {
	return { organisation: statement.organisation, number: statement.number, statement: textHash(interestsText(statement)) };
}

/** The short form of an adoption. */
export function policyAdoptionLeaf(statement: PolicyAdoptionStatement): PolicyAdoptionLeaf {
	return { organisation: statement.organisation, policy: statement.hash, statement: textHash(policyAdoptionText(statement)) };
}

/** The short form of days. */
export function organisationDaysLeaf(statement: OrganisationDaysStatement): OrganisationDaysLeaf {
	return { organisation: statement.organisation, statement: textHash(organisationDaysText(statement)) };
}

function textHash(text: string): Hash {
	return sha256Hash(utf8(text));
}
