/** What a browser checks before it seals anything: whose keys these are, and that everybody else is shown the same ones. */
import { fromBase64Url } from "@answerable/crypto/bytes";
import { verify } from "@answerable/crypto/signing";
import { calendarById } from "@answerable/domain/calendar";
import type { Context } from "@answerable/domain/context";
import { mayBeSealedTo } from "@answerable/domain/quarter";
import { fromHex } from "@answerable/log/bytes";
import { canonicalHash } from "@answerable/log/canonical";
import type { Checkpoint } from "@answerable/log/checkpoint";
import { checkDeploymentKey } from "@answerable/log/key-statement";
import type { Hash, SigningKey } from "@answerable/types/bytes";
import type { Severity } from "@answerable/types/clock";
import type { TenureId } from "@answerable/types/id";
import { IntakeParameters, type LoggedDeploymentKey, type OrganisationCard } from "@answerable/types/intake";
import type { DeclaredInterest, Remit } from "@answerable/types/routing";
import type { CivilDate, Instant } from "@answerable/types/time";
import { CheckError } from "../check-error.ts";
import type { Clock } from "../clock.ts";
import type { Http } from "../http.ts";
import { type LogReader, logOf } from "../log-reader.ts";
import {
	asCheck,
	type CheckedHolder,
	type CheckedRoots,
	checkDirectoryInLog,
	checkedRoots,
	checkHolder,
	hasMovedOn,
	leavesOf,
} from "./directory.ts";
import { checkedBranding, checkedInterests, checkedPolicy, type ShownBranding, shipped } from "./said.ts";

/** What somebody knows without asking the server: from a poster's QR code, a slip, or an earlier visit. */
export type Pins = {
	/**
	 * Fingerprint of the organisation's roots, or of roots that it had before; null believes those that the log's key signed, and
	 * `CheckedIntake.roots` says which.
	 */
	readonly roots: Hash | null;
	/** The log's verifier key; null believes the first one that the server shows, for as long as the page is open. */
	readonly logKey: string | null;
};

/** Intake parameters of which everything was checked. Only this can be sealed to. */
export type CheckedIntake = {
	readonly organisation: OrganisationCard;
	/** Fingerprint of the roots that countersigned everybody's keys. */
	readonly roots: Hash;
	readonly context: Context;
	readonly policy: Hash;
	readonly calendar: Hash;
	readonly holders: readonly CheckedHolder[];
	/** What all of this was read from, and the roots that it was checked against. */
	readonly parameters: IntakeParameters;
	readonly rootSets: CheckedRoots;
	/** How the organisation shows itself; null if two of its roots did not sign it. */
	readonly branding: ShownBranding | null;
	/** Ties that hold today, by the register that two roots signed. */
	readonly interests: readonly DeclaredInterest[];
	readonly bodies: readonly { readonly tenure: TenureId; readonly remits: readonly Remit[] }[];
	readonly promiseKey: SigningKey;
	readonly releaseKey: Uint8Array;
	/** Whether the fingerprint that somebody came with is one of the roots'; true for whoever came with none. */
	readonly hasPinnedRoots: boolean;
	/** The server's time now, as our own clock counts on from when the parameters came. */
	readonly serverNow: () => Instant;
	readonly checkpoint: Checkpoint;
	readonly log: LogReader;
	/** A proof of work to be solved. */
	readonly work: unknown;
};

/** Whether the organisation's roots are those of this fingerprint, or come from them. */
function leadTo(fingerprint: Hash, parameters: IntakeParameters, logKey: SigningKey): boolean {
	try {
		const sets = checkedRoots(parameters, logKey).get(parameters.organisation.id) ?? [];
		return sets.some((set) => set.fingerprint === fingerprint);
	} catch (error) {
		if (error instanceof CheckError) return false;
		throw error;
	}
}

/** What the server says, with only its own signatures checked: enough to open a mailbox, not enough to seal. */
export type CheckedDeployment = Pick<
	CheckedIntake,
	"organisation" | "hasPinnedRoots" | "promiseKey" | "releaseKey" | "serverNow" | "log" | "parameters"
>;

/** Fetches the parameters of an organisation and checks the keys of the deployment. */
export async function fetchDeployment(
	http: Http,
	clock: Clock,
	{ slug, logKey, roots = null }: { slug: string; logKey: string | null; roots?: Hash | null },
): Promise<CheckedDeployment> {
	const parameters = await http.getJson(`/api/organisations/${slug}/intake`, IntakeParameters);
	if (logKey !== null && parameters.logKey !== logKey) {
		throw new CheckError("log-key-not-pinned", "The server shows another log than the one whose key is pinned.");
	}
	if (parameters.organisation.slug !== slug) throw new CheckError("wrong-organisation", "These are another organisation's parameters.");
	const log = logOf(http, parameters.logKey);
	const keys = deploymentKeys(parameters, log.key.key);
	const { organisation, now } = parameters;
	const hasPinnedRoots = roots === null || leadTo(roots, parameters, log.key.key);
	return { parameters, organisation, hasPinnedRoots, serverNow: clock.since(now), log, ...keys };
}

