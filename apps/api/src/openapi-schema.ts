/** The zod schemas of `packages/types` as JSON Schema 2020-12, which is what OpenAPI 3.1 speaks. */
import * as answer from "@answerable/types/answer";
import * as bytes from "@answerable/types/bytes";
import * as clock from "@answerable/types/clock";
import * as desk from "@answerable/types/desk";
import * as event from "@answerable/types/event";
import { OrganisationId } from "@answerable/types/id";
import * as intake from "@answerable/types/intake";
import * as key from "@answerable/types/key";
import * as policy from "@answerable/types/policy";
import * as problem from "@answerable/types/problem";
import * as promise from "@answerable/types/promise";
import * as role from "@answerable/types/role";
import * as statement from "@answerable/types/statement";
import * as time from "@answerable/types/time";
import { z } from "zod/mini";

/** A JSON Schema, as data. */
export type JsonSchema = { readonly [keyword: string]: unknown };

const MODULES = [answer, bytes, clock, desk, event, intake, key, policy, problem, promise, role, statement, time];
const PREFIX = "#/components/schemas/";

/** Brands are types alone: every id of ours is one schema. A case tag, a hash and a key are 32 bytes each, under the first of their names. */
const named = z.registry<{ id: string }>();
named.add(OrganisationId, { id: "Id" });
for (const [name, value] of MODULES.flatMap((module) => Object.entries(module)))
	if (value instanceof z.core.$ZodType && !named.has(value)) named.add(value, { id: name });

const all: Readonly<Record<string, JsonSchema>> = z.toJSONSchema(named, { uri: (id) => `${PREFIX}${id}`, override: nameFormat }).schemas;

/** A schema: by its name if it has one, else as it is. */
export function schemaOf(schema: z.core.$ZodType): JsonSchema {
	const name = named.get(schema)?.id;
	return name === undefined ? bare(z.toJSONSchema(schema, { io: "input", override: nameFormat })) : { $ref: `${PREFIX}${name}` };
}

/** The schemas that somebody refers to, and those that they refer to, by name. */
export function referredFrom(document: unknown): Readonly<Record<string, JsonSchema>> {
	const found = new Map<string, JsonSchema>();
	const visit = (value: unknown): void => {
		for (const name of namesIn(value)) {
			if (found.has(name)) continue;
			const schema = all[name];
			if (schema === undefined) throw new Error(`There is no schema ${name}.`);
			found.set(name, bare(schema));
			visit(schema);
		}
	};
	visit(document);
	return Object.fromEntries([...found].sort(([one], [other]) => one.localeCompare(other, "en")));
}

function namesIn(value: unknown): readonly string[] {
	if (typeof value !== "object" || value === null) return [];
	return Object.entries(value).flatMap(([keyword, inner]) =>
		keyword === "$ref" && typeof inner === "string" ? [inner.slice(PREFIX.length)] : namesIn(inner),
	);
}

/** Zod calls an id's format after its last check; JSON Schema has a name for what it is. The patterns say it exactly. */
function nameFormat({ jsonSchema }: { jsonSchema: { format?: string | undefined } }): void {
	if (jsonSchema.format === "lowercase") jsonSchema.format = "uuid";
}

/** Without its own address: inside the document a schema is found by where it stands. */
function bare({ $id: _id, $schema: _schema, "~standard": _standard, ...schema }: JsonSchema): JsonSchema {
	return schema;
}
