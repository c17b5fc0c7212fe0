/** Everything that a handler's page does, over one connection. This is the entry of the desk's bundle. */
import type { InvitationToken, OpenInvitation, PhoneCode } from "@answerable/types/account";
import type { Hash } from "@answerable/types/bytes";
import type { InboxRow, Notice } from "@answerable/types/desk";
import type { CaseTag, OrganisationId, TenureId } from "@answerable/types/id";
import type { DirectoryKey } from "@answerable/types/key";
import type { OrganisationDesk } from "@answerable/types/organisation";
import type { Proposal, ProposalAnswer } from "@answerable/types/proposal";
import { type Clock, deviceClock } from "../clock.ts";
import { connectHttp, type Fetch, type Http, type HttpOptions } from "../http.ts";
import { type CheckedIntake, fetchIntake, type Pins } from "../reporter/intake.ts";
import { type Account, accountOver } from "./account.ts";
import { acknowledge, close, explain, grant, triage, writeLetter } from "./act.ts";
import { type Admin, adminOver } from "./admin.ts";
import { fetchBeginnings, type Listed, openBeginning } from "./beginnings.ts";
import { type CaseChoice, listCases, listGrantees, listNotices, type OpenCase, openCase } from "./case.ts";
import { colleaguesFor } from "./colleagues.ts";
import { keepCookies } from "./cookie.ts";
import { type Cover, giveCover } from "./cover.ts";
import { type Founding, readFounding, signFounding } from "./founding.ts";
import { agreeDowngrade, extend, handTo, link, pause, proposeDowngrade, reopen, resume } from "./further-act.ts";
import { type HandOver, handOver, listHandOver } from "./hand-over.ts";
import { acceptInvitation, openInvitation, type SureWayIn } from "./joining.ts";
import { watchDesk } from "./news.ts";
import { countersign, decline, listSoleOpeners, offerKey, proposeAsRoot, readOrganisation } from "./organisation.ts";
import { hearing, type ServerTime, serverTime } from "./server-time.ts";
import { type Credentials, type DeskSession, type Locked, type SignIn, signIn, signOut, tenureOf, unlock } from "./sign-in.ts";

/** What a session can do. The acts take the case as it was read: that is what they sign for having seen. */
export type Desk = {
	readonly session: DeskSession;
	readonly time: ServerTime;
	readonly cases: (onFirst?: Parameters<typeof listCases>[1]) => Promise<readonly InboxRow[]>;
	readonly notices: () => Promise<readonly Notice[]>;
	readonly open: (choice: CaseChoice) => Promise<OpenCase>;
	/** As much of a case as it takes to give it, which is no reading. */
	readonly openOutline: (choice: CaseChoice) => Promise<OpenCase>;
	/** Whether something is new, in the list and in the case that is open. */
	readonly watch: (open: CaseChoice | null) => ReturnType<typeof watchDesk>;
	readonly grantees: (choice: CaseChoice) => Promise<readonly DirectoryKey[]>;
	/** The organisation's keys, checked, to grant to. */
	readonly directory: (slug: string, pins: Pins) => Promise<CheckedIntake>;
	readonly letter: (open: OpenCase, letter: Parameters<typeof writeLetter>[2]) => ReturnType<typeof writeLetter>;
	readonly triage: (open: OpenCase, decision: Parameters<typeof triage>[2]) => ReturnType<typeof triage>;
	readonly acknowledge: (open: OpenCase, rung: Parameters<typeof acknowledge>[2]) => ReturnType<typeof acknowledge>;
	readonly explain: (open: OpenCase, answer: Parameters<typeof explain>[2]) => ReturnType<typeof explain>;
	readonly close: (open: OpenCase, statement: Parameters<typeof close>[2]) => ReturnType<typeof close>;
	readonly extend: (open: OpenCase, more: Parameters<typeof extend>[2]) => ReturnType<typeof extend>;
	readonly pause: (open: OpenCase, wait: Parameters<typeof pause>[2]) => ReturnType<typeof pause>;
	readonly resume: (open: OpenCase) => ReturnType<typeof resume>;
	readonly handTo: (open: OpenCase, to: Parameters<typeof handTo>[2]) => ReturnType<typeof handTo>;
	readonly proposeDowngrade: (open: OpenCase, lower: Parameters<typeof proposeDowngrade>[2]) => ReturnType<typeof proposeDowngrade>;
	readonly agreeDowngrade: (open: OpenCase, to: Parameters<typeof agreeDowngrade>[2]) => ReturnType<typeof agreeDowngrade>;
	readonly reopen: (open: OpenCase, why: Parameters<typeof reopen>[2]) => ReturnType<typeof reopen>;
	readonly link: (open: OpenCase, to: Parameters<typeof link>[2]) => ReturnType<typeof link>;
	/** How cases began, each to be opened beside what was last seen of it; null for each that cannot be read. */
	readonly beginnings: (choices: readonly CaseChoice[]) => Promise<ReadonlyMap<CaseTag, (seen: OpenCase | null) => Listed | null>>;
	readonly grant: (open: OpenCase, to: Parameters<typeof grant>[2]) => ReturnType<typeof grant>;
	readonly organisation: (id: OrganisationId) => Promise<OrganisationDesk>;
	readonly soleOpeners: (id: OrganisationId) => ReturnType<typeof listSoleOpeners>;
	/** An organisation that begins with me, whose first roots I and two others will be. */
	readonly founding: (id: OrganisationId) => Promise<Founding>;
	readonly signFounding: (founding: Founding, readOut: string) => Promise<void>;
	readonly offerKey: (post: Parameters<typeof offerKey>[1]) => ReturnType<typeof offerKey>;
	/** `root`: the tenure of mine whose key is a root. */
	readonly propose: (root: TenureId, proposal: Proposal) => Promise<ProposalAnswer>;
	readonly countersign: (root: TenureId, proposal: Parameters<typeof countersign>[2]) => Promise<ProposalAnswer>;
	readonly decline: (hash: Hash) => Promise<ProposalAnswer>;
	readonly handOver: (asked: HandOver) => ReturnType<typeof handOver>;
	readonly handOverList: (asked: Parameters<typeof listHandOver>[1]) => ReturnType<typeof listHandOver>;
	/** Whom a case may be given to, by a directory that was checked. */
	readonly colleagues: (open: OpenCase, directory: CheckedIntake) => ReturnType<typeof colleaguesFor>;
	readonly cover: (asked: Omit<Cover, "now">) => ReturnType<typeof giveCover>;
	readonly account: Account;
	/** For whoever administers, who has nothing else. */
	readonly admin: Admin;
	readonly signOut: () => Promise<void>;
};

