/**
 * A stand-in for the server, in memory, answering `fetch` with the real log, crypto and domain: nothing about proofs or seals is
 * faked. Tests make it lie through `lies`, one function for each answer.
 */
import { fromBase64Url, toBase64Url } from "@answerable/crypto/bytes";
import type { CaseState } from "@answerable/domain/case";
import type { Command } from "@answerable/domain/command";
import { handlersCommandOf } from "@answerable/domain/command-of";
import { lastNews, linesOf } from "@answerable/domain/news";
import { sightOf, sightsOf } from "@answerable/domain/sight";
import { nextUnmet, unmetClocks } from "@answerable/domain/unmet";
import { sha256Hash, utf8 } from "@answerable/log/bytes";
import { partHash } from "@answerable/log/ciphertext";
import { eventHash } from "@answerable/log/event-hash";
import { SignInRequest } from "@answerable/types/account";
import {
	BeginningsRequest,
	type CaseBeginning,
	DeskActRequest,
	type DeskCase,
	type HandlerAct,
	type Watched,
	WatchRequest,
} from "@answerable/types/desk";
import type { Actor, CaseEvent } from "@answerable/types/event";
import type { CaseTag, PersonId, TenureId } from "@answerable/types/id";
import { type IntakeParameters, type Mailbox, MailboxActRequest, MailboxOpening } from "@answerable/types/intake";
import type { KeyStatement } from "@answerable/types/key";
import type { SignedPromise } from "@answerable/types/promise";
import { CaseQuery } from "@answerable/types/query";
import type { Rung } from "@answerable/types/role";
import type { Fetch } from "./http.ts";
import { StandInCases } from "./stand-in-cases.fixture.ts";
import { Refusal } from "./stand-in-log.fixture.ts";
import { challenge, SLUG } from "./stand-in-people.fixture.ts";

/** What every phone of this world shows at any time. */
export const CODE = "314159";

/** What the server says, bent on its way out. Each gets the honest answer. */
export type Lies = {
	intake?: (honest: IntakeParameters) => IntakeParameters;
	raise?: (honest: { event: CaseEvent; leaf: string; promise: SignedPromise }, world: StandIn) => unknown;
	mailbox?: (honest: Mailbox) => Mailbox;
	desk?: (honest: DeskCase) => DeskCase;
	bytes?: (path: string, honest: Uint8Array) => Uint8Array;
	/** Runs before an act of a handler is taken. */
	beforeAct?: () => void;
	/** Loses this many answers on their way back. */
	lose?: number;
};

export class StandIn extends StandInCases {
	lies: Lies = {};
	readonly asked: string[] = [];
	#sessions = new Map<string, PersonId>();

	readonly fetch: Fetch = async (url, init) => {
		const { pathname, searchParams } = new URL(url);
		this.asked.push(`${init.method ?? "GET"} ${pathname}`);
		try {
			const answer = await this.#answer(`${init.method ?? "GET"} ${pathname}`, { init, query: searchParams });
			if ((this.lies.lose ?? 0) > 0) {
				this.lies.lose = (this.lies.lose ?? 0) - 1;
				throw new TypeError("fetch failed");
			}
			return answer;
		} catch (error) {
			if (!(error instanceof Refusal)) throw error;
			const status = error.code === "not-found" ? 404 : 409;
			return Response.json(
				{ type: `about:${error.code}`, title: "Refused", status, detail: "Do something else.", code: error.code },
				{ status },
			);
		}
	};

