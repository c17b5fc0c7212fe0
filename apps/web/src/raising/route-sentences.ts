/** A route in the words of the catalogue. Pure. */
import type { Route } from "@answerable/domain/routing";
import type { Beforehand, LeftOut, RouteStep } from "@answerable/domain/routing-reasons";
import { capital, listed } from "../reporter/sentence.ts";
import type { RaisingWords } from "./words.ts";

/** What of a route a reporter is told. */
export type ToldRoute = Pick<Route, "beforehand" | "steps" | "leftOut" | "outsideShut">;

/** What must be known before sending. */
export function beforehandSentences({ beforehand }: ToldRoute, words: RaisingWords): readonly string[] {
	return beforehand.map((told) => beforehandSentence(told, words));
}

/** Who will get it: one sentence for each step that it may take. */
export function willSentences({ steps }: ToldRoute, words: RaisingWords): readonly string[] {
	return steps.map((step) => stepSentence(step, words));
}

/** Who will not get it, one sentence for each reason; and why nobody outside will be told. */
export function willNotSentences({ leftOut, outsideShut }: ToldRoute, words: RaisingWords): readonly string[] {
	const { shut } = words.raise.route;
	const reasons = [...new Set(leftOut.map(({ why }) => why))];
	const sentences = reasons.map((reason) => leftOutSentence(reason, leftOut, words));
	return [...sentences, ...(outsideShut === null ? [] : [shut[outsideShut]])];
}

function stepSentence({ rung, roles, gets, atOnce }: RouteStep, { raise: { route }, story }: RaisingWords): string {
	const names = roles.map((role) => story.roles[role]);
	const who = listed(names, story);
	if (rung === 0) return capital(route.getsFirst(who));
	return capital((atOnce === "nothing" ? route.gets[gets] : route.atOnce[atOnce])(who));
}

/** Everybody who is left out for this reason. */
function leftOutSentence(reason: LeftOut["why"], leftOut: readonly LeftOut[], { raise: { route }, story }: RaisingWords): string {
	const alike = leftOut.filter(({ why }) => why === reason);
	const names = alike.map(({ role, which }) => route.which[which](story.roles[role]));
	return capital(route.leftOut[reason](listed(names, story)));
}

function beforehandSentence(told: Beforehand, { raise: { route }, story }: RaisingWords): string {
	switch (told.kind) {
		case "nobody-inside":
			return route.nobodyInside;
		case "first-only":
			return route.firstOnly[told.next];
		case "outside-offered": {
			const bodies = told.remits.map((remit) => route.remits[remit]);
			return route.offered(listed(bodies, { nobody: story.nobody, and: route.or }));
		}
		case "more-urgent":
			return route.moreUrgent;
	}
}
