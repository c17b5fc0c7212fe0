/**
 * A stand-in for the server, in memory, answering `fetch` with the real log, crypto and domain: nothing about proofs or seals is
 * faked. Tests make it lie through `lies`, one function for each answer.
 */
import { fromBase64Url, toBase64Url } from "@answerable/crypto/bytes";
import { decodeRaise } from "@answerable/crypto/frame";
import { isOpeningSigned, mailboxHash } from "@answerable/crypto/mailbox";
import { openOuter, releaseKeyPair } from "@answerable/crypto/release";
import { encodeSealingKey, sealingKeyHash } from "@answerable/crypto/sealing-key";
import { newSigningSeed, sign, signingKeyFromSeed, verify } from "@answerable/crypto/signing";
import { decodeWraps, type WrapEntry } from "@answerable/crypto/wrap-list";
import { calendarFor } from "@answerable/domain/calendar";
import type { CaseState } from "@answerable/domain/case";
import { type Command, isRefused } from "@answerable/domain/command";
import { handlersCommandOf, reportersCommandOf } from "@answerable/domain/command-of";
import { decide } from "@answerable/domain/decide";
import { evolve } from "@answerable/domain/evolution";
import { lastNews, linesOf } from "@answerable/domain/news";
import { policyById } from "@answerable/domain/policy";
import { replay } from "@answerable/domain/replay";
import { sightOf, sightsOf } from "@answerable/domain/sight";
import { slotFor } from "@answerable/domain/slot";
import { nextUnmet, unmetClocks } from "@answerable/domain/unmet";
import { type ActParts, actBytes, NOTHING_SEEN } from "@answerable/log/act";
import { sha256Hash, toHex, utf8 } from "@answerable/log/bytes";
import { canonicalHash } from "@answerable/log/canonical";
import { signCheckpoint } from "@answerable/log/checkpoint";
import { ciphertextHash, partHash } from "@answerable/log/ciphertext";
import { encodeBundle } from "@answerable/log/entry-bundle";
import { epochSeconds, instantOf } from "@answerable/log/epoch";
import { eventHash } from "@answerable/log/event-hash";
import { encodeEventLeaf } from "@answerable/log/event-leaf";
import { deploymentKeyBytes, keyHash, rootBytes, rootHash } from "@answerable/log/key-statement";
import { encodeStatementLeaf, leafDue, leafResolution } from "@answerable/log/leaf";
import { encodeVerifierKey, noteKey } from "@answerable/log/note";
import { brandingText, interestsLeaf, interestsText, keyRemovalText } from "@answerable/log/organisation-statement";
import { promiseBytes, promiseOf } from "@answerable/log/promise";
import { rootChangeHash, rootChangeText } from "@answerable/log/root-history";
import { growTree, TILE_WIDTH } from "@answerable/log/tile";
import { parseTilePath, tilePath } from "@answerable/log/tile-path";
import { leafHash } from "@answerable/log/tree";
import { SignInRequest } from "@answerable/types/account";
import type { Branding, SignedBranding } from "@answerable/types/branding";
import type { Hash } from "@answerable/types/bytes";
import {
	BeginningsRequest,
	type CaseBeginning,
	DeskActRequest,
	type DeskCase,
	type HandlerAct,
	type LoginName,
	type MyTenure,
	type Watched,
	WatchRequest,
} from "@answerable/types/desk";
import type { Actor, ActSignature, CaseEvent } from "@answerable/types/event";
import type { CaseTag, OrganisationId, PersonId, TenureId } from "@answerable/types/id";
import {
	type IntakeParameters,
	type KnownTenure,
	type LoggedInterests,
	type LoggedRemoval,
	type LoggedRootChange,
	type LoggedRoots,
	type Mailbox,
	MailboxActRequest,
	MailboxOpening,
	RaiseHeader,
	type ReporterAct,
	type ReporterKeys,
	type SealedLetter,
} from "@answerable/types/intake";
import type { DeploymentKeyStatement, DirectoryKey, KeyStatement } from "@answerable/types/key";
import type { RefusalCode } from "@answerable/types/problem";
import type { SignedPromise } from "@answerable/types/promise";
import { CaseQuery } from "@answerable/types/query";
import type { Role, Rung } from "@answerable/types/role";
import type { Instant } from "@answerable/types/time";
import { createChallenge } from "altcha-lib";
import { deriveKey } from "altcha-lib/algorithms/web/sha";
import { countersign, makeRoots, makeTenure, type NewRoots, newStaffPhrase, type StaffPhrase } from "./desk/staff-keys.ts";
import type { Fetch } from "./http.ts";

