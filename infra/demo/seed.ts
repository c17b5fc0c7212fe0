/** Writes the demo's organisations, staff, keys and rules into a new database, once. */
import { createHash, randomUUID } from "node:crypto";
import type { NewTenure } from "@answerable/crypto/handler-keys";
import { encodeSealingKey } from "@answerable/crypto/sealing-key";
import { verify } from "@answerable/crypto/signing";
import { calendarFor } from "@answerable/domain/calendar";
import { rootRolesOf } from "@answerable/domain/founding";
import { policyById } from "@answerable/domain/policy";
import { utf8 } from "@answerable/log/bytes";
import { canonicalHash } from "@answerable/log/canonical";
import { rootHash } from "@answerable/log/key-statement";
import { brandingText } from "@answerable/log/organisation-statement";
import type { Sign } from "@answerable/log/signing";
import type { Database } from "@answerable/store/connect";
import { foundingContext } from "@answerable/store/founding-turn";
import { addPerson, type NewPerson } from "@answerable/store/person-store";
import { addTenure, insertBranding } from "@answerable/store/registration";
import type { PhoneSecret } from "@answerable/types/account";
import type { Branding, SignedBranding } from "@answerable/types/branding";
import type { LoginName } from "@answerable/types/desk";
import type { DirectoryEntry } from "@answerable/types/founding";
import type { OrganisationId } from "@answerable/types/id";
import type { RootStatement } from "@answerable/types/key";
import type { CivilDate, Instant } from "@answerable/types/time";
import type { PhoneVault } from "../../apps/api/src/phone-vault.ts";
import { newPhoneSecret } from "../../apps/web/src/desk/phone.ts";
import type { Credentials } from "./credentials.ts";
import { foundDemo } from "./founding.ts";
import { BUDDIES, DEMO_ORGANISATIONS, type DemoOrganisation } from "./organisations.ts";
import { countersign, type DemoPerson, makePerson, makeTenure, signedByTwo } from "./staff.ts";

type Standing = { readonly id: OrganisationId; readonly plan: DemoOrganisation; readonly tenures: NewTenure[] };

/** What seeding needs of the deployment's keys: the log's, to sign roots with, and a vault for phones. */
export type SeedKeys = { readonly signLog: Sign; readonly phones: Pick<PhoneVault, "seal"> };

/** Makes the organisations and their people, and returns what the people need to sign in. `say` hears of the progress. */
export async function seedOrganisations(db: Database, keys: SeedKeys, now: Instant, say: (line: string) => void): Promise<Credentials> {
	const standing: Standing[] = [];
	const people: DemoPerson[] = [];
	for (const plan of DEMO_ORGANISATIONS) {
		const id = randomUUID() as OrganisationId;
		say(`making keys for ${plan.posts.length} people at ${plan.name}`);
		const made = await Promise.all(plan.posts.map(async ({ login, role }) => ({ role, person: await makePerson(login as LoginName, id) })));
		people.push(...made.map(({ person }) => person));
		standing.push({ id, plan, tenures: made.map(({ role, person }) => makeTenure(person, id, role)) });
	}
	for (const { organisation, login } of BUDDIES) {
		const there = one(standing, ({ plan }) => plan.slug === organisation);
		there.tenures.push(
			makeTenure(
				one(people, (person) => person.login === login),
				there.id,
				"buddy_guardian",
			),
		);
	}
	const phone = newPhoneSecret();
	await writeStanding(db, { standing, people, keys, phone, now });
	return {
		organisations: standing.map(({ id, plan, tenures }) => ({
			id,
			slug: plan.slug,
			name: plan.name,
			roots: rootHash(rootsOf(id, plan, tenures)),
		})),
		phone,
		people: people.map(({ login, phrase }) => ({ login, phrase: phrase.join(" ") })),
	};
}

type Writing = {
	readonly standing: readonly Standing[];
	readonly people: readonly DemoPerson[];
	readonly keys: SeedKeys;
	readonly phone: PhoneSecret;
	readonly now: Instant;
};

