/** What is told of news, and of who else is there, in a sentence. Pure. */
import type { Role } from "@answerable/types/role";
import { capital, listed, sentenceOf } from "../../../reporter/sentence.ts";
import type { When } from "../../../shell/when.ts";
import type { CaseNews, Happened } from "../../news.ts";
import type { Words } from "../words/words.ts";

type LiveWords = Pick<Words, "live" | "trail" | "shell">;

/** A step of the ladder is what somebody must know first; else whatever came last. */
export function newsWords({ happened, roles }: CaseNews, { live, trail }: LiveWords, when: When): string {
	const step = happened.findLast(isStep);
	const most = step ?? happened.at(-1);
	if (most === undefined) return live.case.something;
	const told = live.case.told(capital(sentenceOf(most, roles, trail)), when(most.at));
	const more = happened.length > 1 ? ` ${live.case.more(happened.length - 1)}` : "";
	return `${step === undefined ? "" : `${live.case.up} `}${told}${more}`;
}

/** What the system did while somebody wrote, after what they wrote went through. */
export function beforeWords({ happened, roles }: CaseNews, { live, trail }: LiveWords): string {
	const steps = happened.filter(isStep);
	const sentences = (steps.length > 0 ? steps : happened).map((each) => capital(sentenceOf(each, roles, trail))).join(" ");
	return steps.length > 0 ? live.beforeUp(sentences) : live.before(sentences);
}

/** Who else has the case open, each kind of colleague once; null for nobody. `own`: my role, of which there may be others. */
export function besideWords(beside: readonly (Role | null)[], own: Role, { live, trail, shell }: LiveWords): string | null {
	if (beside.length === 0) return null;
	const nameOf = (role: Role | null) =>
		role === null ? live.beside.colleague : role === own ? live.beside.same(shell.roles[role]) : trail.roles[role];
	const names = [...new Set(beside.map(nameOf))];
	return capital((beside.length > 1 ? live.beside.many : live.beside.one)(listed(names, trail)));
}

function isStep({ happening }: Happened): boolean {
	return happening.kind === "escalated" || happening.kind === "nobody-can-open";
}
