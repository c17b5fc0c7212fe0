/** What an organisation says about its ties and its policy, believed only with the signatures of two of its roots. */
import { verify } from "@answerable/crypto/signing";
import { type Ink, inkOn } from "@answerable/domain/branding";
import { policyById } from "@answerable/domain/policy";
import { isKnownPolicy } from "@answerable/domain/policy-adoption";
import { arePublishable, tiesOn } from "@answerable/domain/published-ties";
import { utf8 } from "@answerable/log/bytes";
import { canonicalHash } from "@answerable/log/canonical";
import { brandingText, interestsText, policyAdoptionText } from "@answerable/log/organisation-statement";
import { ProofError } from "@answerable/log/proof-error";
import { checkSignedByRoots } from "@answerable/log/root-history";
import type { Branding } from "@answerable/types/branding";
import type { Hash } from "@answerable/types/bytes";
import type { IntakeParameters } from "@answerable/types/intake";
import type { DeclaredInterest } from "@answerable/types/routing";
import type { CivilDate } from "@answerable/types/time";
import { CheckError } from "../check-error.ts";
import { asCheck, type CheckedRoots } from "./directory.ts";

/** The ties that hold today, for routing; none before the first register. */
export function checkedInterests({ organisation, interests, now }: IntakeParameters, roots: CheckedRoots): readonly DeclaredInterest[] {
	if (interests === null) return [];
	const { statement, lines, countersignatures, leafIndex } = interests;
	const isOwn = statement.organisation === organisation.id && statement.lines === canonicalHash(lines) && arePublishable(lines);
	if (!isOwn) throw new CheckError("interests-not-countersigned", "The register of ties is not the one that was signed.");
	const signed = { organisation: organisation.id, message: utf8(interestsText(statement)), leafIndex };
	asCheck("interests-not-countersigned", "The register of ties is not countersigned by two roots.", () =>
		checkSignedByRoots(signed, countersignatures, roots.get(organisation.id) ?? [], verify),
	);
	return tiesOn(lines, now.slice(0, 10) as CivilDate);
}

/**
 * [Note: Rules have names] The policy is one that ships with this client, or exactly what a board's published changes make of one,
 * signed by two roots: nobody is shown `default-england@1` with longer clocks. Returns its hash.
 */
export function checkedPolicy({ organisation, policy, adoption }: IntakeParameters, roots: CheckedRoots): Hash {
	const hash = canonicalHash(policy);
	const isSame =
		policy.adoption === null ? hash === canonicalHash(shipped("unknown-policy", () => policyById(policy.id))) : isKnownPolicy(policy);
	if (!isSame) throw new CheckError("swapped-policy", `The policy served is not ${policy.id}.`);
	if (policy.adoption === null && adoption === null) return hash;
	if (adoption === null || adoption.statement.hash !== hash || adoption.statement.organisation !== organisation.id) {
		throw new CheckError("adoption-not-countersigned", "The policy is not the one that was adopted.");
	}
	const { statement, countersignatures, leafIndex } = adoption;
	const signed = { organisation: organisation.id, message: utf8(policyAdoptionText(statement)), leafIndex };
	asCheck("adoption-not-countersigned", "The adoption of the policy is not countersigned by two roots.", () =>
		checkSignedByRoots(signed, countersignatures, roots.get(organisation.id) ?? [], verify),
	);
	return hash;
}

/** How an organisation shows itself, and in what its name is written on its colour. */
export type ShownBranding = Branding & { readonly ink: Ink };

/**
 * [Note: A face is not a proof] Branding has no leaf, so that nobody can tell when it was signed: it counts only while those who
 * signed it are roots, and whoever comes as a root signs it anew with a colleague. What is not signed so is not shown, and keeps
 * nobody from raising a concern. An older face than the newest may be served: that proves nothing, and opens nothing.
 */
export function checkedBranding({ organisation, branding: signed }: IntakeParameters, roots: CheckedRoots): ShownBranding | null {
	if (signed === null) return null;
	const { statement, branding, countersignatures } = signed;
	if (statement.organisation !== organisation.id || statement.branding !== canonicalHash(branding)) return null;
	const said = { organisation: organisation.id, message: utf8(brandingText(statement)), leafIndex: null };
	try {
		checkSignedByRoots(said, countersignatures, roots.get(organisation.id) ?? [], verify);
		return { ...branding, ink: inkOn(branding.colour) };
	} catch (error) {
		if (error instanceof ProofError) return null;
		throw error;
	}
}

/** Rules that ship with this client, by their name. */
export function shipped<T>(code: "unknown-policy" | "unknown-calendar", find: () => T): T {
	try {
		return find();
	} catch (error) {
		throw new CheckError(code, "The organisation follows rules that this page does not know.", error);
	}
}