/** Bodies outside begin first: a directory names only those that have begun. */
async function writeStanding(db: Database, writing: Writing): Promise<void> {
	const { standing, now } = writing;
	const [bodies, providers] = [standing.filter(isBody), standing.filter((one) => !isBody(one))];
	for (const one of [...bodies, ...providers]) await found(db, one, writing);
	const founded = new Set(standing.flatMap(({ plan, tenures }) => rootTenures(plan, tenures).map(({ statement }) => statement.person)));
	for (const person of writing.people) if (!founded.has(person.person)) await addPerson(db, personOf(person, writing));
	for (const { id, plan, tenures } of standing) {
		const roots = rootTenures(plan, tenures);
		for (const tenure of tenures.filter((one) => !roots.includes(one))) {
			const countersignatures = countersign(tenure.statement, roots);
			await addTenure(
				db,
				{ statement: tenure.statement, seal: encodeSealingKey(tenure.seal), countersignatures, sealedKeys: tenure.sealedKeys },
				now,
			);
		}
		if (plan.face !== undefined) await insertBranding(db.query, faceOf(id, { name: plan.name, ...plan.face }, roots));
	}
}

/** Founds one, with its first roots; every provider may reach every external body of the demo, from today. */
async function found(db: Database, { id, plan, tenures }: Standing, { standing, people, keys, phone, now }: Writing): Promise<void> {
	const rules = plan.kind === "provider" ? { policy: policyById(plan.policy), calendar: calendarFor("england-and-wales") } : null;
	const organisation = { id, slug: plan.slug, name: plan.name, rules, zone: "Europe/London", ...plan.nhs };
	const roots = rootTenures(plan, tenures).map((tenure) => ({
		tenure,
		person: personOf(
			one(people, ({ person }) => person === tenure.statement.person),
			{ keys, phone },
		),
	}));
	const directory = plan.kind === "provider" ? standing.filter(isBody).map((body) => entryOf(body, now)) : [];
	await foundDemo(foundingContext(db, verify), { founding: { organisation, directory, now }, roots, signLog: keys.signLog });
}

function isBody({ plan }: Standing): boolean {
	return plan.kind === "external";
}

function entryOf({ id, plan, tenures }: Standing, now: Instant): DirectoryEntry {
	return {
		body: plan.slug,
		roots: rootHash(rootsOf(id, plan, tenures)),
		validFrom: now.slice(0, 10) as CivilDate,
		validUntil: null,
		remit: "Safety and quality of care (invented)",
		remits: ["quality"],
	};
}

function personOf({ login, person, organisation, loginSecret }: DemoPerson, { keys, phone }: Pick<Writing, "keys" | "phone">): NewPerson {
	return {
		id: person,
		organisation,
		loginName: login,
		loginHash: createHash("sha256").update(Buffer.from(loginSecret, "hex")).digest(),
		phone: { sealed: keys.phones.seal(person, phone), usedStep: 0 },
	};
}

/** How an organisation shows itself, signed by the two of its roots that stay longest. */
function faceOf(organisation: OrganisationId, branding: Branding, roots: readonly NewTenure[]): SignedBranding {
	const statement = { version: 1 as const, organisation, number: 1, branding: canonicalHash(branding) };
	return { statement, branding, countersignatures: signedByTwo(roots.slice(1), utf8(brandingText(statement))) };
}

function rootTenures(plan: DemoOrganisation, tenures: readonly NewTenure[]): NewTenure[] {
	return rootRolesOf(plan.kind).map((role) => one(tenures, ({ statement }) => statement.role === role));
}

function rootsOf(organisation: OrganisationId, plan: DemoOrganisation, tenures: readonly NewTenure[]): RootStatement {
	return { version: 1, organisation, roots: rootTenures(plan, tenures).map(({ statement }) => statement.sign) };
}

function one<T>(list: readonly T[], fits: (item: T) => boolean): T {
	const found = list.find(fits);
	if (found === undefined) throw new Error("The demo's plan names somebody who is not in it.");
	return found;
}
