/** An organisation of its own for measuring: fifteen holders on England's clocks, in a deployment that already runs. */
import { createHash, randomBytes, randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { encodeSealingKey } from "@answerable/crypto/sealing-key";
import { sign } from "@answerable/crypto/signing";
import { calendarFor } from "@answerable/domain/calendar";
import type { Context } from "@answerable/domain/context";
import { policyById } from "@answerable/domain/policy";
import { canonicalHash } from "@answerable/log/canonical";
import { keyHash, rootBytes, rootHash } from "@answerable/log/key-statement";
import type { Database } from "@answerable/store/connect";
import { addPerson } from "@answerable/store/person-store";
import { addExternalEntry, addOrganisation, addRoots, addTenure } from "@answerable/store/registration";
import type { Hash } from "@answerable/types/bytes";
import type { LoginName } from "@answerable/types/desk";
import type { OrganisationId, PersonId, TenureId } from "@answerable/types/id";
import type { RootStatement } from "@answerable/types/key";
import type { Policy } from "@answerable/types/policy";
import type { Role } from "@answerable/types/role";
import type { CivilDate, Instant } from "@answerable/types/time";
import { openPhoneVault } from "../../apps/api/src/phone-vault.ts";
import { countersign, type DemoPerson, makePerson, makeTenure } from "../../infra/demo/staff.ts";
import type { Stage } from "../stage/stage.ts";

/** With the outside body's officer these are fifteen who may open something: realistic for a large trust. */
const ROLES: readonly Role[] = [
	...(["guardian", "guardian", "guardian", "deputy_guardian", "deputy_guardian"] as const),
	...(["exec_lead", "medical_director", "nursing_director", "ned_lead", "ceo", "chair", "sid", "board_secretary"] as const),
	...(["exec_lead", "ned_lead"] as const),
];

/** The organisation, and a guardian who can sign in. */
export type Town = {
	readonly id: OrganisationId;
	readonly slug: string;
	readonly roots: Hash;
	readonly rules: Context;
	readonly hashes: { readonly policy: Hash; readonly calendar: Hash };
	/** Everybody's tenure, in the same order in every town. */
	readonly tenures: readonly { readonly tenure: TenureId; readonly key: Hash }[];
	readonly guardian: { readonly login: LoginName; readonly phrase: string; readonly person: PersonId; readonly tenure: TenureId };
};

/**
 * England's clocks, or ones made for measuring: an acknowledgement after eight seconds and the first rung at once, so that each
 * case has exactly one rung to be told of, and then nothing for hours.
 */
export type Clocks = "england" | "measured";

/** When the one clock of the measured rules is due, and its first rung told. */
export const MEASURED_DUE_SECONDS = 8;

const A_DAY = { seconds: 86_400 };

function policyOf(clocks: Clocks): Policy {
	if (clocks === "england") return policyById("default-england@1");
	const demo = policyById("demo@1");
	const late = { S1: A_DAY, S2: A_DAY, S3: A_DAY };
	return {
		...demo,
		id: "measured@1",
		clocks: demo.clocks.map((rule) => (rule.clock === "acknowledgement" ? rule : { ...rule, due: late })),
		ladder: demo.ladder.map((rule) => ({ ...rule, after: rule.rung === 1 ? rule.after : late, acknowledgeWithin: late })),
	};
}

/** Registers the organisation; its keys are served once the next epoch was published. */
export async function foundTown(stage: Stage, owner: Database, clocks: Clocks, now: Instant): Promise<Town> {
	const id = randomUUID() as OrganisationId;
	const slug = `measured-${clocks}-${randomBytes(3).toString("hex")}`;
	const rules = { policy: policyOf(clocks), calendar: calendarFor("england-and-wales") };
	await addOrganisation(owner, { id, slug, name: "Measured Trust (invented)", rules, zone: "Europe/London" });
	await addExternalEntry(owner, {
		organisation: id,
		body: await outsideBody(owner),
		validFrom: "2020-01-01" as CivilDate,
		validUntil: null,
		remit: "Care (invented)",
		remits: ["quality"],
	});
	const guardian = await makePerson(`guardian.${slug}` as LoginName, id);
	const people = ROLES.map((_, index) => (index === 0 ? guardian : withoutPhrase(id, `${slug}.${index}` as LoginName)));
	const tenures = people.map((person, index) => makeTenure(person, id, ROLES[index] ?? "guardian"));
	const rooted = (["guardian", "ned_lead", "board_secretary"] as const).flatMap(
		(role) => tenures.find(({ statement }) => statement.role === role) ?? [],
	);
	const statement: RootStatement = { version: 1, organisation: id, roots: rooted.map((root) => root.statement.sign) };
	const logSeed = Buffer.from(readFileSync(join(stage.directory, "keys", "log.key"), "utf8").trim(), "hex");
	const vault = openPhoneVault(Buffer.from(readFileSync(join(stage.directory, "keys", "phone.key"), "utf8").trim(), "hex"));
	for (const { login, person, organisation, loginSecret } of people) {
		const loginHash = createHash("sha256").update(Buffer.from(loginSecret, "hex")).digest();
		const sealed = vault.seal(person, stage.credentials.phone);
		await addPerson(owner, { id: person, organisation, loginName: login, loginHash, phone: { sealed, usedStep: 0 } });
	}
	await addRoots(owner, statement, sign(logSeed, rootBytes(statement)), now);
	for (const tenure of tenures) {
		const countersignatures = countersign(tenure.statement, rooted);
		const { seal, sealedKeys } = tenure;
		await addTenure(owner, { statement: tenure.statement, seal: encodeSealingKey(seal), countersignatures, sealedKeys }, now);
	}
	const [first] = tenures;
	if (first === undefined) throw new Error("Nobody lives here.");
	const { person, tenure } = first.statement;
	const keys = tenures.map((each) => ({ tenure: each.statement.tenure, key: keyHash(each.statement) }));
	const hashes = { policy: canonicalHash(rules.policy), calendar: canonicalHash(rules.calendar) };
	return {
		...{ id, slug, rules, hashes, roots: rootHash(statement), tenures: keys },
		guardian: { login: guardian.login, phrase: guardian.phrase.join(" "), person, tenure },
	};
}

async function outsideBody({ query }: Database): Promise<OrganisationId> {
	const row = await query.selectFrom("organisation").select("id").where("kind", "=", "external").executeTakeFirstOrThrow();
	return row.id;
}

/** Somebody who never signs in needs no words, whose derivation takes half a second each. */
function withoutPhrase(organisation: OrganisationId, login: LoginName): DemoPerson {
	const loginSecret = randomBytes(32).toString("hex") as DemoPerson["loginSecret"];
	return { login, person: randomUUID() as PersonId, organisation, phrase: [], loginSecret, wrap: randomBytes(32) };
}
