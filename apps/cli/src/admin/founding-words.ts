/** What came of a founding, in words for whoever typed the command. */
import type { Founder } from "@answerable/store/founders";
import type { NotFounded } from "@answerable/store/founding-turn";
import { CliError } from "../cli-error.ts";

const WORDS: Readonly<Record<NotFounded["refused"], (of: string) => string>> = {
	"slug-taken": (of) => `There is an organisation named ${of} already: choose another slug. Nothing was written.`,
	"ods-code-taken": (of) => `The ODS code ${of} belongs to an organisation that is here already. Nothing was written.`,
	"unknown-body": (of) => `The directory names ${of}, which is no body outside on this deployment: found it first. Nothing was written.`,
	"body-not-begun": (of) => `The directory names ${of}, which has not begun yet: its own three roots come first. Nothing was written.`,
	"other-roots": (of) =>
		`The roots of ${of} are not those in the file. Ask the body itself for the fingerprint of its roots; if it is the one in the file, somebody has put others in their place. Nothing was written.`,
	"not-founding": (of) => `Nothing named ${of} is being founded: it has begun, or there is no such organisation.`,
	"not-a-post": (of) => `${of} is not one of the three first roots of this organisation.`,
	"key-missing": (of) => `Whoever is invited to be ${of} has not offered a key yet. Nothing was signed.`,
	"signature-missing": (of) => `The key of ${of} does not have the signatures of both others yet. Nothing was signed.`,
	"wrong-signature": (of) =>
		`The keys and signatures in the database do not hold together, so that somebody may have changed them: ${of} Nothing was signed.`,
	"other-fingerprint": () =>
		"The three keys in the database have another fingerprint than the one that you were told. Ask each of the three again; if all of them say the same, somebody has put another key into the database. Nothing was signed.",
};

/** What was done; throws one sentence where nothing was. */
export function orSay<T extends object | null>(outcome: T | NotFounded): T {
	if (outcome !== null && "refused" in outcome) throw new CliError(WORDS[outcome.refused](outcome.of));
	return outcome;
}

/** Where a post stands. `signatures` are those of the other two. */
export function postInWords({ role, person, key }: Pick<Founder, "role" | "person" | "key">, signatures: number): string {
	if (person === null) return `${role}: nobody has come by the link yet`;
	if (key === null) return `${role}: is here, and has not made a key yet`;
	return `${role}: offered a key, signed by ${signatures} of the other two`;
}
