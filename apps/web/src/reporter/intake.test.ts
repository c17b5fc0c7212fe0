import { newSigningSeed, sign } from "@answerable/crypto/signing";
import { deploymentKeyBytes } from "@answerable/log/key-statement";
import { encodeStatementLeaf } from "@answerable/log/leaf";
import { encodeVerifierKey } from "@answerable/log/note";
import type { Hash, Signature } from "@answerable/types/bytes";
import type { IntakeParameters } from "@answerable/types/intake";
import type { DirectoryKey } from "@answerable/types/key";
import type { Instant } from "@answerable/types/time";
import { beforeEach, expect, test } from "vitest";
import { clockFrom } from "../clock.ts";
import { countersign, makeRoots } from "../desk/staff-keys.ts";
import { FORM } from "../form.fixture.ts";
import { StandIn } from "../stand-in.fixture.ts";
import { ORIGIN, SLUG } from "../stand-in-people.fixture.ts";
import { connectReporter } from "./reporter.ts";

let world: StandIn;

beforeEach(async () => {
	world = new StandIn();
	for (const role of ["guardian", "exec_lead", "chair", "external_body"] as const) await world.appoint(role);
});

function client() {
	return connectReporter({ origin: ORIGIN, fetch: world.fetch, clock: clockFrom(world.clock()), retryDelaysMs: [] });
}

const other = "00".repeat(32) as Hash;
const withKey = (bend: (key: DirectoryKey) => DirectoryKey) => (honest: IntakeParameters) => ({
	...honest,
	keys: honest.keys.map((key, at) => (at === 2 ? bend(key) : key)),
});

test("honest parameters pass, and nobody but whole tiles was asked", async () => {
	const intake = await client().intake(SLUG, world.pins());
	expect(intake.holders.map(({ statement }) => statement.role)).toEqual(["guardian", "exec_lead", "chair", "external_body"]);
	expect(world.asked.slice(2).every((path) => /^GET \/log\/(checkpoint|tile\/(\d+|entries)\/\d{3}(\.p\/\d+)?)$/.test(path))).toBe(true);
});

test("the whole log is believed only through the key that is pinned", async () => {
	const stranger = encodeVerifierKey({ ...world.logKey, name: "elsewhere/log" });
	await expect(client().intake(SLUG, { ...world.pins(), logKey: stranger })).rejects.toMatchObject({ code: "log-key-not-pinned" });
});

test("other roots than those on the poster are refused", async () => {
	await expect(client().intake(SLUG, { ...world.pins(), roots: other })).rejects.toMatchObject({ code: "roots-not-pinned" });
});

test.each<[string, string, (honest: IntakeParameters) => IntakeParameters]>([
	[
		"roots that the log's key did not sign",
		"roots-not-signed",
		(honest) => ({ ...honest, roots: { ...honest.roots, signature: "00".repeat(64) as Signature } }),
	],
	[
		"a key that one root signed twice",
		"key-not-countersigned",
		withKey((key) => ({
			...key,
			countersignatures: [key.countersignatures[0], key.countersignatures[0]].filter((each) => each !== undefined),
		})),
	],
	[
		"a key that a stranger countersigned",
		"key-not-countersigned",
		withKey((key) => ({
			...key,
			countersignatures: makeRoots(key.statement.organisation).seeds.map((seed) => countersign(key.statement, seed)),
		})),
	],
	[
		"a key whose role was changed after it was signed",
		"key-not-countersigned",
		withKey((key) => ({ ...key, statement: { ...key.statement, role: "guardian" } })),
	],
	[
		"another sealing key than the one that was signed",
		"key-not-countersigned",
		(honest) => ({ ...honest, keys: honest.keys.map((key) => ({ ...key, seal: honest.keys[0]?.seal ?? key.seal })) }),
	],
	["a key of somebody who does not serve here", "wrong-organisation", (honest) => ({ ...honest, externalBodies: [] })],
	["a tenure with two keys", "key-named-twice", (honest) => ({ ...honest, keys: [...honest.keys, ...honest.keys] })],
	["a key whose leaf stands elsewhere", "leaf-missing", withKey((key) => ({ ...key, leafIndex: key.leafIndex + 1 }))],
	["a key whose leaf is beyond the log", "leaf-missing", withKey((key) => ({ ...key, leafIndex: 9_999 }))],
	["roots whose leaf stands elsewhere", "leaf-missing", (honest) => ({ ...honest, roots: { ...honest.roots, leafIndex: 0 } })],
	[
		"a release key whose leaf stands elsewhere",
		"leaf-missing",
		(honest) => ({ ...honest, releaseKey: { ...honest.releaseKey, leafIndex: 0 } }),
	],
	[
		"a promise key that the log's key did not sign",
		"deployment-key-not-signed",
		(honest) => ({ ...honest, promiseKey: { ...honest.promiseKey, signature: honest.releaseKey.signature } }),
	],
	["a release key given out as the promise key", "deployment-key-not-signed", (honest) => ({ ...honest, promiseKey: honest.releaseKey })],
	[
		"a policy of the same name with longer clocks",
		"swapped-policy",
		(honest) => ({ ...honest, policy: { ...honest.policy, withdrawal: { ...honest.policy.withdrawal, effect: { seconds: 1 } } } }),
	],
	["a policy that nobody knows", "unknown-policy", (honest) => ({ ...honest, policy: { ...honest.policy, id: "leisurely@1" } })],
	[
		"a calendar with ten more holidays",
		"swapped-calendar",
		(honest) => ({ ...honest, calendar: { ...honest.calendar, holidays: honest.calendar.holidays.slice(1) } }),
	],
	["a time that is not of today", "clock-astray", (honest) => ({ ...honest, now: "2026-11-20T10:00:00Z" as Instant })],
	["another organisation", "wrong-organisation", (honest) => ({ ...honest, organisation: { ...honest.organisation, slug: "elmvale" } })],
])("%s is refused", async (_, code, lie) => {
	world.lies.intake = lie;
	await expect(client().intake(SLUG, world.pins())).rejects.toMatchObject({ name: "CheckError", code });
});

