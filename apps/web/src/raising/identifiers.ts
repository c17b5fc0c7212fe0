/**
 * What in a text may say who wrote it, or who a patient is. Looked for on this device alone, shown as a hint, never in the way. It finds too much
 * rather than too little, and still not everything: nobody must be told that a text is safe. Pure.
 */

export type IdentifierKind = "nhs-number" | "email" | "phone" | "postcode" | "date-of-birth" | "name" | "initials" | "unique-role";

/** Something found: where it stands in the text, in UTF-16 units, and what it is. */
export type Identifier = { readonly kind: IdentifierKind; readonly start: number; readonly end: number; readonly text: string };

type Finder = { readonly kind: IdentifierKind; readonly pattern: RegExp; readonly isOne?: (found: string) => boolean };

const MONTHS =
	"jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:t(?:ember)?)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?";
const TITLES = "Mr|Mrs|Ms|Miss|Mx|Dr|Doctor|Prof|Professor|Sister|Matron|Nurse|Patient|Sir|Dame";
const ROLES =
	"nurse|doctor|consultant|registrar|midwife|porter|pharmacist|physio(?:therapist)?|paramedic|scientist|secretary|sister|matron|manager|student|trainee|therapist|surgeon|healthcare assistant|HCA|Band \\d[a-d]?";

/** In order of how sure they are: where two overlap, the first counts. */
const FINDERS: readonly Finder[] = [
	{ kind: "nhs-number", pattern: /(?<!\d)\d{3}[ -]?\d{3}[ -]?\d{4}(?!\d)/g, isOne: isNhsNumber },
	{ kind: "email", pattern: /[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,4}/g },
	{
		kind: "date-of-birth",
		pattern: new RegExp(
			`(?<!\\d)(?:\\d{1,2}[/.-]\\d{1,2}[/.-](?:19|20)\\d{2}|\\d{1,2}(?:st|nd|rd|th)? (?:${MONTHS}) (?:19|20)\\d{2})(?!\\d)`,
			"gi",
		),
		isOne: isOfALife,
	},
	{ kind: "phone", pattern: /(?<![\d+])(?:\+44 ?|0)(?:\d[ -]?){8,9}\d(?!\d)/g },
	{ kind: "postcode", pattern: /\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b/g },
	{ kind: "name", pattern: new RegExp(`\\b(?:${TITLES})\\.? (?:\\p{Lu}[\\p{Ll}’'-]+)(?: \\p{Lu}[\\p{Ll}’'-]+)?`, "gu") },
	{ kind: "initials", pattern: /\b[A-Z]\. ?[A-Z]\.(?: ?[A-Z]\.)?/g },
	{ kind: "unique-role", pattern: new RegExp(`\\bonly (?:[\\w-]+ ){0,3}(?:${ROLES})\\b`, "gi") },
	{ kind: "name", pattern: /(?<=[\p{Ll},;] )\p{Lu}[\p{Ll}’'-]+ \p{Lu}[\p{Ll}’'-]+/gu, isOne: isName },
];

/** Capitalised words that are no names of people. */
const NO_NAMES = new Set(
	(
		"Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August September October November December " +
		"Ward Unit Theatre Bay Band Room Clinic Hospital Hospitals Trust University Health Care Mental Emergency Department Intensive Accident Datix Christmas Easter New Year " +
		"Speak Up Freedom Human Resources North South East West London England Scotland Wales Ireland Board Chief Executive Medical Nursing Director Quality Commission The A I"
	).split(" "),
);

/** Everything found, in the order of the text, nothing overlapping. */
export function identifiersIn(text: string): readonly Identifier[] {
	const found: Identifier[] = [];
	for (const { kind, pattern, isOne = () => true } of FINDERS) {
		for (const match of text.matchAll(pattern)) {
			const one = { kind, start: match.index, end: match.index + match[0].length, text: match[0] };
			if (isOne(match[0]) && !found.some((other) => one.start < other.end && other.start < one.end)) found.push(one);
		}
	}
	return found.sort((left, right) => left.start - right.start);
}

/** The text without what was found. */
export function masked(text: string, { start, end }: Identifier, mask: string): string {
	return `${text.slice(0, start)}${mask}${text.slice(end)}`;
}

/** The tenth digit checks the nine before it, modulo 11 (NHS Data Dictionary, "NHS NUMBER"). */
export function isNhsNumber(written: string): boolean {
	const digits = [...written.replaceAll(/\D/g, "")].map(Number);
	if (digits.length !== 10) return false;
	const sum = digits.slice(0, 9).reduce((total, digit, index) => total + digit * (10 - index), 0);
	const check = (11 - (sum % 11)) % 11;
	return check !== 10 && check === digits[9];
}

/** A birthday lies some years back; a date of this decade is more likely when something happened. */
function isOfALife(written: string): boolean {
	return Number(/(?:19|20)\d{2}/.exec(written)?.[0]) < 2020;
}

function isName(words: string): boolean {
	return words.split(" ").every((word) => !NO_NAMES.has(word));
}