/**
 * Fetches everything that is needed to seal a concern, and checks all of it: the log key signed the roots, and they are the
 * ones pinned or come from them; two roots signed every handler's key; each key, root set and deployment key stands in the log at
 * its place; no key that the log holds is left out, and none that was removed or waits is shown; policy and calendar are the
 * ones of their name. Throws `CheckError` for the first thing that is not so.
 */
export async function fetchIntake(http: Http, clock: Clock, asked: { slug: string; pins: Pins }): Promise<CheckedIntake> {
	try {
		return await fetchOnce(http, clock, asked);
	} catch (error) {
		// A key or a root may have changed between the answer and the look into the log: then the next answer shows it.
		if (error instanceof CheckError && hasMovedOn(error.code)) return fetchOnce(http, clock, asked);
		throw error;
	}
}

async function fetchOnce(http: Http, clock: Clock, { slug, pins }: { slug: string; pins: Pins }): Promise<CheckedIntake> {
	const deployment = await fetchDeployment(http, clock, { slug, ...pins });
	const { parameters, log, organisation } = deployment;
	const roots = checkedRoots(parameters, log.key.key);
	const sets = roots.get(organisation.id) ?? [];
	const fingerprint = sets.at(-1)?.fingerprint;
	if (fingerprint === undefined || !deployment.hasPinnedRoots) {
		throw new CheckError("roots-not-pinned", "These are not the roots on the organisation's poster, nor do they come from them.");
	}
	const holders = parameters.keys.map((key) => checkHolder(key, roots));
	if (new Set(holders.map(({ statement }) => statement.tenure)).size !== holders.length) {
		throw new CheckError("key-named-twice", "One tenure has two keys.");
	}
	const [policy, calendar] = [checkedPolicy(parameters, roots), checkedCalendar(parameters)];
	const interests = checkedInterests(parameters, roots);
	const checkpoint = await log.requireLeaves(leavesOf(parameters));
	await checkDirectoryInLog(log, parameters, roots);
	const { promiseKey, releaseKey, serverNow, hasPinnedRoots } = deployment;
	requireTimely(parameters.releaseKey, serverNow());
	const context = { policy: parameters.policy, calendar: parameters.calendar };
	return {
		organisation,
		roots: fingerprint,
		context,
		policy,
		calendar,
		holders,
		parameters,
		rootSets: roots,
		branding: checkedBranding(parameters, roots),
		interests,
		bodies: bodiesOf(parameters),
		promiseKey,
		releaseKey,
		hasPinnedRoots,
		serverNow,
		checkpoint,
		log,
		work: parameters.work,
	};
}

/** What the outside bodies among the holders are for, by the directory. */
function bodiesOf({ keys, externalBodies }: IntakeParameters): CheckedIntake["bodies"] {
	return keys.flatMap(({ statement: { tenure, organisation } }) => {
		const body = externalBodies.find((each) => each.organisation.id === organisation);
		return body === undefined ? [] : [{ tenure, remits: body.remits }];
	});
}

/** A fresh proof of work, dearer for a concern that wakes people. */
export async function fetchWork(http: Http, slug: string, severity: Severity): Promise<unknown> {
	const answer = await http.getJson(`/api/organisations/${slug}/work?severity=${severity}`, {
		safeParse: (value) => ({ success: true, data: value }) as const,
	});
	return typeof answer === "object" && answer !== null && "work" in answer ? answer.work : null;
}

function deploymentKeys(
	{ promiseKey, releaseKey }: IntakeParameters,
	logKey: SigningKey,
): { promiseKey: SigningKey; releaseKey: Uint8Array } {
	return asCheck("deployment-key-not-signed", "The log's key did not sign a key of the deployment.", () => {
		const promise = fromHex(promiseKey.key);
		checkDeploymentKey({ ...promiseKey, key: promise }, "promise", logKey, verify);
		const release = fromBase64Url(releaseKey.key);
		checkDeploymentKey({ ...releaseKey, key: release }, "release", logKey, verify);
		return { promiseKey: promiseKey.statement.key as SigningKey, releaseKey: release };
	});
}

/** A key of long ago may be gone when its rung is due, or in other hands: see domain's [Note: A key outlives its quarter]. */
function requireTimely({ statement }: LoggedDeploymentKey, now: Instant): void {
	if (mayBeSealedTo(statement.quarter, now.slice(0, 10) as CivilDate)) return;
	throw new CheckError("release-key-out-of-date", `The server shows the release key of ${statement.quarter}, which is out of date.`);
}

/** The calendar is the one of its name that ships with this client. Returns its hash. */
function checkedCalendar({ calendar }: IntakeParameters): Hash {
	const hash = canonicalHash(calendar);
	if (hash !== canonicalHash(shipped("unknown-calendar", () => calendarById(calendar.id)))) {
		throw new CheckError("swapped-calendar", `The calendar served is not ${calendar.id}.`);
	}
	return hash;
}