	async #answer(what: string, { init, query }: { init: RequestInit; query: URLSearchParams }): Promise<Response> {
		const [, caseTag = ""] = /^(?:GET|POST) \/api\/desk\/cases\/([0-9a-f]{64})/.exec(what) ?? [];
		const json = typeof init.body === "string" ? (JSON.parse(init.body) as unknown) : null;
		if (what.startsWith("GET /log/")) return this.#log(what.slice("GET /log/".length));
		switch (caseTag === "" ? what : what.replace(caseTag, ":tag")) {
			case "GET /api/organisations":
				return Response.json({ organisations: [this.card()], onion: null });
			case `GET /api/organisations/${SLUG}/intake`:
				return Response.json((this.lies.intake ?? same)(await this.intake()));
			case `GET /api/organisations/${SLUG}/work`:
				return Response.json({ work: await challenge() });
			case "POST /api/concerns":
				return this.#concern(init.body as Uint8Array);
			case "POST /api/mailbox":
				return Response.json((this.lies.mailbox ?? same)(this.mailbox(MailboxOpening.parse(json))));
			case "POST /api/mailbox/acts":
				return this.reporterAct(MailboxActRequest.parse(json));
			case "POST /api/desk/session":
				return this.#signIn(SignInRequest.parse(json));
			case "GET /api/desk/cases":
				return Response.json({ rows: this.#inbox(this.#who(init)), cursor: null });
			case "POST /api/desk/watch":
				return Response.json(this.#watch(WatchRequest.parse(json), this.#who(init)));
			case "POST /api/desk/beginnings":
				return Response.json({ beginnings: this.#beginnings(BeginningsRequest.parse(json), this.#who(init)) });
			case "GET /api/desk/cases/:tag":
				return Response.json(
					(this.lies.desk ?? same)(
						this.#deskCase(
							{ caseTag: caseTag as CaseTag, person: this.#who(init) },
							CaseQuery.parse({ tenure: query.get("tenure"), aim: query.get("aim") ?? undefined }),
						),
					),
				);
			case "GET /api/desk/cases/:tag/grantees":
				// Nobody is left out here: that is for the client to do, whatever it is offered.
				return Response.json({ keys: this.staff.map(({ directory }) => directory) });
			case "GET /api/desk/hand-over":
				return Response.json({ cases: [...this.cases.keys()], cursor: null });
			case "POST /api/desk/cases/:tag/acts":
				return this.#deskAct(caseTag as CaseTag, DeskActRequest.parse(json), this.#who(init));
			default:
				throw new Refusal("not-found");
		}
	}

	#log(path: string): Response {
		return new Response(new Uint8Array((this.lies.bytes ?? ((_, honest) => honest))(path, this.bytes(path))));
	}

	#concern(body: Uint8Array): Response {
		const { honest, status } = this.raise(body);
		return Response.json(this.lies.raise === undefined ? honest : this.lies.raise(honest, this), { status });
	}

	#signIn({ name, secret, code }: SignInRequest): Response {
		const known = this.phrases.get(name);
		if (known === undefined || known.phrase.login !== secret) throw new Refusal("wrong-credentials");
		if (code !== CODE) throw new Refusal("wrong-code");
		const token = crypto.randomUUID();
		this.#sessions.set(`session=${token}`, known.person);
		const tenures = this.staff.filter(({ person }) => person === known.person).map(({ mine }) => mine);
		const nothing = { administrator: false, appointments: [], wrongCodes: 0 };
		return Response.json({ person: known.person, tenures, ...nothing }, { headers: { "set-cookie": `session=${token}; HttpOnly` } });
	}

	#who(init: RequestInit): PersonId {
		const person = this.#sessions.get(new Headers(init.headers).get("cookie") ?? "");
		if (person === undefined) throw new Refusal("not-signed-in");
		return person;
	}

