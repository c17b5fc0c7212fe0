/** `answerable admin init`: the first administrator of a deployment, and `admin invite`: another, by whoever owns the database. */
import type { Database } from "@answerable/store/connect";
import { invite } from "@answerable/store/invitation-store";
import { INVITATION_DAYS, newToken } from "@answerable/store/invitation-token";
import { countAdministrators } from "@answerable/store/person-store";
import type { Answer } from "../answer.ts";
import { CliError } from "../cli-error.ts";
import type { Call } from "../command.ts";
import { asOwner } from "./place.ts";
import { inWords, joinLink } from "./printed.ts";

/** Prints an invitation for the first administrator. Refuses where there is one: they invite others. */
export function init(call: Call): Promise<Answer> {
	assertNothingMore(call);
	return asOwner(call.environment, async (db) => {
		const count = await countAdministrators(db);
		if (count === 0) return inviteAdministrator(db, call);
		const who = count === 1 ? "is an administrator" : `are ${count} administrators`;
		throw new CliError(
			`There ${who} already, who can invite further ones at the desk. If none of them can sign in any more: npx --no-install answerable admin invite.`,
		);
	});
}

/** Prints an invitation for a further administrator, whoever there is. It goes into the record, which every root sees. */
export function inviteAnother(call: Call): Promise<Answer> {
	assertNothingMore(call);
	return asOwner(call.environment, (db) => inviteAdministrator(db, call));
}

async function inviteAdministrator(db: Database, { now, environment }: Call): Promise<Answer> {
	const { token, ...kept } = newToken(now);
	const made = await invite(db, "administrator", { ...kept, madeBy: null });
	if ("refused" in made) throw new Error(`An administrator was refused: ${made.refused}.`);
	return {
		text: joinLink(environment, token),
		notes: [
			`This link lets one person in, once, as an administrator, until ${inWords(kept.expiresAt)}, ${INVITATION_DAYS} days from now. Nobody can show it again.`,
			"Whoever administers invites, appoints and removes people, holds no key, and reads no concern. What they do is recorded, and every organisation's roots see it.",
		],
	};
}

function assertNothingMore({ args }: Call): void {
	if (args.length > 0) throw new CliError(`admin init and admin invite take nothing more, but "${args[0]}" was given.`);
}
