/** What the desk's engine does for somebody who comes in, by their words or by an invitation, and when they lock up. */
import { fromBase64Url, toBase64Url } from "@answerable/crypto/bytes";
import { openDraft, sealDraft } from "@answerable/crypto/draft";
import { SealError } from "@answerable/crypto/errors";
import { keyHash } from "@answerable/log/key-statement";
import { type InvitationToken, PhoneCode } from "@answerable/types/account";
import { OrganisationList } from "@answerable/types/answer";
import { LoginName } from "@answerable/types/desk";
import { CaseTag, type OrganisationId } from "@answerable/types/id";
import type { KeyStatement } from "@answerable/types/key";
import { z } from "zod/mini";
import { readTyped } from "../../../reporter/typed-words.ts";
import type { Answers } from "../../../shell/engine-protocol.ts";
import { type Desk, type DeskSignIn, openDoor, signInToDesk, unlockDesk } from "../../desk.ts";
import { confirmWords, newWayIn, type SureWayIn, tokenOf, type WayIn, wayInWith } from "../../joining.ts";
import { foundingsOf } from "./founding.ts";
import type { DeskMemory } from "./memory.ts";
import type { Drafts, Entered, LockedDesk, Progress, Requests, SignedIn } from "./protocol.ts";

type Arriving = Pick<
	Requests,
	| "readTyped"
	| "signIn"
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

const Kept = z.array(z.object({ caseTag: z.nullable(CaseTag), form: z.string(), filled: z.string() }));

/** Makes the engine's part for coming in and going out. */
export function createArriving(origin: string, memory: DeskMemory): Answers<Arriving, Progress> {
	const enter = async (desk: Desk, name: LoginName, drafts: string | null): Promise<Entered> => {
		const among = desk.session.appointments.map(({ organisation }) => organisation);
		const [organisations, foundings] = await Promise.all([namesAt(desk), foundingsOf(desk, among)]);
		const entered = enteredOf(desk, { name, drafts: draftsIn(drafts, desk.session.wrap), organisations, foundings });
		// Last, when nothing can fail any more: no keys stand behind a page that is still locked.
		memory.enter(desk, name);
		return entered;
	};
	const entered = async (outcome: DeskSignIn, name: LoginName, drafts: string | null): Promise<SignedIn> =>
		outcome.outcome === "typo" ? outcome : { outcome: "entered", entered: await enter(outcome.desk, name, drafts) };
	return {
		readTyped: async (typed) => readTyped(typed),
		signIn: async ({ name, phrase, code, before }) => {
			const login = LoginName.parse(name);
			const outcome = await signInToDesk({ origin }, { name: login, phrase, code: PhoneCode.parse(code) });
			return entered(outcome, login, before?.name === login ? before.drafts : null);
		},
		unlock: async ({ locked, phrase }) => entered(await unlockDesk({ origin }, locked, phrase), locked.name, locked.drafts),
		lock: async (drafts) => lockedOf(memory, drafts),
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

type Joining = Pick<Requests, "openInvitation" | "makeWords" | "confirmWords" | "useWords" | "accept">;

/** By an invitation, step by step: what was made stays here until it is accepted. */
function createJoining(
	origin: string,
	enter: (desk: Desk, name: LoginName, drafts: string | null) => Promise<Entered>,
): Answers<Joining, Progress> {
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
		accept: async ({ code, before }) => {
			if (token === null || sure === null) throw new Error("There is no invitation, or no words for it.");
			const { loginName } = sure.phrase;
			const drafts = before?.name === loginName ? before.drafts : null;
			return enter(await door.accept(token, { ...sure, code: PhoneCode.parse(code) }), loginName, drafts);
		},
	};
}

async function namesAt({ session }: Desk): Promise<Entered["organisations"]> {
	const { organisations } = await session.http.getJson("/api/organisations", OrganisationList);
	return new Map(organisations.map(({ id, name }) => [id, name]));
}

function enteredOf({ session }: Desk, given: Pick<Entered, "name" | "drafts" | "organisations" | "foundings">): Entered {
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

function lockedOf({ desk, name }: DeskMemory, drafts: Drafts): LockedDesk {
	const { sealed, wrap } = desk.session;
	const text = new TextEncoder().encode(JSON.stringify(drafts));
	return { name, sealed, drafts: drafts.length === 0 ? null : toBase64Url(sealDraft(text, wrap)) };
}

/** Drafts that cannot be opened are of other words, as after new ones were made: nobody can bring them back. */
function draftsIn(sealed: string | null, wrap: Uint8Array): Drafts {
	if (sealed === null) return [];
	try {
		return Kept.parse(JSON.parse(new TextDecoder().decode(openDraft(fromBase64Url(sealed), wrap))));
	} catch (error) {
		if (error instanceof SealError) return [];
		throw error;
	}
}
