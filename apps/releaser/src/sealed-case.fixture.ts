/** Cases on a real database whose wraps are real, sealed as a reporter's browser seals them. */
import { type CompartmentKeys, newCompartmentKeys } from "@answerable/crypto/compartment";
import { newKemKeyPair } from "@answerable/crypto/kem-box";
import type { OuterContext } from "@answerable/crypto/outer";
import { releaseKeyPair } from "@answerable/crypto/release";
import { sign, verify } from "@answerable/crypto/signing";
import { openWrap, sealReleasable, sealWrap, type WrapRequest } from "@answerable/crypto/wrap";
import { encodeWraps, type WrapEntry } from "@answerable/crypto/wrap-list";
import { isRefused } from "@answerable/domain/command";
import { decide } from "@answerable/domain/decide";
import { earliestFiring } from "@answerable/domain/not-before";
import { actBytes, NOTHING_SEEN } from "@answerable/log/act";
import { sha256Hash } from "@answerable/log/bytes";
import { ciphertextHash } from "@answerable/log/ciphertext";
import { deploymentKeyBytes, deploymentKeyValue } from "@answerable/log/key-statement";
import type { Alarm } from "@answerable/process/alarm";
import { requireDeployment } from "@answerable/store/deployment";
import { raise } from "@answerable/store/raise";
import { addDeploymentKey } from "@answerable/store/registration";
import { type Choice, MADE_AT, makeWorld, newReporter, publishNow, type World } from "@answerable/store/world.fixture";
import type { OpenedClock } from "@answerable/types/clock";
import type { CaseTag } from "@answerable/types/id";
import type { DeploymentKeyStatement } from "@answerable/types/key";
import type { Compartment, Role } from "@answerable/types/role";
import type { RaiseStatement, Recipient } from "@answerable/types/statement";
import type { Instant } from "@answerable/types/time";
import type { ReleaseKey } from "./key-ring.ts";
import type { ReleaseDeps } from "./release.ts";
import { logCheckOf } from "./start.ts";

export const RELEASE_SEED = new Uint8Array(32).fill(5);
export const QUARTER = "2026-Q4";

/** The release key of every case here. */
export function releaseKey(): ReleaseKey {
	const { publicKey, secretKey } = releaseKeyPair(RELEASE_SEED);
	return { quarter: QUARTER, name: deploymentKeyValue("release", publicKey), publicKey, secret: secretKey };
}

/** A world of demo clocks whose log names our release key. */
export async function makeSealedWorld(): Promise<World> {
	const world = await makeWorld("demo@1", 2);
	const { name, publicKey } = releaseKey();
	const statement: DeploymentKeyStatement = { version: 1, use: "release", quarter: QUARTER, key: name };
	await addDeploymentKey(world.owner, { statement, key: publicKey, signature: world.signLog(deploymentKeyBytes(statement)) }, MADE_AT);
	await publishNow(world, MADE_AT, true);
	return world;
}

export type Held = { now: Instant };

/** A releaser whose clock stands where the test puts it, as it is just after it started. */
export async function heldReleaser(world: World, held: Held): Promise<ReleaseDeps & { readonly raisedAlarms: Alarm[] }> {
	const { db } = world.releaser;
	const raisedAlarms: Alarm[] = [];
	return {
		store: world.releaser,
		now: () => held.now,
		keys: () => [releaseKey()],
		check: logCheckOf(db, await requireDeployment(db), null, verify),
		alarms: { raise: (alarm) => raisedAlarms.push(alarm) },
		givenUp: new Set(),
		raisedAlarms,
	};
}

/** Changes the context of one seal before it is made, as a wrong or hostile client might. */
export type Bend = (context: OuterContext, role: Role) => OuterContext;

export type Sealed = {
	readonly caseTag: CaseTag;
	readonly wraps: Uint8Array;
	readonly recipients: readonly Recipient[];
	/** What the holder can open of an inner wrap, by the names of the compartments. */
	readonly opens: (role: Role, inner: Uint8Array) => readonly Compartment[];
	readonly notBeforeOf: (rung: Recipient["rung"]) => Instant;
	/** What its reporter signs and seals with later. */
	readonly seed: Uint8Array;
	readonly keys: CompartmentKeys;
	readonly statement: RaiseStatement;
};

