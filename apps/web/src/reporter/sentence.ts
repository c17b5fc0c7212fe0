/** One sentence for what happened, as the reporter reads it: who did it is told as a role, never as a name. */
import type { CaseEvent, Happening, HappeningKind } from "@answerable/types/event";
import type { TenureId } from "@answerable/types/id";
import type { Role, Rung } from "@answerable/types/role";
import type { story } from "../pages/words/en/story.ts";

/** The words of such sentences, in some language. */
export type Story = typeof story;

/** Who holds which role, as far as the raise and the grants name them. */
export type Roles = ReadonlyMap<TenureId, Role>;

type Told<K extends HappeningKind> = {
	readonly happening: Extract<Happening, { kind: K }>;
	/** The role that acted, with a capital; "You" for the reporter. */
	readonly who: string;
	readonly isReporter: boolean;
	readonly roles: Roles;
	readonly words: Story;
};

const SENTENCES: { readonly [K in HappeningKind]: (told: Told<K>) => string } = {
	raised: ({ happening: { statement }, words }) => (statement.origin === "on-behalf" ? words.raisedOnBehalf : words.raised),
	routed: ({ happening, roles, words }) => words.routed(rolesOf(happening.consequence.content, roles, words)),
	letter: ({ happening: { statement }, who, isReporter, words }) =>
		isReporter ? words.wrote : statement.compartment === "notes" ? words.noted(who) : words.letters[statement.purpose](who),
	triaged: ({ happening: { statement }, who, roles, words }) =>
		words.triaged(who, words.severities[statement.severity], roleOf(statement.handler, roles, words)),
	warned: ({ happening: { consequence }, roles, words }) =>
		capital(counted(consequence.recipients, { roles, words, one: words.warnedOne, many: words.warnedMany })),
	escalated: ({ happening: { consequence }, roles, words }) =>
		`${counted(consequence.recipients, { roles, words, one: words.escalatedOne, many: words.escalatedMany })}${rungWords(consequence.rung, words)}`,
	released: ({ happening, roles, words }) => words.released(rolesOf(happening.consequence.tenures, roles, words)),
	acknowledged: ({ who, words }) => words.acknowledged(who),
	explained: ({ happening, who, words }) => (happening.statement.answer === "comply" ? words.complied(who) : words.explained(who)),
	disputed: ({ words }) => words.disputed,
	"withdrawal-asked": ({ words }) => words.withdrawalAsked,
	"withdrawal-recalled": ({ words }) => words.withdrawalRecalled,
	withdrawn: ({ words }) => words.withdrawn,
	closed: ({ happening, who, words }) => words.closed[happening.statement.reason](who),
	granted: ({ happening, who, roles, words }) => words.granted(who, roleOf(happening.statement.tenure, roles, words)),
	"downgrade-proposed": ({ happening, who, words }) => words.downgradeProposed(who, words.severities[happening.statement.severity]),
	downgraded: ({ happening, who, words }) => words.downgraded(who, words.severities[happening.consequence.severity]),
	extended: ({ who, words }) => words.extended(who),
	paused: ({ who, words }) => words.paused(who),
	resumed: ({ who, words }) => words.resumed(who),
	"handed-over": ({ happening, who, roles, words }) => words.handedOver(who, roleOf(happening.statement.handler, roles, words)),
	rekeyed: ({ words }) => words.rekeyed,
	linked: ({ happening, who, words }) =>
		happening.statement.relation === "duplicate" ? words.linkedDuplicate(who) : words.linkedMerged(who),
	"nobody-can-open": ({ happening: { consequence }, roles, words }) =>
		`${counted(consequence.recipients, { roles, words, one: words.abandonedOne, many: words.abandonedMany })}${rungWords(consequence.rung, words)}`,
	reopened: ({ who, words }) => words.reopened(who),
	viewed: ({ happening, roles, words }) => words.viewed(capital(roleOf(happening.consequence.tenure, roles, words))),
	"feedback-asked": ({ words }) => words.feedbackAsked,
	"feedback-answered": ({ words }) => words.feedbackAnswered,
	"detriment-asked": ({ words }) => words.detrimentAsked,
	"detriment-answered": ({ happening, words }) => (happening.statement.suffered ? words.detrimentSuffered : words.detrimentNone),
	"hold-placed": ({ who, words }) => words.holdPlaced(who),
	"hold-lifted": ({ who, words }) => words.holdLifted(who),
	"shredding-announced": ({ happening, words }) => words.shredAnnounced[happening.consequence.scope],
	shredded: ({ happening, words }) => words.shredded[happening.consequence.scope],
	waived: ({ words }) => words.waived,
	"further-feedback-asked": ({ words }) => words.furtherFeedbackAsked,
	rewrapped: ({ happening: { statement }, roles, words }) => {
		const { layer, place } = statement;
		// Keys to the first step are sealed once whether its turn has come or not: the act alone does not tell which.
		const first = place.rung === 1 ? words.rewrappedFirstStep : words.rewrapped;
		return (layer === 2 ? words.rewrappedAhead : first)(roleOf(statement.tenure, roles, words));
	},
};

/** Tells an event in one sentence. */
export function sentenceOf({ by, happening }: Pick<CaseEvent, "by" | "happening">, roles: Roles, words: Story): string {
	const who = by.actor === "handler" ? capital(roleOf(by.tenure, roles, words)) : words.you;
	return tell(happening.kind, { happening, who, isReporter: by.actor === "reporter", roles, words });
}

function tell<K extends HappeningKind>(kind: K, told: Told<K>): string {
	return SENTENCES[kind](told);
}

/** Roles of several tenures, in words. */
export function rolesOf(tenures: readonly TenureId[], roles: Roles, words: Story): string {
	return listed([...new Set(tenures.map((tenure) => roleOf(tenure, roles, words)))], words);
}

/** Several names as one. */
export function listed(names: readonly string[], words: Pick<Story, "nobody" | "and">): string {
	return names.length < 2 ? (names[0] ?? words.nobody) : `${names.slice(0, -1).join(", ")} ${words.and} ${names.at(-1)}`;
}

/** With a capital at its beginning. */
export function capital(words: string): string {
	return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

type Counting = {
	readonly roles: Roles;
	readonly words: Story;
	readonly one: (who: string) => string;
	readonly many: (who: string) => string;
};

function counted(tenures: readonly TenureId[], { roles, words, one, many }: Counting): string {
	const names = new Set(tenures.map((tenure) => roleOf(tenure, roles, words)));
	return (names.size > 1 ? many : one)(rolesOf(tenures, roles, words));
}

function roleOf(tenure: TenureId, roles: Roles, words: Story): string {
	const role = roles.get(tenure);
	return role === undefined ? words.unknown : words.roles[role];
}

function rungWords(rung: Rung, words: Story): string {
	return rung === 5 ? words.outside : words.step(String(rung));
}
