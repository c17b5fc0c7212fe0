/** Writes the demo's organisations, staff, keys and rules into a new database, once. */
import { createHash, randomUUID } from "node:crypto";
import type { NewTenure } from "@answerable/crypto/handler-keys";
import { encodeSealingKey } from "@answerable/crypto/sealing-key";
import { calendarFor } from "@answerable/domain/calendar";
import { policyById } from "@answerable/domain/policy";
import { utf8 } from "@answerable/log/bytes";
import { canonicalHash } from "@answerable/log/canonical";
import { rootBytes, rootHash } from "@answerable/log/key-statement";
import { brandingText } from "@answerable/log/organisation-statement";
import type { Sign } from "@answerable/log/signing";
import type { Database } from "@answerable/store/connect";
import { addPerson } from "@answerable/store/person-store";
import { addExternalEntry, addOrganisation, addRoots, addTenure, insertBranding } from "@answerable/store/registration";
import type { PhoneSecret } from "@answerable/types/account";
import type { Branding, SignedBranding } from "@answerable/types/branding";
import type { LoginName } from "@answerable/types/desk";
import type { OrganisationId } from "@answerable/types/id";
import type { RootStatement } from "@answerable/types/key";
import type { CivilDate, Instant } from "@answerable/types/time";
import type { PhoneVault } from "../../apps/api/src/phone-vault.ts";
import { newPhoneSecret } from "../../apps/web/src/desk/phone.ts";
import type { Credentials } from "./credentials.ts";
import { BUDDIES, DEMO_ORGANISATIONS, type DemoOrganisation, rootRoles } from "./organisations.ts";
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

async function writeStanding(db: Database, { standing, people, keys, phone, now }: Writing): Promise<void> {
	const calendar = calendarFor("england-and-wales");
	for (const { id, plan } of standing) {
		const rules = plan.kind === "provider" ? { policy: policyById(plan.policy), calendar } : null;
		await addOrganisation(db, { id, slug: plan.slug, name: plan.name, rules, zone: "Europe/London", ...plan.nhs });
	}
	for (const { login, person, organisation, loginSecret } of people) {
		await addPerson(db, {
			id: person,
			organisation,
			loginName: login,
			loginHash: createHash("sha256").update(Buffer.from(loginSecret, "hex")).digest(),
			phone: { sealed: keys.phones.seal(person, phone), usedStep: 0 },
		});
	}
	for (const { id, plan, tenures } of standing) {
		const statement = rootsOf(id, plan, tenures);
		await addRoots(db, statement, keys.signLog(rootBytes(statement)), now);
		const roots = rootTenures(plan, tenures);
		for (const tenure of tenures) {
			const countersignatures = countersign(tenure.statement, roots);
			await addTenure(
				db,
				{ statement: tenure.statement, seal: encodeSealingKey(tenure.seal), countersignatures, sealedKeys: tenure.sealedKeys },
				now,
			);
		}
		if (plan.face !== undefined) await insertBranding(db.query, faceOf(id, { name: plan.name, ...plan.face }, roots));
	}
	await connectBodies(db, standing, now);
}

/** How an organisation shows itself, signed by the two of its roots that stay longest. */
function faceOf(organisation: OrganisationId, branding: Branding, roots: readonly NewTenure[]): SignedBranding {
	const statement = { version: 1 as const, organisation, number: 1, branding: canonicalHash(branding) };
	return { statement, branding, countersignatures: signedByTwo(roots.slice(1), utf8(brandingText(statement))) };
}

/** Every provider may reach every external body of the demo, from today. */
async function connectBodies(db: Database, standing: readonly Standing[], now: Instant): Promise<void> {
	const validFrom = now.slice(0, 10) as CivilDate;
	for (const provider of standing.filter(({ plan }) => plan.kind === "provider")) {
		for (const body of standing.filter(({ plan }) => plan.kind === "external")) {
			await addExternalEntry(db, {
				organisation: provider.id,
				body: body.id,
				validFrom,
				validUntil: null,
				remit: "Safety and quality of care (invented)",
				remits: ["quality"],
			});
		}
	}
}

function rootTenures(plan: DemoOrganisation, tenures: readonly NewTenure[]): NewTenure[] {
	return rootRoles(plan).map((role) => one(tenures, ({ statement }) => statement.role === role));
}

function rootsOf(organisation: OrganisationId, plan: DemoOrganisation, tenures: readonly NewTenure[]): RootStatement {
	return { version: 1, organisation, roots: rootTenures(plan, tenures).map(({ statement }) => statement.sign) };
}

function one<T>(list: readonly T[], fits: (item: T) => boolean): T {
	const found = list.find(fits);
	if (found === undefined) throw new Error("The demo's plan names somebody who is not in it.");
	return found;
}