test("a key that was countersigned but never logged is refused", async () => {
	const chair = world.staff[2];
	const hidden = world.entries[chair?.directory.leafIndex ?? 0];
	if (chair === undefined || hidden === undefined) throw new Error("no chair");
	world.entries[chair.directory.leafIndex] = new Uint8Array(128);
	await expect(client().intake(SLUG, world.pins())).rejects.toMatchObject({ code: "leaf-missing" });
});

test("a deployment key signed for this use but by another log is refused", async () => {
	world.lies.intake = (honest) => {
		const seed = new Uint8Array(32).fill(7);
		return { ...honest, promiseKey: { ...honest.promiseKey, signature: sign(seed, deploymentKeyBytes(honest.promiseKey.statement)) } };
	};
	await expect(client().intake(SLUG, world.pins())).rejects.toMatchObject({ code: "deployment-key-not-signed" });
});

test("a checkpoint whose signature is wrong is refused", async () => {
	world.lies.bytes = (path, honest) => (path === "checkpoint" ? honest.map((byte, at) => (at === 30 ? byte ^ 1 : byte)) : honest);
	await expect(client().intake(SLUG, world.pins())).rejects.toMatchObject({ name: "ProofError" });
});

test("a tile that was changed is refused", async () => {
	world.lies.bytes = (path, honest) => (path.startsWith("tile/") ? honest.map((byte) => byte ^ 1) : honest);
	await expect(client().intake(SLUG, world.pins())).rejects.toMatchObject({ code: "leaf-missing" });
});

test("a log that grew is believed; one that was rewound or rewritten is not", async () => {
	const reporter = client();
	await reporter.intake(SLUG, world.pins());
	world.entries.push(...Array.from({ length: 300 }, (_, at) => new Uint8Array(128).fill(at)));
	await reporter.intake(SLUG, world.pins());
	const [last] = world.entries.splice(-1);
	await expect(reporter.intake(SLUG, world.pins())).rejects.toMatchObject({ code: "log-rewound" });
	if (last === undefined) throw new Error("no leaf");
	world.entries.push(new Uint8Array(128).fill(255));
	await expect(reporter.intake(SLUG, world.pins())).rejects.toMatchObject({ code: "log-rewound" });
	world.entries.push(new Uint8Array(128));
	await expect(reporter.intake(SLUG, world.pins())).rejects.toMatchObject({ code: "log-rewound" });
});

const roles = async (pins = world.pins()) => (await client().intake(SLUG, pins)).holders.map(({ statement }) => statement.role);
const staffIn = (role: string) => {
	const found = world.staff.find((one) => one.role === role);
	if (found === undefined) throw new Error(`Nobody is ${role}.`);
	return found;
};

test("a key that was removed is not sealed to, whatever the server shows", async () => {
	const chair = staffIn("chair");
	const removal = world.remove(chair);
	expect(await roles()).toEqual(["guardian", "exec_lead", "external_body"]);
	world.lies.intake = (honest) => ({ ...honest, keys: [...honest.keys, chair.directory] });
	await expect(roles()).rejects.toMatchObject({ code: "key-removed" });
	world.lies.intake = (honest) => ({ ...honest, keys: [...honest.keys, chair.directory], removals: [] });
	await expect(roles()).rejects.toMatchObject({ code: "key-removed" });
	world.lies.intake = (honest) => ({ ...honest, removals: [{ ...removal, leafIndex: 0 }] });
	await expect(roles()).rejects.toMatchObject({ code: "leaf-missing" });
});