export const ORIGIN = "https://speak-up.example";
export const SLUG = "northbrook";
/** What every phone of this world shows at any time. */
export const CODE = "314159";

const LONG = 10_000;

type Kept = {
	events: CaseEvent[];
	readonly leaves: string[];
	readonly letters: SealedLetter[];
	readonly wraps: Uint8Array;
	keys: ReporterKeys;
	/** The case's keys for changed words. */
	rekeyed: Mailbox["rekeyed"];
	readonly promise: SignedPromise;
	/** Inner wraps that a tenure may open now. */
	readonly inner: Map<TenureId, Uint8Array[]>;
	/** Outer seals of places that the reporter gave later. */
	readonly seals: WrapEntry[];
};

type Staff = { readonly role: Role; readonly person: PersonId; readonly directory: DirectoryKey; readonly mine: MyTenure };

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

/** A refusal on its way to a response. */
class Refusal extends Error {
	readonly code: RefusalCode;
	constructor(code: RefusalCode) {
		super(code);
		this.code = code;
	}
}

export class StandIn {
	now = "2026-11-23T10:00:00Z" as Instant;
	/** Of keys that are added from now on. */
	cooldownSeconds = 0;
	lies: Lies = {};
	readonly cases = new Map<CaseTag, Kept>();
	readonly asked: string[] = [];
	readonly provider = crypto.randomUUID() as OrganisationId;
	readonly body = crypto.randomUUID() as OrganisationId;
	readonly policyId: string;
	/** Where it is served: openings are signed for an origin. */
	origin = ORIGIN;
	readonly staff: Staff[] = [];
	/** Whose tenure ended. */
	readonly gone: Staff[] = [];
	readonly phrases = new Map<LoginName, { phrase: StaffPhrase; person: PersonId }>();
	readonly roots: readonly [NewRoots, NewRoots];
	readonly logSeed = newSigningSeed();
	readonly promiseSeed = newSigningSeed();
	readonly release = releaseKeyPair(newSigningSeed());
	readonly viewKey = newSigningSeed();
	readonly logKey = noteKey("speak-up.example/log", signingKeyFromSeed(this.logSeed));
	readonly entries: Uint8Array[] = [];
	readonly removals: LoggedRemoval[] = [];
	interests: LoggedInterests | null = null;
	branding: SignedBranding | null = null;
	readonly rootChanges: LoggedRootChange[] = [];
	pending: Uint8Array[] = [];
	#long: ReturnType<typeof growTree> | null = null;
	#sessions = new Map<string, PersonId>();

	constructor(policyId = "demo@1") {
		this.policyId = policyId;
		this.roots = [makeRoots(this.provider), makeRoots(this.body)];
	}

	get rules() {
		return { policy: policyById(this.policyId), calendar: calendarFor("england-and-wales") };
	}

