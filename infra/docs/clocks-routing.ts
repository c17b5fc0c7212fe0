/** The part of docs/clocks.md on conflicts of interest: worked out by routing an imagined concern, never by reading the table. */
import { isRefused } from "@answerable/domain/command";
import { IMAGINED_HOLDERS } from "@answerable/domain/rehearsal";
import { type Holder, type Route, type RoutingRequest, route } from "@answerable/domain/routing";
import { ROUTING } from "@answerable/domain/routing-table";
import { remitWords, roleWords } from "@answerable/domain/routing-words";
import { PersonId, TenureId } from "@answerable/types/id";
import type { Policy } from "@answerable/types/policy";
import type { Rung } from "@answerable/types/role";
import type { Remit, RoutingRow } from "@answerable/types/routing";
import { bullets, capital, list, table } from "./markdown.ts";

type Body = { readonly holder: Holder; readonly remit: Remit };

const BODIES: readonly Body[] = (["commissioning", "region", "quality", "data_protection"] as const).map((remit, index) => ({
	remit,
	holder: {
		tenure: TenureId.parse(`00000000-0000-4000-8000-0009${index.toString().padStart(8, "0")}`),
		person: PersonId.parse(`00000000-0000-4000-8000-0008${index.toString().padStart(8, "0")}`),
		role: "external_body",
		key: IMAGINED_HOLDERS[0]?.key ?? never(),
	},
}));

const HOLDERS: readonly Holder[] = [
	...IMAGINED_HOLDERS.filter((holder) => holder.role !== "external_body"),
	...BODIES.map(({ holder }) => holder),
];

/** Every row of the table as it works for S2, everybody's post held. */
export function routingSection(policy: Policy): string {
	const rows = ROUTING.map((row) => rowCells(row, policy));
	const notes = ROUTING.filter((row) => row.offered.length > 0 || row.minimumSeverity !== null).map(noteOn);
	return [
		"## Whom the concern is about",
		`Decided in the reporter's browser before anything is sealed or anybody is told. Nobody who is left out sees the case, a count that holds it, or a notice.
The table shows an S2 concern under \`${policy.id}\` where every post is held and four outside bodies serve the organisation; in S1 the medical and nursing
directors stand on rung 2 beside the executive lead, wherever they are not left out. An empty rung is skipped: the next one takes its time.`,
		table(["About", "Left out", "First", "Rung 1", "Rung 2", "Rung 3", "Rung 4", "Outside"], rows),
		bullets(notes),
		FURTHER,
		`Sources:\n\n${bullets(ROUTING.map((row) => `${row.title}: *${row.source}.*`))}`,
	].join("\n\n");
}

const FURTHER = `Further:

* An exclusion binds the person, in every post they hold, and whoever follows them does not inherit it. Anybody whom the reporter names is left out too.
* Guardians and leads declare their interests: spouse, line report, close friend, team. Whoever has declared a tie to somebody whom a concern is or may be
  about, or of whom that somebody declared one, is left out of it. Lines that name somebody removed are reported, and keep their effect for whoever remains.
* The non-executive lead stays in a concern about the chair only if the register says that they were cleared.
* The executive lead and the chief executive are left out of a concern about another executive if the reporter says that they stand in the same line.
* If nobody is left to receive a concern first, the lowest rung that stands does. If all of the rungs inside are empty, the reporter is told before sending.
* An outside body is chosen from the directory by what it is for. Which body that is changes with the law, so each entry has dates.`;

function rowCells(row: RoutingRow, policy: Policy): readonly string[] {
	const routed = routedAbout(row, policy);
	const roles = list([...new Set(HOLDERS.filter((holder) => routed.excluded.includes(holder.person)).map(nameOf))]);
	const unnamed = row.about.includes("external_body") ? "all outside bodies" : roles;
	const out = row.excludes === "role" ? roles : row.about.length === 0 ? "whoever is named" : `whoever is named; if nobody is, ${unnamed}`;
	const line = row.ifInLine.length > 0 ? `; ${list(row.ifInLine.map(roleWords))} if in the same line` : "";
	const at = (rung: Rung) => standing(routed, rung);
	return [row.title, `${out}${line}`, at(0), at(1), at(2), at(3), at(4), at(5)];
}

function routedAbout(row: RoutingRow, policy: Policy): Route {
	const request: RoutingRequest = {
		subject: row.subject,
		named: row.subject === "commissioner" ? BODIES.slice(0, 1).map(({ holder }) => holder.person) : [],
		inLine: [],
		interests: [],
		holders: HOLDERS,
		bodies: BODIES.map(({ holder, remit }) => ({ tenure: holder.tenure, remits: [remit] })),
		severity: "S2",
		external: "full",
		externalEligible: true,
		shareWithDeputy: false,
		policy,
	};
	const routed = route(request);
	return isRefused(routed) ? never() : routed;
}

function standing(routed: Route, rung: Rung): string {
	const names = [...new Set(routed.recipients.filter((recipient) => recipient.rung === rung).map(nameOf))];
	const bodies = BODIES.every(({ holder }) => routed.recipients.some((one) => one.rung === rung && one.tenure === holder.tenure));
	if (bodies && rung === 5) return "the bodies that serve the organisation";
	return names.length === 0 ? "*skipped*" : list(names);
}

function nameOf({ tenure, role }: Pick<Holder, "tenure" | "role">): string {
	const body = BODIES.find(({ holder }) => holder.tenure === tenure);
	return body === undefined ? roleWords(role) : body.remit === "commissioning" ? "that body" : remitWords(body.remit);
}

function noteOn(row: RoutingRow): string {
	const offered =
		row.offered.length === 0 ? "" : ` The way outside is offered before anything is sent: ${list(row.offered.map(remitWords))}.`;
	const urgent = row.minimumSeverity === null ? "" : ` At least ${row.minimumSeverity}, whatever the answers.`;
	return `${capital(row.title)}:${urgent}${offered}`;
}

function never(): never {
	throw new Error("An imagined concern reaches somebody.");
}
