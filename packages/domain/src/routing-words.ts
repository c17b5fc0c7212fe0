/** A route in the English of whoever works with the rules: for `answerable explain` and docs/clocks.md. Reporters read the catalogue of the pages. */
import type { Role } from "@answerable/types/role";
import type { Remit } from "@answerable/types/routing";
import type { ExclusionReason } from "./routing-exclusion.ts";
import type { Beforehand, LeftOut, OutsideShut } from "./routing-reasons.ts";

const ROLE_WORDS: Readonly<Record<Role, string>> = {
	guardian: "the guardian",
	deputy_guardian: "the deputy guardian",
	buddy_guardian: "a guardian of another organisation",
	exec_lead: "the executive lead for speaking up",
	medical_director: "the medical director",
	nursing_director: "the nursing director",
	ned_lead: "the non-executive lead for speaking up",
	ceo: "the chief executive",
	chair: "the chair",
	sid: "the senior independent director",
	lead_governor: "the lead governor",
	board_secretary: "the board secretary",
	dpo: "the data protection officer",
	siro: "the senior information risk owner",
	external_body: "the regulator or another outside body",
};

/** A role in plain words. */
export function roleWords(role: Role): string {
	return ROLE_WORDS[role];
}

const REMIT_WORDS: Readonly<Record<Remit, string>> = {
	quality: "the regulator of the quality of care",
	region: "the national body's regional office",
	commissioning: "another commissioning body",
	counter_fraud: "the counter-fraud authority if it is fraud",
	data_protection: "the data protection authority",
};

/** What an outside body is for, in plain words. */
export function remitWords(remit: Remit): string {
	return REMIT_WORDS[remit];
}

/** One line for something that the reporter must know before sending. */
export function beforehandWords(told: Beforehand): string {
	switch (told.kind) {
		case "nobody-inside":
			return "left inside: nobody";
		case "first-only":
			return `left inside: only whoever gets it first; after them ${told.next === "outside" ? "comes the outside body" : "nobody hears of it"}`;
		case "outside-offered":
			return `offered at once: ${told.remits.map(remitWords).join(", ")}`;
		case "more-urgent":
			return "urgent, because of whom it is about";
	}
}

const REASON_WORDS: Readonly<Record<ExclusionReason, string>> = {
	named: "named by the reporter",
	about: "the concern is or may be about them",
	"answers-to": "answers to whom it is or may be about",
	"in-line": "in the same reporting line, as the reporter says",
	tied: "a declared tie to whom it is or may be about",
};

/** One line for holders of a role who are left out. */
export function leftOutWords({ role, which, why }: LeftOut): string {
	return `left out: ${roleWords(role)}${which === "all" ? "" : `, where ${which}`} (${REASON_WORDS[why]})`;
}

const SHUT_WORDS: Readonly<Record<OutsideShut, string>> = {
	chosen: "the reporter chose so",
	"personal-matter": "a purely personal matter",
	"no-body": "the directory has no outside body",
};

/** One line for a way outside that is shut. */
export function outsideShutWords(why: OutsideShut): string {
	return `told outside: nobody (${SHUT_WORDS[why]})`;
}