	/** Appoints somebody. Only who gets a login name gets a real phrase, since deriving one takes a while. */
	async appoint(role: Role, loginName: LoginName | null = null, person = crypto.randomUUID() as PersonId): Promise<Staff> {
		const organisation = role === "external_body" ? this.body : this.provider;
		const [home, away] = this.roots;
		const { seeds } = role === "external_body" ? away : home;
		const nobody = "nobody" as LoginName;
		const secrets = { login: toHex(newSigningSeed()) as StaffPhrase["login"], wrap: newSigningSeed() };
		const phrase = loginName === null ? { loginName: nobody, words: [], login: secrets.login, secrets } : await newStaffPhrase(loginName);
		const made = makeTenure(phrase, { organisation, person, tenure: crypto.randomUUID() as TenureId, role });
		const { statement, seal, key, sealedKeys } = made;
		const countersignatures = [countersign(statement, seeds[0]), countersign(statement, seeds[1])];
		const addition = { addedAt: this.now, cooldownSeconds: this.cooldownSeconds };
		const leafIndex = this.entries.push(encodeStatementLeaf({ kind: "key", statement, ...addition })) - 1;
		const staff = {
			role,
			person,
			directory: { statement, seal, countersignatures, ...addition, leafIndex },
			mine: { statement, key, sealedKeys },
		};
		this.staff.push(staff);
		if (loginName !== null) this.phrases.set(loginName, { phrase, person });
		return staff;
	}

	/** Ends a tenure, with the signatures of two roots. */
	remove(
		who: Staff,
		seeds: readonly Uint8Array[] = this.roots[0].seeds.slice(0, 2),
		organisation = who.directory.statement.organisation,
	): LoggedRemoval {
		const { tenure } = who.directory.statement;
		const statement = { version: 1 as const, organisation, tenure, key: keyHash(who.directory.statement), because: "left" as const };
		const countersignatures = this.#signedBy(seeds, keyRemovalText(statement));
		const leafIndex = this.entries.push(encodeStatementLeaf({ kind: "key-removal", statement })) - 1;
		const removal = { statement, countersignatures, leafIndex };
		this.removals.push(removal);
		this.gone.push(...this.staff.splice(this.staff.indexOf(who), 1));
		return removal;
	}

	/** Two roots sign a register of ties. */
	declare(lines: LoggedInterests["lines"]): void {
		const number = (this.interests?.statement.number ?? 0) + 1;
		const statement = { version: 1 as const, organisation: this.provider, number, lines: canonicalHash(lines) };
		const countersignatures = this.#signedBy(this.roots[0].seeds.slice(0, 2), interestsText(statement));
		const leafIndex = this.entries.push(encodeStatementLeaf({ kind: "interests", statement: interestsLeaf(statement) })) - 1;
		this.interests = { statement, lines, countersignatures, leafIndex };
	}

	/** Two roots sign a name, a colour and a sentence. */
	dress(branding: Branding, seeds: readonly Uint8Array[] = this.roots[0].seeds.slice(1)): void {
		const number = (this.branding?.statement.number ?? 0) + 1;
		const statement = { version: 1 as const, organisation: this.provider, number, branding: canonicalHash(branding) };
		this.branding = { statement, branding, countersignatures: this.#signedBy(seeds, brandingText(statement)) };
	}

	/** The first root makes way for a new one; returns the fingerprint of the roots after that. */
	changeRoot(seed: Uint8Array): Hash {
		const [{ statement: before, seeds }] = this.roots;
		const [out] = before.roots;
		if (out === undefined) throw new Error("no root");
		const statement = { version: 1 as const, organisation: this.provider, previous: rootHash(before), out, in: signingKeyFromSeed(seed) };
		const countersignatures = this.#signedBy(seeds.slice(1), rootChangeText(statement));
		const leafIndex = this.entries.push(encodeStatementLeaf({ kind: "root-change", statement })) - 1;
		this.rootChanges.push({ statement, countersignatures, leafIndex });
		return rootChangeHash(statement);
	}

	#signedBy(seeds: readonly Uint8Array[], text: string) {
		return seeds.map((root) => ({ root: signingKeyFromSeed(root), signature: sign(root, new TextEncoder().encode(text)) }));
	}

	pins() {
		return { roots: sha256Hash(rootBytes(this.roots[0].statement)), logKey: encodeVerifierKey(this.logKey) };
	}

	clock() {
		return () => this.now;
	}

	advance(seconds: number): void {
		this.now = instantOf(epochSeconds(this.now) + seconds);
	}

