/** Founding an organisation at the machine: the file and all that may be wrong with it, the links, and the fingerprint that begins it. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { verify } from "@answerable/crypto/signing";
import { readIntake, readOrganisations } from "@answerable/store/directory";
import { findFounding } from "@answerable/store/founding";
import { aKey, comeIn, type FirstRoot, fingerprintOf, signAll, signatureOf } from "@answerable/store/founding.fixture";
import { foundingContext } from "@answerable/store/founding-turn";
import { propose } from "@answerable/store/proposal";
import type { InvitationToken } from "@answerable/types/account";
import type { Hash } from "@answerable/types/bytes";
import { DirectoryEntry, FoundingFile } from "@answerable/types/founding";
import type { Role } from "@answerable/types/role";
import type { Instant } from "@answerable/types/time";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { CliError } from "../cli-error.ts";
import { MAKE, openPlace, type Place, typing } from "./admin.fixture.ts";
import { found } from "./found.ts";

const NOW = "2026-11-26T12:00:00Z" as Instant;
const BODY = { kind: "external", slug: "care-office", name: "Care Office", nation: "england" };
const TRUST = { slug: "riverside", name: "Riverside Hospitals", odsCode: "RX9", nation: "england" };
const OTHER_ROOTS = "ab".repeat(32);

let place: Place;
let careOffice: Hash;
beforeAll(async () => {
	place = await openPlace();
	await place.run(MAKE);
	const [roots] = await foundWith("care-office", BODY);
	await runs("--begin", "care-office", "--fingerprint", fingerprintOf(roots));
	careOffice = fingerprintOf(roots);
	await place.publish(NOW);
});
afterAll(() => place.close());

const context = () => foundingContext(place.db, verify);
/** Runs `answerable admin found` with these words. */
const runs = (...args: readonly string[]) =>
	found({ args, now: NOW, environment: { DATABASE_URL: place.databaseUrl, ANSWERABLE_DATA: place.directory }, terminal: typing([]) });
const says = (...args: readonly string[]): Promise<string> =>
	runs(...args).then(
		() => "",
		(cause: unknown) => {
			if (cause instanceof CliError) return cause.message;
			throw cause;
		},
	);

function file(content: unknown): string {
	const path = join(place.directory, "founding.json");
	writeFileSync(path, typeof content === "string" ? content : JSON.stringify(content));
	return path;
}

const entry = (changes: object = {}) => ({
	...{ body: "care-office", roots: careOffice, validFrom: "2026-04-01", validUntil: null },
	...{ remit: "Safety and quality of care", remits: ["quality"], ...changes },
});

