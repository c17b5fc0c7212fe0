/** Policies and calendars, by the hash that the raise named. */
import type { Context } from "@answerable/domain/context";
import { canonicalHash } from "@answerable/log/canonical";
import type { Hash } from "@answerable/types/bytes";
import { Calendar, Policy } from "@answerable/types/policy";
import { bytesColumn } from "./column.ts";
import type { Queries } from "./context.ts";

/** What a hash names never changes, so it is read and checked once, and rules of the same names are one value. */
const contexts = new Map<string, Context>();
const policies = new Map<Hash, Policy>();
const calendars = new Map<Hash, Calendar>();

/** Both parsed, and checked against their hashes: a policy edited in its table is refused, not obeyed. */
export async function readRules(query: Queries, hashes: { readonly policy: Hash; readonly calendar: Hash }): Promise<Context> {
	const name = `${hashes.policy} ${hashes.calendar}`;
	const known = contexts.get(name);
	if (known !== undefined) return known;
	const calendar = calendars.get(hashes.calendar);
	const context = {
		policy: await readPolicy(query, hashes.policy),
		calendar: calendar ?? (await readCalendar(query, hashes.calendar)),
	};
	contexts.set(name, context);
	return context;
}

/** The policy of that hash, checked against it. */
export async function readPolicy(query: Queries, hash: Hash): Promise<Policy> {
	const known = policies.get(hash);
	if (known !== undefined) return known;
	const row = await query.selectFrom("policy").select("body").where("hash", "=", bytesColumn(hash)).executeTakeFirst();
	const policy = Policy.parse(row?.body);
	assertHash("policy", policy, hash);
	policies.set(hash, policy);
	return policy;
}

async function readCalendar(query: Queries, hash: Hash): Promise<Calendar> {
	const row = await query.selectFrom("calendar").select("body").where("hash", "=", bytesColumn(hash)).executeTakeFirst();
	const calendar = Calendar.parse(row?.body);
	assertHash("calendar", calendar, hash);
	calendars.set(hash, calendar);
	return calendar;
}

function assertHash(what: string, body: Policy | Calendar, hash: Hash): void {
	if (canonicalHash(body) !== hash) {
		throw new Error(`The stored ${what} ${hash} is not the one that was hashed.`);
	}
}