	/** Seconds from a raise to a rung, by the demonstration's policy: the first due, and what the ladder adds. */
	secondsTo(rung: Rung): number {
		const first = this.rules.policy.clocks.find(({ clock }) => clock === "acknowledgement")?.due.S2;
		const after = this.rules.policy.ladder.find((rule) => rule.rung === rung)?.after.S2;
		return secondsIn(first) + secondsIn(after);
	}

	/** Lets time pass, second by second, with worker and releaser at work. */
	pass(seconds: number): void {
		for (let second = 0; second < seconds; second += 1) {
			this.advance(1);
			this.tick();
		}
	}

	publish(): void {
		this.entries.push(...this.pending);
		this.pending = [];
	}

	/** What worker and releaser do when something is due, again and again until nothing is. */
	tick(): void {
		for (const [tag, kept] of this.cases) {
			while (this.#do(tag, { kind: "escalate-if-due" }, null)) {}
			const state = this.state(tag);
			for (const rung of [2, 3, 4, 5] as const) this.#release(tag, kept, state, rung);
		}
		this.publish();
	}

	state(tag: CaseTag): CaseState {
		const state = replay(this.#kept(tag).events, this.rules);
		if (state === null) throw new Error("no case");
		return state;
	}

	/** Replaces the history of a case, leaves and all, as a server could that makes the log afresh. */
	forge(tag: CaseTag, forge: (events: CaseEvent[]) => CaseEvent[]): void {
		this.#kept(tag).events = forge(this.#kept(tag).events);
	}

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
		if (what.startsWith("GET /log/")) return this.#bytes(what.slice("GET /log/".length));
		switch (caseTag === "" ? what : what.replace(caseTag, ":tag")) {
			case "GET /api/organisations":
				return Response.json({ organisations: [this.#card()], onion: null });
			case `GET /api/organisations/${SLUG}/intake`:
				return Response.json((this.lies.intake ?? same)(await this.#intake()));
			case `GET /api/organisations/${SLUG}/work`:
				return Response.json({ work: await challenge() });
			case "POST /api/concerns":
				return this.#raise(init.body as Uint8Array);
			case "POST /api/mailbox":
				return Response.json((this.lies.mailbox ?? same)(this.#mailbox(MailboxOpening.parse(json))));
			case "POST /api/mailbox/acts":
				return this.#reporterAct(MailboxActRequest.parse(json));
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

	#bytes(path: string): Response {
		const bend = (bytes: Uint8Array) => new Response(new Uint8Array((this.lies.bytes ?? ((_, honest) => honest))(path, bytes)));
		const { tiles, root } = this.#grown();
		if (path === "checkpoint") {
			const note = signCheckpoint({ origin: this.logKey.name, size: this.entries.length, root }, this.logKey, (text) =>
				sign(this.logSeed, text),
			);
			return bend(new TextEncoder().encode(note));
		}
		const place = parseTilePath(path);
		if (place?.level === "entries")
			return bend(encodeBundle(this.entries.slice(place.index * TILE_WIDTH, place.index * TILE_WIDTH + place.width)));
		const tile = tiles.find((each) => tilePath(each) === path);
		if (tile === undefined) throw new Refusal("not-found");
		return bend(tile.bytes);
	}

	/** A long log is hashed once. */
	#grown(): ReturnType<typeof growTree> {
		if (this.#long?.size === this.entries.length) return this.#long;
		const grown = growTree(0, [], this.entries.map(leafHash));
		if (grown.size > LONG) this.#long = grown;
		return grown;
	}

	#card() {
		return { id: this.provider, slug: SLUG, name: "Northbrook University Hospitals" };
	}

	async #intake(): Promise<IntakeParameters> {
		const promise = { version: 1 as const, use: "promise" as const, quarter: "", key: signingKeyFromSeed(this.promiseSeed) };
		const release = { version: 1 as const, use: "release" as const, quarter: "2026-Q4", key: sealingKeyHash(this.release.publicKey) };
		return {
			organisation: this.#card(),
			now: this.now,
			...this.rules,
			roots: this.#loggedRoots(this.roots[0]),
			externalBodies: [
				{
					organisation: { id: this.body, slug: "regulator", name: "The regulator" },
					roots: this.#loggedRoots(this.roots[1]),
					remits: ["quality"],
				},
			],
			keys: this.staff.map(({ directory }) => directory),
			removals: this.removals,
			interests: this.interests,
			adoption: null,
			branding: this.branding,
			promiseKey: { ...this.#loggedKey(promise), key: signingKeyFromSeed(this.promiseSeed) },
			releaseKey: { ...this.#loggedKey(release), key: encodeSealingKey(this.release.publicKey) },
			logKey: encodeVerifierKey(this.logKey),
			work: await challenge(),
		};
	}

	#loggedRoots({ statement }: NewRoots): LoggedRoots {
		return {
			statement,
			signature: sign(this.logSeed, rootBytes(statement)),
			leafIndex: this.#indexOf(encodeStatementLeaf({ kind: "root", statement })),
			changes: statement.organisation === this.provider ? this.rootChanges : [],
		};
	}

	#loggedKey(statement: DeploymentKeyStatement) {
		const leafIndex = this.#indexOf(encodeStatementLeaf({ kind: "deployment-key", statement }));
		return { statement, signature: sign(this.logSeed, deploymentKeyBytes(statement)), leafIndex };
	}

	#indexOf(leaf: Uint8Array): number {
		const found = this.entries.findIndex((entry) => toHex(entry) === toHex(leaf));
		return found >= 0 ? found : this.entries.push(leaf) - 1;
	}

	#raise(body: Uint8Array): Response {
		const { header, concern, private: own, wraps } = decodeRaise(body);
		const { organisation, caseTag, statement, reporterKeys, act } = RaiseHeader.parse(JSON.parse(new TextDecoder().decode(header)));
		const before = this.cases.get(caseTag);
		if (before !== undefined) return this.#raised(before, 200);
		const ciphertext = ciphertextHash([concern, own]);
		const parts: ActParts = { organisation, caseTag, seen: NOTHING_SEEN, kind: "raised", statement, ciphertext, policy: statement.policy };
		if (!verify(statement.messageSign, actBytes(parts), act.signature)) throw new Refusal("wrong-signature");
		if (sha256Hash(wraps) !== statement.wraps || canonicalHash(reporterKeys) !== statement.reporterKeys)
			throw new Refusal("wraps-mismatch");
		const decision = decide(null, { kind: "raise", organisation, caseTag, statement }, this.now, this.rules);
		if (isRefused(decision)) throw new Refusal(decision.refused);
		const letters = [concern, own].map((letter, part) => ({ sequence: 0, part, ciphertext: toBase64Url(letter) }));
		const inner = new Map<TenureId, Uint8Array[]>();
		for (const entry of decodeWraps(wraps))
			if (entry.layer === 1) inner.set(entry.tenure, [...(inner.get(entry.tenure) ?? []), entry.body]);
		const kept: Omit<Kept, "promise"> = { events: [], leaves: [], letters, wraps, keys: reporterKeys, rekeyed: null, inner, seals: [] };
		const [first] = decision.events;
		if (first === undefined) throw new Error("no event");
		const event = this.#append(kept, { organisation, caseTag, policy: statement.policy }, { ...first, act, ciphertext });
		const leaf = kept.leaves[0] ?? "";
		const promised = promiseOf(
			event,
			Uint8Array.from(leaf.match(/../g) ?? [], (hex) => Number.parseInt(hex, 16)),
			instantOf(epochSeconds(event.at) + 600),
		);
		const promise = { statement: promised, signature: sign(this.promiseSeed, promiseBytes(promised)) };
		this.cases.set(caseTag, { ...kept, promise });
		return this.#raised(this.#kept(caseTag), 201);
	}

	#raised({ events, leaves, promise }: Kept, status: number): Response {
		const [event] = events;
		const [leaf] = leaves;
		if (event === undefined || leaf === undefined) throw new Error("no case");
		const honest = { event, leaf, promise };
		return Response.json(this.lies.raise === undefined ? honest : this.lies.raise(honest, this), { status });
	}

	#append(
		kept: Pick<Kept, "events" | "leaves" | "keys">,
		{ organisation, caseTag, policy }: { organisation: OrganisationId; caseTag: CaseTag; policy: Hash },
		given: Pick<CaseEvent, "at" | "by" | "happening" | "act" | "ciphertext">,
	): CaseEvent {
		const last = kept.events.at(-1);
		const event: CaseEvent = {
			version: 1,
			organisation,
			caseTag,
			sequence: kept.events.length,
			previous: last === undefined ? NOTHING_SEEN.hash : eventHash(last),
			policy,
			...given,
		};
		const state = evolve(replay(kept.events, this.rules), event, this.rules);
		kept.events.push(event);
		const next = nextUnmet(state);
		const due = next === null ? null : { clock: next.clock, due: leafDue(next.due, leafResolution(this.rules.policy, state.gravest)) };
		const leaf = encodeEventLeaf(event, { logSalt: kept.keys.logSalt, viewKey: this.viewKey }, due);
		kept.leaves.push(toHex(leaf));
		this.pending.push(leaf);
		return event;
	}

	/** Decides and appends; false if the domain refuses. */
	#do(tag: CaseTag, command: Command, signed: { act: ActSignature; ciphertext: Hash | null } | null): CaseEvent | false {
		const kept = this.#kept(tag);
		const [first] = kept.events;
		const decision = decide(this.state(tag), command, this.now, this.rules);
		if (isRefused(decision) || first === undefined) {
			if (signed === null) return false;
			throw new Refusal(isRefused(decision) ? decision.refused : "not-found");
		}
		let done: CaseEvent | false = false;
		for (const event of decision.events)
			done = this.#append(kept, first, { ...event, act: signed?.act ?? null, ciphertext: signed?.ciphertext ?? null });
		return done;
	}

	#release(tag: CaseTag, kept: Kept, state: CaseState, rung: Rung): void {
		const [first] = kept.events;
		if (first?.happening.kind !== "raised") throw new Error("no raise");
		const { policy, calendar } = first.happening.statement;
		for (const entry of [...decodeWraps(kept.wraps), ...kept.seals]) {
			if (entry.rung !== rung || entry.notBefore === null || entry.notBefore > this.now) continue;
			if (state.released.some((done) => done.rung === rung && done.tenure === entry.tenure)) continue;
			const { organisation, caseTag } = first;
			const { notBefore, tenure, keyHash } = entry;
			if (!this.#do(tag, { kind: "release", rung, notBefore, tenures: [tenure], witnessed: false }, null)) continue;
			const inner = openOuter(entry, { organisation, caseTag, rung, tenure, keyHash, notBefore, policy, calendar }, this.release.secretKey);
			kept.inner.set(tenure, [...(kept.inner.get(tenure) ?? []), inner]);
		}
	}

	#mailbox(opening: MailboxOpening): Mailbox {
		const found = [...this.cases].find(([, { keys }]) => keys.mailbox === mailboxHash(opening.tag));
		if (found === undefined || !isOpeningSigned(opening, this.origin, found[1].keys.mailboxAuth)) throw new Refusal("not-found");
		const [caseTag, { events, leaves, letters, promise, rekeyed, wraps: stored }] = found;
		const wraps = toBase64Url(stored);
		return {
			caseTag,
			now: this.now,
			...this.rules,
			promise,
			events,
			leaves,
			letters,
			wraps,
			tenures: this.#tenures(),
			rekeyed,
			waiting: [],
		};
	}

	#tenures(): KnownTenure[] {
		return [...this.staff, ...this.gone].map(({ mine: { statement, key } }) => ({ statement, key }));
	}