/** Raises a concern whose wraps are sealed to keys that the test holds. */
export async function sealedCase(world: World, choice: Choice, bend: Bend = (context) => context): Promise<Sealed> {
	const reporter = newReporter(world, choice);
	const { header, concern } = reporter.request;
	const { organisation, caseTag, statement: plain } = header;
	const clocks = clocksOf(world, header, choice.now);
	const notBeforeOf = (rung: Recipient["rung"]): Instant => earliestFiring({ ...plain, rung, clocks }, world.rules);
	const keys = newCompartmentKeys();
	const holders = new Map([...world.staff.values()].map((who) => [who.tenure, { ...who, pair: newKemKeyPair() }]));
	const entries = plain.recipients.flatMap(({ rung, tenure, key: keyHash, opens }): WrapEntry[] => {
		const holder = holders.get(tenure);
		if (holder === undefined || opens.length === 0) return [];
		const request: WrapRequest = { organisation, caseTag, rung, tenure, keyHash, opens, keys, recipientKey: holder.pair.publicKey };
		if (rung <= 1) return [sealWrap(request)];
		const { policy, calendar } = plain;
		const context = { organisation, caseTag, rung, tenure, keyHash, notBefore: notBeforeOf(rung), policy, calendar };
		const bent = bend(context, holder.role);
		const sealed = sealReleasable({ ...request, ...bent }, releaseKey().publicKey);
		return [{ ...sealed, rung, tenure, keyHash }];
	});
	const wraps = encodeWraps(entries);
	const statement = { ...plain, wraps: sha256Hash(wraps) };
	const ciphertext = ciphertextHash([concern, reporter.request.private]);
	const act = { organisation, caseTag, seen: NOTHING_SEEN, kind: "raised" as const, statement, ciphertext, policy: plain.policy };
	const signed = { ...header, statement, act: { seen: NOTHING_SEEN, signature: sign(reporter.seed, actBytes(act)) } };
	const outcome = await raise(world.api, { ...reporter.request, header: signed, wraps });
	if ("refused" in outcome) throw new Error(`The raise was refused: ${outcome.refused}`);
	const opens = (role: Role, inner: Uint8Array): readonly Compartment[] => {
		const holder = [...holders.values()].find((who) => who.role === role);
		const recipient = plain.recipients.find(({ tenure }) => tenure === holder?.tenure);
		if (holder === undefined || recipient === undefined) throw new Error(`${role} is no recipient.`);
		const { rung, tenure, key: keyHash } = recipient;
		const place = { organisation, caseTag, rung, layer: 2 as const, tenure, keyHash, opens: recipient.opens };
		return Object.keys(openWrap(inner, holder.pair.secretKey, place)).sort() as Compartment[];
	};
	return { caseTag, wraps, recipients: plain.recipients, opens, notBeforeOf, seed: reporter.seed, keys, statement };
}

function clocksOf(world: World, header: Parameters<typeof raise>[1]["header"], now: Instant): readonly OpenedClock[] {
	const { organisation, caseTag, statement } = header;
	const decision = decide(null, { kind: "raise", organisation, caseTag, statement }, now, world.rules);
	if (isRefused(decision)) throw new Error(`The raise would be refused: ${decision.refused}`);
	const happening = decision.events[0]?.happening;
	if (happening?.kind !== "raised") throw new Error("A raise begins with its own event.");
	return happening.consequence.clocks;
}

/** Opened wraps of a case as they are stored: role and inner wrap. */
export async function releasedWraps(
	world: World,
	caseTag: CaseTag,
): Promise<readonly { readonly role: Role; readonly inner: Uint8Array }[]> {
	const rows = await world.owner.query
		.selectFrom("released_wrap")
		.innerJoin("tenure", "tenure.id", "released_wrap.tenure")
		.select(["tenure.role", "released_wrap.inner_wrap as inner"])
		.where("released_wrap.case_tag", "=", Buffer.from(caseTag, "hex"))
		.orderBy("released_wrap.rung")
		.orderBy("tenure.role")
		.execute();
	return rows;
}
