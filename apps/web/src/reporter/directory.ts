/** Whose keys a concern may be sealed to: signed by those who may, all of them shown, none that ended or waits. */
import { SealError } from "@answerable/crypto/errors";
import { decodeSealingKey } from "@answerable/crypto/sealing-key";
import { verify } from "@answerable/crypto/signing";
import { utf8 } from "@answerable/log/bytes";
import { canonicalHash } from "@answerable/log/canonical";
import { checkDirectory, statementsIn } from "@answerable/log/directory-check";
import { keyHash } from "@answerable/log/key-statement";
import { encodeStatementLeaf } from "@answerable/log/leaf";
import { interestsLeaf, keyRemovalText, policyAdoptionLeaf } from "@answerable/log/organisation-statement";
import { ProofError } from "@answerable/log/proof-error";
import { checkDirectoryKey, checkRootHistory, checkSignedByRoots, type RootSet } from "@answerable/log/root-history";
import type { Hash, SigningKey } from "@answerable/types/bytes";
import type { OrganisationId } from "@answerable/types/id";
import type { IntakeParameters, LoggedDeploymentKey, LoggedRoots } from "@answerable/types/intake";
import type { DirectoryKey, KeyStatement } from "@answerable/types/key";
import type { Role } from "@answerable/types/role";
import { type CheckCode, CheckError } from "../check-error.ts";
import type { LogReader, Wanted } from "../log-reader.ts";

/** Somebody to whom a case may be sealed, checked. */
export type CheckedHolder = { readonly statement: KeyStatement; readonly key: Hash; readonly seal: Uint8Array };

/** The roots of the organisation and of the bodies outside that serve it, through time. */
export type CheckedRoots = ReadonlyMap<OrganisationId, readonly RootSet[]>;

/** The roots of the organisation and of those bodies, the first of each signed by the log key for the body that it names. */
export function checkedRoots({ organisation, roots, externalBodies }: IntakeParameters, logKey: SigningKey): CheckedRoots {
	const all = [{ organisation, roots }, ...externalBodies];
	return new Map(
		all.map((each) => {
			if (each.roots.statement.organisation !== each.organisation.id)
				throw new CheckError("wrong-organisation", "Roots of another organisation.");
			const sets = asCheck("roots-not-signed", "The log's key did not sign the first roots, or the roots did not sign their change.", () =>
				checkRootHistory(each.roots, logKey, verify),
			);
			return [each.organisation.id, sets];
		}),
	);
}

/** Whoever serves from outside has their own roots, and only the role of an outsider. */
export function checkHolder(key: DirectoryKey, roots: CheckedRoots): CheckedHolder {
	const { statement } = key;
	const own = roots.get(statement.organisation);
	const [home] = roots.keys();
	const isOutside = isOutsiders(statement.role);
	if (own === undefined || isOutside === (statement.organisation === home)) {
		throw new CheckError("wrong-organisation", "A key is of somebody who does not serve this organisation in that role.");
	}
	return asCheck("key-not-countersigned", "A handler's key is not countersigned by two roots.", () => {
		const seal = decodeSealingKey(key.seal);
		checkDirectoryKey(key, own, seal, verify);
		return { statement, key: keyHash(statement), seal };
	});
}

/**
 * [Note: How far back a browser looks] The newest 16,384 leaves, two megabytes at most: weeks of a large deployment. Whoever hides a
 * key that was added before, or a removal, hides it from everybody who reads the log, and has had to for those weeks.
 */
const SCANNED_BUNDLES = 64;

/** Looks through the log for keys that are not shown, removals of keys that are, and changes of roots. */
export async function checkDirectoryInLog(log: LogReader, parameters: IntakeParameters, roots: CheckedRoots): Promise<void> {
	const removed = parameters.removals.map((removal) => checkRemoval(removal, roots));
	const { entries } = await log.newest(SCANNED_BUNDLES);
	const statements = statementsIn(entries);
	const [home] = roots.keys();
	for (const [organisation, sets] of roots) {
		const shown = {
			organisation,
			keys: parameters.keys.filter(({ statement }) => statement.organisation === organisation),
			removed: new Set(removed.filter((removal) => removal.organisation === organisation).map(({ tenure }) => tenure)),
			interests: organisation === home ? (parameters.interests?.statement.number ?? 0) : 0,
			policy: organisation === home ? canonicalHash(parameters.policy) : null,
			roots: new Set(sets.slice(1).map(({ fingerprint }) => fingerprint)),
			shows: (role: Role) => isOutsiders(role) !== (organisation === home),
			now: parameters.now,
		};
		asDirectory(() => checkDirectory(statements, shown));
	}
}