	/** Nobody else is ever here. */
	#watch({ open }: WatchRequest, person: PersonId): Watched {
		const rows = this.#inbox(person);
		const row = rows.find(({ caseTag, tenure }) => caseTag === open?.caseTag && tenure === open.tenure);
		return { list: sha256Hash(utf8(linesOf(rows))), open: row === undefined ? null : { news: row.news, beside: [] } };
	}

	#inbox(person: PersonId) {
		const mine = this.staff.filter((each) => each.person === person).map(({ mine: { statement } }) => statement.tenure);
		return [...this.cases.keys()].flatMap((tag) => {
			const state = this.state(tag);
			return sightsOf(state)
				.filter(({ tenure }) => mine.includes(tenure))
				.map(({ tenure }) => this.#row(tag, state, tenure));
		});
	}

	#row(caseTag: CaseTag, state: CaseState, tenure: TenureId): DeskCase["row"] {
		const { sight, rung } = sightOf(state, tenure);
		if (sight === "nothing") throw new Refusal("not-found");
		const { organisation, severity, closed } = state;
		return {
			caseTag,
			organisation,
			tenure,
			severity,
			sight,
			rung,
			next: nextUnmet(state),
			closed: closed !== null,
			head: state.head.sequence,
			news: lastNews(this.kept(caseTag).events),
		};
	}

	#deskCase({ caseTag, person }: { caseTag: CaseTag; person: PersonId }, { tenure, aim = "reading" }: CaseQuery): DeskCase {
		if (!this.staff.some((each) => each.person === person && each.mine.statement.tenure === tenure)) throw new Refusal("not-found");
		if (aim === "reading" && this.cases.has(caseTag)) this.do(caseTag, { kind: "view", tenure }, null);
		const kept = this.kept(caseTag);
		const state = this.state(caseTag);
		const row = this.#row(caseTag, state, tenure);
		const head = kept.events.at(-1);
		if (head === undefined) throw new Refusal("not-found");
		const reads = row.sight === "content";
		const isAsked = ({ sequence, part }: { sequence: number; part: number }) => aim === "reading" || (sequence === 0 && part === 0);
		return {
			row,
			external: state.external,
			...this.rules,
			head: { sequence: head.sequence, hash: eventHash(head) },
			events: reads ? kept.events : [],
			letters: reads ? kept.letters.filter(isAsked) : [],
			withheld: kept.letters
				.filter((letter) => reads && !isAsked(letter))
				.map(({ sequence, part, ciphertext }) => ({ sequence, part, hash: partHash(fromBase64Url(ciphertext)) })),
			wraps: reads ? (kept.inner.get(tenure) ?? []).map(toBase64Url) : [],
			tenures: reads ? this.tenures() : [],
			clocks: [...unmetClocks(state)],
			rungs: [],
		};
	}

	/** With the whole history: what of it is needed is for the api's own tests. */
	#beginnings({ cases }: BeginningsRequest, person: PersonId): readonly CaseBeginning[] {
		return cases.map(({ caseTag, tenure }) => {
			const outline = this.#deskCase({ caseTag, person }, { tenure, aim: "outline" });
			const isListed = ({ by, happening: { kind } }: CaseEvent) =>
				kind === "linked" || (kind === "letter" && by.actor === "handler" && by.tenure === tenure);
			const listed = outline.events.filter(isListed).map(({ sequence }) => sequence);
			const honest = {
				...outline,
				letters: [...outline.letters, ...this.kept(caseTag).letters.filter(({ sequence }) => listed.includes(sequence))],
			};
			const { events, letters, withheld, wraps, tenures, row } = (this.lies.desk ?? same)(honest);
			const { raisedAt, answers, closed, fired } = this.state(caseTag);
			const reached = Math.max(0, ...fired.map(({ rung }) => rung)) as Rung;
			const times = { raisedAt, answeredAt: answers[0]?.at ?? null, closedAt: closed?.at ?? null };
			return { caseTag, tenure, head: row.head, ...times, reached, replyOwed: false, events, letters, withheld, wraps, tenures };
		});
	}

	#deskAct(tag: CaseTag, { tenure, act }: DeskActRequest, person: PersonId): Response {
		this.lies.beforeAct?.();
		const statement = this.staff.find((each) => each.person === person && each.mine.statement.tenure === tenure)?.mine.statement;
		if (statement === undefined) throw new Refusal("not-found");
		const event = this.signedAct(tag, this.#commandOf(statement, act), act);
		if (act.kind === "granted") this.give(tag, act.statement.tenure, act.wrap);
		return Response.json({ event }, { status: 201 });
	}

	#commandOf(statement: KeyStatement, act: HandlerAct): Command {
		const by = { actor: "handler", tenure: statement.tenure, person: statement.person, role: statement.role } as const satisfies Actor;
		const command = handlersCommandOf(by, act, (tenure) => {
			const grantee = this.staff.find(({ mine }) => mine.statement.tenure === tenure)?.mine.statement;
			return grantee === undefined ? null : { tenure, person: grantee.person, role: grantee.role };
		});
		if (command === null) throw new Refusal("stale-keys");
		return command;
	}
}

function same<T>(value: T): T {
	return value;
}