	#reporterAct({ opening, act }: { opening: MailboxOpening; act: ReporterAct }): Response {
		const { caseTag } = this.#mailbox(opening);
		const command = reportersCommandOf(act);
		if (command === null) throw new Refusal("malformed");
		this.#signedAct(caseTag, command, act);
		if (act.kind === "rewrapped") this.#giveKeys(caseTag, act);
		if (act.kind === "rekeyed") Object.assign(this.#kept(caseTag), { keys: act.reporterKeys, rekeyed: act.wrap });
		return Response.json({ visibleAt: slotFor(this.now, this.state(caseTag).raisedSeverity, this.rules) }, { status: 202 });
	}

	#signedAct(tag: CaseTag, command: Command, act: ReporterAct | HandlerAct): CaseEvent {
		const kept = this.#kept(tag);
		const ciphertext = act.ciphertext === null ? null : ciphertextHash([fromBase64Url(act.ciphertext)]);
		const again = kept.events.find((event) => event.act?.signature === act.act.signature);
		if (again !== undefined) return again;
		const head = kept.events.at(-1);
		if (head === undefined || (command.kind !== "letter" && command.kind !== "rewrap" && act.act.seen.hash !== eventHash(head)))
			throw new Refusal("out-of-date");
		if ("by" in command && command.by.actor === "handler" && act.act.seen.hash !== eventHash(head)) throw new Refusal("out-of-date");
		const event = this.#do(tag, command, { act: act.act, ciphertext });
		if (event === false) throw new Refusal("not-found");
		if (act.ciphertext !== null) kept.letters.push({ sequence: event.sequence, part: 0, ciphertext: act.ciphertext });
		return event;
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
			news: lastNews(this.#kept(caseTag).events),
		};
	}

	#deskCase({ caseTag, person }: { caseTag: CaseTag; person: PersonId }, { tenure, aim = "reading" }: CaseQuery): DeskCase {
		if (!this.staff.some((each) => each.person === person && each.mine.statement.tenure === tenure)) throw new Refusal("not-found");
		if (aim === "reading" && this.cases.has(caseTag)) this.#do(caseTag, { kind: "view", tenure }, null);
		const kept = this.#kept(caseTag);
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
			tenures: reads ? this.#tenures() : [],
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
				letters: [...outline.letters, ...this.#kept(caseTag).letters.filter(({ sequence }) => listed.includes(sequence))],
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
		const event = this.#signedAct(tag, this.#commandOf(statement, act), act);
		if (act.kind === "granted") this.#give(tag, act.statement.tenure, act.wrap);
		return Response.json({ event }, { status: 201 });
	}

	#giveKeys(tag: CaseTag, { statement, wrap }: Extract<ReporterAct, { kind: "rewrapped" }>): void {
		const { layer, place, tenure, key: keyHash } = statement;
		if (layer === 1) {
			this.#give(tag, tenure, wrap);
			return;
		}
		const { wraps, seals } = this.#kept(tag);
		const before = decodeWraps(wraps).find((entry) => entry.rung === place.rung && entry.tenure === place.tenure);
		if (before === undefined) throw new Refusal("malformed");
		seals.push({ ...before, tenure, keyHash, body: fromBase64Url(wrap) });
	}

	#give(tag: CaseTag, tenure: TenureId, wrap: string): void {
		const { inner } = this.#kept(tag);
		inner.set(tenure, [...(inner.get(tenure) ?? []), fromBase64Url(wrap)]);
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

	#kept(tag: CaseTag): Kept {
		const kept = this.cases.get(tag);
		if (kept === undefined) throw new Refusal("not-found");
		return kept;
	}
}

function secondsIn(duration: unknown): number {
	const isSeconds = typeof duration === "object" && duration !== null && "seconds" in duration && typeof duration.seconds === "number";
	if (!isSeconds) throw new Error("Not the demonstration's policy.");
	return Number(duration.seconds);
}

function same<T>(value: T): T {
	return value;
}

function challenge() {
	return createChallenge({ algorithm: "SHA-256", cost: 1, keyPrefix: "0", deriveKey, hmacSignatureSecret: "secret" });
}