/** What came of a name and a phrase. */
export type DeskSignIn = { readonly outcome: "signed-in"; readonly desk: Desk } | Exclude<SignIn, { outcome: "signed-in" }>;

/** What a desk is made from. */
export type DeskOptions = Omit<HttpOptions, "credentials"> & { readonly clock?: Clock };

/** Signs in at an origin. Each call is a session of its own. */
export async function signInToDesk(options: DeskOptions, credentials: Credentials): Promise<DeskSignIn> {
	const line = connectDesk(options);
	const signedIn = await signIn(line.http, credentials);
	if (signedIn.outcome !== "signed-in") return signedIn;
	return { outcome: "signed-in", desk: deskOf(signedIn.session, line) };
}

/** Opens the keys of a session that goes on. */
export async function unlockDesk(options: DeskOptions, locked: Locked, phrase: string): Promise<DeskSignIn> {
	const line = connectDesk(options);
	const unlocked = await unlock(line.http, locked, phrase);
	return unlocked.outcome === "signed-in" ? { outcome: "signed-in", desk: deskOf(unlocked.session, line) } : unlocked;
}

/** What somebody can do who has an invitation and no session yet. */
export type Door = {
	readonly invitation: (token: InvitationToken) => Promise<OpenInvitation>;
	readonly accept: (token: InvitationToken, wayIn: SureWayIn & { readonly code: PhoneCode }) => Promise<Desk>;
};

/** The door of an origin. Each acceptance is a session of its own. */
export function openDoor(options: DeskOptions): Door {
	return {
		invitation: (token) => openInvitation(connectDesk(options).http, token),
		accept: async (token, wayIn) => {
			const line = connectDesk(options);
			return deskOf(await acceptInvitation(line.http, token, wayIn), line);
		},
	};
}

/** A connection, and what time it is at its other end. */
type Line = { readonly http: Http; readonly clock: Clock; readonly time: ServerTime };

function connectDesk({ clock = deviceClock, ...options }: DeskOptions): Line {
	const time = serverTime(clock);
	const send: Fetch = hearing(options.fetch ?? ((url, init) => fetch(url, init)), time);
	return { http: connectHttp({ ...options, fetch: keepCookies(options.origin, send), credentials: "same-origin" }), clock, time };
}

function deskOf(session: DeskSession, { clock, time }: Omit<Line, "http">): Desk {
	return {
		session,
		time,
		cases: (onFirst) => listCases(session, onFirst),
		notices: () => listNotices(session),
		open: (choice) => openCase(session, choice),
		openOutline: (choice) => openCase(session, choice, "outline"),
		watch: (open) => watchDesk(session, open),
		grantees: (choice) => listGrantees(session, choice),
		directory: (slug, pins) => fetchIntake(session.http, clock, { slug, pins }),
		letter: (open, letter) => writeLetter(session, open, letter),
		triage: (open, decision) => triage(session, open, decision),
		acknowledge: (open, rung) => acknowledge(session, open, rung),
		explain: (open, answer) => explain(session, open, answer),
		close: (open, statement) => close(session, open, statement),
		extend: (open, more) => extend(session, open, more),
		pause: (open, wait) => pause(session, open, wait),
		resume: (open) => resume(session, open),
		handTo: (open, to) => handTo(session, open, to),
		proposeDowngrade: (open, lower) => proposeDowngrade(session, open, lower),
		agreeDowngrade: (open, to) => agreeDowngrade(session, open, to),
		reopen: (open, why) => reopen(session, open, why),
		link: (open, to) => link(session, open, to),
		beginnings: async (choices) => {
			const beginnings = await fetchBeginnings(session, choices);
			return new Map(
				beginnings.map((each) => [each.caseTag, (seen: OpenCase | null) => openBeginning(session, each, seen?.case ?? null)] as const),
			);
		},
		grant: (open, to) => grant(session, open, to),
		organisation: (id) => readOrganisation(session, id),
		soleOpeners: (id) => listSoleOpeners(session, id),
		founding: (id) => readFounding(session, id),
		signFounding: (founding, readOut) => signFounding(session, founding, readOut),
		offerKey: (post) => offerKey(session, post),
		propose: (root, proposal) => proposeAsRoot(session, tenureOf(session, root), proposal),
		countersign: (root, proposal) => countersign(session, tenureOf(session, root), proposal),
		decline: (hash) => decline(session, hash),
		handOver: (asked) => handOver(session, asked),
		handOverList: (asked) => listHandOver(session, asked),
		colleagues: (open, directory) => colleaguesFor(session, open, directory),
		cover: (asked) => giveCover(session, { ...asked, now: clock.now() }),
		account: accountOver(session.http),
		admin: adminOver(session.http),
		signOut: () => signOut(session),
	};
}