/** Founds it, lets all three in by the printed links, and has them sign one another. */
async function foundWith(slug: string, content: object): Promise<readonly [readonly FirstRoot[], string]> {
	const { text } = await runs(file(content));
	const links = [...text.matchAll(/^(\w+) +http:\/\/127\.0\.0\.1:8080\/join#([A-Za-z0-9_-]{43}) {2}until 2026-12-03 12:00 UTC$/gm)];
	expect([links.length, text.split("\n").length]).toEqual([3, 3]);
	const founding = await findFounding(place.db, slug);
	if ("refused" in founding) throw new Error(founding.refused);
	const { organisation } = founding;
	const roots = await Promise.all(
		links.map(async ([, role, token]) => {
			const person = await comeIn(context(), { token: token as InvitationToken }, NOW);
			const root = aKey({ organisation, person, role: role as Role });
			await propose(context(), { person, proposal: root.proposal, countersignature: signatureOf(root, root), now: NOW });
			return root;
		}),
	);
	await signAll(context(), roots, NOW);
	return [roots, text];
}

describe("from a file to the first checkpoint", () => {
	test("three links, each once; what it waits for; and it begins with the fingerprint that the three told, as they typed it", async () => {
		expect((await runs()).text).toContain("Nothing is being founded");
		const [roots] = await foundWith("riverside", { ...TRUST, directory: [entry()] });
		const { text } = await runs();
		expect(text.split("\n")).toEqual([
			"riverside",
			...["guardian", "ned_lead", "board_secretary"].map((role) => `  ${role}: offered a key, signed by 2 of the other two`),
		]);
		const fingerprint = fingerprintOf(roots);
		expect(text).not.toContain(fingerprint.slice(0, 8));
		expect(await says("--begin", "riverside", "--fingerprint", OTHER_ROOTS)).toMatch(
			/another fingerprint than the one that you were told.*Nothing was signed/,
		);
		const typed = (fingerprint.match(/.{4}/g) ?? []).join(" ").toUpperCase();
		expect((await runs("--begin", "riverside", "--fingerprint", typed)).text).toBe(fingerprint);
		await place.publish(NOW);
		expect((await readOrganisations(place.db)).map(({ slug }) => slug)).toEqual(["riverside"]);
		const intake = await readIntake(place.db, { slug: "riverside" }, NOW);
		expect(intake).toMatchObject({
			policy: { id: "default-england@1" },
			externalBodies: [{ organisation: { slug: "care-office" }, remits: ["quality"] }],
		});
		expect(await says("--begin", "riverside", "--fingerprint", fingerprint)).toMatch(/Nothing named riverside is being founded/);
	});

	test("what has no key or lacks a signature does not begin; a new link for a post; and giving it up frees its name", async () => {
		await runs(file({ ...TRUST, slug: "hillside", odsCode: null }));
		expect(await says("--begin", "hillside", "--fingerprint", OTHER_ROOTS)).toMatch(
			/Whoever is invited to be guardian has not offered a key yet/,
		);
		expect((await runs()).text).toBe(
			["hillside", ...["guardian", "ned_lead", "board_secretary"].map((role) => `  ${role}: nobody has come by the link yet`)].join("\n"),
		);
		expect((await runs("--renew", "hillside", "--role", "ned_lead")).text).toMatch(
			/^ned_lead +http.*\/join#[A-Za-z0-9_-]{43} {2}until 2026-12-03/,
		);
		expect(await says("--renew", "hillside", "--role", "chair")).toMatch(/chair is not one of the three first roots/);
		expect(await says("--renew", "hillside", "--role", "king")).toMatch(/no role "king"/);
		expect((await runs("--withdraw", "hillside")).text).toMatch(/is given up/);
		expect((await runs(file({ ...TRUST, slug: "hillside", odsCode: null }))).text.split("\n")).toHaveLength(3);
		await runs("--withdraw", "hillside");
	});
});

describe("what is refused in a sentence, and leaves nothing", () => {
	test.each([
		["no file", () => "/nonexistent/founding.json", /cannot be read/],
		["no JSON", () => file("{"), /is no JSON/],
		[
			"a slug that no address may hold",
			() => file({ ...TRUST, slug: "River Side" }),
			/slug: is not written as a rule can read it: "River Side"/,
		],
		["a malformed ODS code", () => file({ ...TRUST, odsCode: "rx-9" }), /odsCode: .*"rx-9"/],
		["a field too many", () => file({ ...TRUST, roots: [] }), /has what no rule knows: roots/],
		["no name", () => file({ ...TRUST, name: undefined }), /name: is missing/],
		["a nation that is none", () => file({ ...TRUST, nation: "atlantis" }), /no nation "atlantis"/],
		[
			"an unknown policy",
			() => file({ ...TRUST, policy: "default-england@9" }),
			/policy: default-england@9 is unknown; known are default-england@1/,
		],
		["clocks of seconds in earnest", () => file({ ...TRUST, policy: "demo@1" }), /demo@1 runs in seconds/],
		["another zone than its clocks'", () => file({ ...TRUST, zone: "Europe/Paris" }), /zone: Europe\/Paris is not the zone of/],
		[
			"a body that expired yesterday",
			() => file({ ...TRUST, directory: [entry({ validUntil: "2026-11-25" })] }),
			/directory\.0\.validUntil: the entry of care-office expired on 2026-11-25/,
		],
		["a body without a key", () => file({ ...TRUST, directory: [entry({ roots: undefined })] }), /directory\.0\.roots: is missing/],
		["a body without a remit", () => file({ ...TRUST, directory: [entry({ remits: [] })] }), /directory\.0\.remits: is too short/],
		[
			"a body of an unknown remit",
			() => file({ ...TRUST, directory: [entry({ remits: ["parking"] })] }),
			/"parking" is unknown; known are quality/,
		],
		[
			"a body that is not here",
			() => file({ ...TRUST, directory: [entry({ body: "nobody" })], slug: "yonder", odsCode: null }),
			/names nobody, which is no body outside/,
		],
		[
			"a body under other roots",
			() => file({ ...TRUST, directory: [entry({ roots: OTHER_ROOTS })], slug: "yonder", odsCode: null }),
			/roots of care-office are not those in the file/,
		],
		["a slug that is taken", () => file({ ...TRUST, slug: "care-office", odsCode: null }), /an organisation named care-office already/],
		["a code that is taken", () => file({ ...TRUST, slug: "elsewhere" }), /The ODS code RX9 belongs to/],
	])("%s", async (_name, path, message) => {
		expect(await says(path())).toMatch(message);
		expect((await runs()).text).toContain("Nothing is being founded");
	});

	test.each([
		[["--begin", "riverside"], /belong together/],
		[["--fingerprint", OTHER_ROOTS], /belong together/],
		[["--renew", "riverside"], /--renew and --role belong together/],
		[["a.json", "b.json"], /one at a time/],
		[["--withdraw", "a", "--renew", "b"], /one at a time/],
		[["--force"], /Unknown option '--force'/],
		[["--begin", "riverside", "--fingerprint", "abc"], /64 letters and digits/],
		[["--withdraw", "nowhere"], /Nothing named nowhere/],
	])("%s", async (args, message) => {
		expect(await says(...args)).toMatch(message);
	});

	test("a log key that is not this database's signs nothing, and a database of no deployment founds nothing", async () => {
		const elsewhere = await openPlace();
		try {
			const environment = { DATABASE_URL: elsewhere.databaseUrl, ANSWERABLE_DATA: elsewhere.directory };
			const call = { args: [], now: NOW, environment, terminal: typing([]) };
			await expect(found(call)).rejects.toThrow(/belongs to no deployment/);
			await elsewhere.run(MAKE);
			const [roots] = await foundWith("lakeside", { ...TRUST, slug: "lakeside", odsCode: null });
			const mixed = { DATABASE_URL: place.databaseUrl, ANSWERABLE_DATA: elsewhere.directory };
			const args = ["--begin", "lakeside", "--fingerprint", fingerprintOf(roots)];
			await expect(found({ ...call, args, environment: mixed })).rejects.toThrow(/is not that of this database/);
			await runs("--withdraw", "lakeside");
		} finally {
			await elsewhere.close();
		}
	});
});

test("--help names all that may stand in the file", async () => {
	const { text } = await runs("--help");
	const names = [...Object.keys(FoundingFile.shape), ...Object.keys(DirectoryEntry.shape)];
	expect(names.filter((name) => !text.includes(`"${name}":`))).toEqual([]);
});

test("the operator's page is true: its file can be used once the fingerprint is put in, and its commands are words that it takes", async () => {
	const page = readFileSync(new URL("../../../../docs/founding.md", import.meta.url), "utf8");
	const [, written = ""] = /```json\n([^`]+)```/.exec(page) ?? [];
	const content = {
		...JSON.parse(written.replace("FINGERPRINT", careOffice).replace("care-standards-office", "care-office")),
		slug: "as-written",
	};
	expect((await runs(file({ ...content, odsCode: "AW1" }))).text.split("\n")).toHaveLength(3);
	const commands = [...page.matchAll(/^\$ npx --no-install answerable admin found (--[^#\n]+)/gm)].map(([, words = ""]) =>
		words.trim().split(/ +/),
	);
	expect(commands).toHaveLength(3);
	const said = ["64 letters and digits", "", "is given up"];
	for (const [at, words] of commands.entries()) {
		const args = words.map((word) => word.replace("riverside", "as-written"));
		expect(
			await runs(...args).then(
				({ text }) => text,
				(cause: Error) => cause.message,
			),
		).toContain(said[at]);
	}
});