test("a board whose key is left out is missed, and a removal that no root signed excuses nothing", async () => {
	world.lies.intake = (honest) => ({ ...honest, keys: honest.keys.filter(({ statement }) => statement.role !== "chair") });
	await expect(roles()).rejects.toMatchObject({ code: "key-left-out" });
	world.lies = {};
	world.remove(staffIn("chair"), [newSigningSeed(), newSigningSeed()]);
	await expect(roles()).rejects.toMatchObject({ code: "removal-not-countersigned" });
	world.lies.intake = (honest) => ({ ...honest, removals: [] });
	await expect(roles()).rejects.toMatchObject({ code: "key-left-out" });
});

test("an external body that is left out is missed as well", async () => {
	world.lies.intake = (honest) => ({ ...honest, keys: honest.keys.filter(({ statement }) => statement.role !== "external_body") });
	await expect(roles()).rejects.toMatchObject({ code: "key-left-out" });
});

test("a key in its cooldown is not sealed to, and serves when it is over", async () => {
	world.cooldownSeconds = 60;
	const sid = await world.appoint("sid");
	await expect(roles()).rejects.toMatchObject({ code: "key-in-cooldown" });
	world.lies.intake = (honest) => ({ ...honest, keys: honest.keys.filter((key) => key !== sid.directory) });
	expect(await roles()).toEqual(["guardian", "exec_lead", "chair", "external_body"]);
	world.lies.intake = (honest) => ({
		...honest,
		keys: honest.keys.map((key) => (key === sid.directory ? { ...key, cooldownSeconds: 0 } : key)),
	});
	await expect(roles()).rejects.toMatchObject({ code: "leaf-missing" });
	world.lies = {};
	world.advance(60);
	expect(await roles()).toEqual(["guardian", "exec_lead", "chair", "external_body", "sid"]);
});

test("an old poster and a new one both work when a root has changed, and the change cannot be hidden", async () => {
	const old = world.pins();
	const seed = newSigningSeed();
	const fingerprint = world.changeRoot(seed);
	await expect(roles(old)).resolves.toHaveLength(4);
	await expect(roles({ ...old, roots: fingerprint })).resolves.toHaveLength(4);
	world.lies.intake = (honest) => ({ ...honest, roots: { ...honest.roots, changes: [] } });
	await expect(roles(old)).rejects.toMatchObject({ code: "roots-left-out" });
	await expect(roles({ ...old, roots: fingerprint })).rejects.toMatchObject({ code: "roots-not-pinned" });
});

test("a long log is looked through at its end, bundle by bundle, and not beyond", async () => {
	const filler = encodeStatementLeaf({ kind: "deployment-key", statement: { version: 1, use: "promise", quarter: "", key: other } });
	for (let at = world.entries.length; at < 64 * 256 + 700; at += 1) world.entries.push(filler);
	const asked = world.asked.length;
	expect(await roles()).toHaveLength(4);
	const bundles = world.asked.slice(asked).filter((path) => path.includes("/entries/"));
	expect(bundles).toHaveLength(64);
	expect(bundles.at(-1)).toMatch(/066\.p\/\d+$/);
	world.lies.bytes = (path, honest) => (path === "tile/entries/010" ? honest.with(20, 1) : honest);
	await expect(roles()).rejects.toMatchObject({ code: "log-incomplete" });
});

test("a tie that two roots signed leaves somebody out, and neither the register nor a line of it can be hidden", async () => {
	const [exec, chair] = [staffIn("exec_lead").person, staffIn("chair").person].sort() as [never, never];
	world.declare([{ a: exec, b: chair, tie: "tied", from: "2026-01-01" as never, until: null }]);
	const first = world.interests;
	const intake = await client().intake(SLUG, world.pins());
	expect(intake.interests).toMatchObject([{ by: exec, about: chair, tie: "undisclosed" }]);
	expect(intake.bodies).toMatchObject([{ remits: ["quality"] }]);
	const about = { ...FORM, named: [staffIn("exec_lead").person] };
	expect([...client().plan(intake, about).route.excluded].sort()).toEqual([exec, chair]);
	expect(client().plan({ ...intake, interests: [] }, about).route.excluded).toEqual([staffIn("exec_lead").person]);
	world.lies.intake = (honest) => ({ ...honest, interests: null });
	await expect(roles()).rejects.toMatchObject({ code: "interests-left-out" });
	world.lies.intake = (honest) => ({ ...honest, interests: honest.interests === null ? null : { ...honest.interests, lines: [] } });
	await expect(roles()).rejects.toMatchObject({ code: "interests-not-countersigned" });
	world.lies = {};
	world.declare([]);
	world.lies.intake = (honest) => ({ ...honest, interests: first });
	await expect(roles()).rejects.toMatchObject({ code: "interests-left-out" });
});
