/** What the desk's engine does for somebody who comes in, by their words or by an invitation, and when they lock up. */
import { keyHash } from "@answerable/log/key-statement";
import { type InvitationToken, PhoneCode } from "@answerable/types/account";
import { OrganisationList } from "@answerable/types/answer";
import { LoginName } from "@answerable/types/desk";
import type { OrganisationId } from "@answerable/types/id";
import type { KeyStatement } from "@answerable/types/key";
import { readTyped } from "../../../reporter/typed-words.ts";
import type { Answers } from "../../../shell/engine-protocol.ts";
import { type Desk, type DeskSignIn, openDoor, signInToDesk, unlockDesk } from "../../desk.ts";
import { confirmWords, newWayIn, type SureWayIn, tokenOf, type WayIn, wayInWith } from "../../joining.ts";
import type { Entries } from "../drafts/shelf.ts";
import { foundingsOf } from "./founding.ts";
import type { DeskMemory } from "./memory.ts";
import type { Drafts, Entered, Progress, PutAway, Requests, SignedIn } from "./protocol.ts";
import { openedDrafts, sealedDrafts } from "./sealed-drafts.ts";

type Arriving = Pick<
	Requests,
	| "readTyped"
	| "signIn"
	| "keepDrafts"
	| "lock"
	| "unlock"
	| "signOut"
	| "openInvitation"
	| "makeWords"
	| "confirmWords"
	| "useWords"
	| "accept"
	| "sessions"
	| "endSession"
	| "endSessions"
	| "offerKey"
>;

/** Makes the engine's part for coming in and going out. */
export function createArriving(origin: string, memory: DeskMemory): Answers<Arriving, Progress> {
	const enter: Enter = async (desk, name, shelved) => {
		const among = desk.session.appointments.map(({ organisation }) => organisation);
		const [organisations, foundings] = await Promise.all([namesAt(desk), foundingsOf(desk, among)]);
		const entered = enteredOf(desk, { name, ...openedDrafts(shelved, desk.session.wrap), organisations, foundings });
		// Last, when nothing can fail any more: no keys stand behind a page that is still locked.
		memory.enter(desk, name);
		return entered;
	};
	const entered = async (outcome: DeskSignIn, name: LoginName, shelved: Entries): Promise<SignedIn> =>
		outcome.outcome === "typo" ? outcome : { outcome: "entered", entered: await enter(outcome.desk, name, shelved) };
	return {
		readTyped: async (typed) => readTyped(typed),
		signIn: async ({ name, phrase, code, shelved }) => {
			const login = LoginName.parse(name);
			return entered(await signInToDesk({ origin }, { name: login, phrase, code: PhoneCode.parse(code) }), login, shelved);
		},
		keepDrafts: async (drafts) => sealedDrafts(drafts, memory.desk.session.wrap),
		lock: async (drafts) => putAway(memory, drafts),
		unlock: async ({ locked, phrase, shelved }) => entered(await unlockDesk({ origin }, locked, phrase), locked.name, shelved),
		signOut: async () => {
			await memory.desk.signOut();
			return null;
		},
		...createJoining(origin, enter),
		sessions: () => memory.desk.account.sessions(),
		endSession: async (id) => {
			await memory.desk.account.endSession(id);
			return memory.desk.account.sessions();
		},
		endSessions: async () => {
			await memory.desk.account.endSessions();
			return null;
		},
		offerKey: async (post) => keyHash((await memory.desk.offerKey(post)).statement),
	};
}

/** Lets somebody in. `shelved`: what the tab keeps of anybody. */
type Enter = (desk: Desk, name: LoginName, shelved: Entries) => Promise<Entered>;

type Joining = Pick<Requests, "openInvitation" | "makeWords" | "confirmWords" | "useWords" | "accept">;

/** By an invitation, step by step: what was made stays here until it is accepted. */
function createJoining(origin: string, enter: Enter): Answers<Joining, Progress> {
	const door = openDoor({ origin });
	let token: InvitationToken | null = null;
	let made: WayIn | null = null;
	let sure: SureWayIn | null = null;
	return {
		openInvitation: async (link) => {
			token = tokenOf(link);
			if (token === null) return null;
			const { kind, organisation, roles, name, expiresAt } = await door.invitation(token);
			return { kind, organisation: organisation?.name ?? null, roles, name, expiresAt };
		},
		makeWords: async (name) => {
			made = await newWayIn(LoginName.parse(name));
			return { words: made.phrase.words, askedFor: made.askedFor };
		},
		confirmWords: async (typed) => {
			sure = made === null ? null : confirmWords(made, typed);
			return sure?.phone ?? null;
		},
		useWords: async ({ name, phrase }) => {
			const own = await wayInWith(LoginName.parse(name), phrase);
			if (own.outcome === "typo") return own;
			sure = own.wayIn;
			return { outcome: "phone", phone: sure.phone };
		},
		accept: async ({ code, shelved }) => {
			if (token === null || sure === null) throw new Error("There is no invitation, or no words for it.");
			return enter(await door.accept(token, { ...sure, code: PhoneCode.parse(code) }), sure.phrase.loginName, shelved);
		},
	};
}

async function namesAt({ session }: Desk): Promise<Entered["organisations"]> {
	const { organisations } = await session.http.getJson("/api/organisations", OrganisationList);
	return new Map(organisations.map(({ id, name }) => [id, name]));
}

function enteredOf({ session }: Desk, given: Pick<Entered, "name" | "drafts" | "shelved" | "organisations" | "foundings">): Entered {
	const { person, administrator, tenures, locked, appointments, wrongCodes } = session;
	const postOf = ({ tenure, organisation, role }: KeyStatement) => ({ tenure, organisation, role });
	const held = tenures.map(({ statement }) => postOf(statement));
	const isHeld = (organisation: OrganisationId, role: string) =>
		held.some((each) => each.organisation === organisation && each.role === role);
	return {
		...given,
		person,
		administrator,
		locked: locked.map(postOf),
		mayUnlock: tenures.length > 0,
		wrongCodes,
		tenures: held,
		keyless: appointments.filter(({ organisation, role }) => !isHeld(organisation, role)),
	};
}

function putAway({ desk, name }: DeskMemory, drafts: Drafts): PutAway {
	const { sealed, wrap } = desk.session;
	return { locked: { name, sealed }, drafts: drafts.length === 0 ? null : sealedDrafts(drafts, wrap) };
}