/** Where the leaves of everything that is shown must stand. */
export function leavesOf(parameters: IntakeParameters): readonly Wanted[] {
	const { keys, removals, roots, externalBodies, interests, adoption, promiseKey, releaseKey } = parameters;
	const rootLeaves = ({ statement, leafIndex, changes }: LoggedRoots): Wanted[] => [
		{ index: leafIndex, leaf: encodeStatementLeaf({ kind: "root", statement }) },
		...changes.map((change) => ({
			index: change.leafIndex,
			leaf: encodeStatementLeaf({ kind: "root-change", statement: change.statement }),
		})),
	];
	const deploymentLeaf = ({ statement, leafIndex }: LoggedDeploymentKey) => ({
		index: leafIndex,
		leaf: encodeStatementLeaf({ kind: "deployment-key", statement }),
	});
	return [
		...keys.map((key) => ({ index: key.leafIndex, leaf: encodeStatementLeaf({ kind: "key", ...key }) })),
		...removals.map(({ statement, leafIndex }) => ({ index: leafIndex, leaf: encodeStatementLeaf({ kind: "key-removal", statement }) })),
		...[roots, ...externalBodies.map((body) => body.roots)].flatMap(rootLeaves),
		...(interests === null
			? []
			: [{ index: interests.leafIndex, leaf: encodeStatementLeaf({ kind: "interests", statement: interestsLeaf(interests.statement) }) }]),
		...(adoption === null
			? []
			: [
					{
						index: adoption.leafIndex,
						leaf: encodeStatementLeaf({ kind: "policy-adoption", statement: policyAdoptionLeaf(adoption.statement) }),
					},
				]),
		...[promiseKey, releaseKey].map(deploymentLeaf),
	];
}

/** Whether a check may have failed only because something changed between two answers. */
export function hasMovedOn(code: CheckCode): boolean {
	return isDirectoryCode(code) && code !== "key-in-cooldown";
}

const DIRECTORY_CODES = [
	"key-in-cooldown",
	"key-removed",
	"key-left-out",
	"roots-left-out",
	"interests-left-out",
	"policy-left-out",
] as const;

function isDirectoryCode(code: string): code is (typeof DIRECTORY_CODES)[number] {
	return DIRECTORY_CODES.some((each) => each === code);
}

function isOutsiders(role: Role): boolean {
	return role === "external_body";
}

/** A removal that two roots signed of the organisation that it names: it ends nobody's tenure anywhere else. */
export function checkRemoval({ statement, countersignatures, leafIndex }: IntakeParameters["removals"][number], roots: CheckedRoots) {
	const own = roots.get(statement.organisation);
	if (own === undefined) throw new CheckError("wrong-organisation", "A removal is of another organisation.");
	const signed = { organisation: statement.organisation, message: utf8(keyRemovalText(statement)), leafIndex };
	return asCheck("removal-not-countersigned", "A removal is not countersigned by two roots.", () => {
		checkSignedByRoots(signed, countersignatures, own, verify);
		return statement;
	});
}

function asDirectory(check: () => void): void {
	try {
		check();
	} catch (error) {
		if (!(error instanceof ProofError)) throw error;
		const { code, message } = error;
		if (!isDirectoryCode(code)) throw error;
		throw new CheckError(code, message, error);
	}
}

/** What failed to be proved, as a refusal of this client. */
export function asCheck<T>(code: CheckCode, message: string, check: () => T): T {
	try {
		return check();
	} catch (error) {
		if (error instanceof ProofError || error instanceof SealError) throw new CheckError(code, message, error);
		throw error;
	}
}
