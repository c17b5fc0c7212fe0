/**
 * Staff sessions, by lucia 3. The only file that imports it: lucia is finished
 * software, withdrawn as a library by its authors, so it can be replaced here.
 */
import { createHash } from "node:crypto";
import { addSeconds, instantOf, secondsOf } from "@answerable/domain/instant";
import type { MySession } from "@answerable/types/account";
import type { Hash } from "@answerable/types/bytes";
import type { PersonId } from "@answerable/types/id";
import type { CivilDate, Instant } from "@answerable/types/time";
import { type Adapter, type DatabaseSession, Lucia, TimeSpan } from "lucia";
import { civilDateOf } from "./time.ts";

declare module "lucia" {
	interface Register {
		Lucia: typeof Lucia;
		UserId: PersonId;
		DatabaseSessionAttributes: { absoluteExpiresAt: Instant };
	}
}

/** Idle for half of this, a session is renewed; idle for all of it, it ends. */
const IDLE_HOURS = 2;
/** Whatever happens, a session ends after one long shift. */
const ABSOLUTE_HOURS = 12;
const QUARTER_DAY_SECONDS = 21_600;

/** A session as the database keeps it: `id` is SHA-256 of the token, which is nowhere but in the cookie. */
export type SessionRow = {
	readonly id: Hash;
	readonly person: PersonId;
	readonly expiresAt: Instant;
	readonly absoluteExpiresAt: Instant;
	readonly openedOn: CivilDate;
	/** When the quarter of the day began in which it was last used. */
	readonly usedAt: Instant;
};

/** What the adapter needs of the store. */
export type SessionRows = {
	readonly insert: (row: SessionRow) => Promise<void>;
	readonly find: (id: Hash) => Promise<SessionRow | null>;
	readonly extend: (id: Hash, to: Pick<SessionRow, "expiresAt" | "usedAt">) => Promise<void>;
	readonly remove: (id: Hash) => Promise<void>;
	readonly of: (person: PersonId) => Promise<readonly SessionRow[]>;
	/** False if the session is none of theirs. */
	readonly removeOf: (person: PersonId, id: Hash) => Promise<boolean>;
	readonly removeAllOf: (person: PersonId) => Promise<void>;
};

/** Opening, reading and closing sessions. Cookies are whole `Set-Cookie` values; `renewed` is null while none is needed. */
export type Sessions = {
	readonly open: (person: PersonId) => Promise<string>;
	readonly read: (cookieHeader: string | undefined) => Promise<{ person: PersonId; renewed: string | null } | null>;
	/** Whose session it is, without renewing it: it ends when it would have, had nobody asked. */
	readonly peek: (cookieHeader: string | undefined) => Promise<PersonId | null>;
	readonly close: (cookieHeader: string | undefined) => Promise<string>;
	/** Somebody's sessions that still run; `isThis` is the one whose cookie came along. */
	readonly list: (person: PersonId, cookieHeader: string | undefined) => Promise<readonly MySession[]>;
	/** Ends one of somebody's sessions; false if it is none of theirs. */
	readonly end: (person: PersonId, session: Hash) => Promise<boolean>;
	readonly endAll: (person: PersonId) => Promise<void>;
};

/**
 * Sessions whose cookie scripts cannot read and other sites cannot send (RFC
 * 6265bis §4.1.2.7, SameSite=Strict), and which end at their absolute hour
 * however busy they are. Lucia compares the idle expiry with the machine's own
 * clock; the absolute one is ours and is compared with the clock handed in.
 */
export function createSessions(rows: SessionRows, origin: string, now: () => Instant): Sessions {
	const secure = origin.startsWith("https:");
	const options = {
		sessionExpiresIn: new TimeSpan(IDLE_HOURS, "h"),
		sessionCookie: { name: secure ? "__Host-answerable" : "answerable", attributes: { sameSite: "strict", secure, path: "/" } },
	} as const;
	const adapter = adapterOver(rows, now);
	const lucia = new Lucia(adapter, options);
	// The same rules, but for what renews: nothing is written when half of the time is gone.
	const peeking = new Lucia({ ...adapter, updateSessionExpiration: async () => undefined }, options);
	const tokenIn = (cookieHeader: string | undefined): string | null => {
		try {
			return lucia.readSessionCookie(cookieHeader ?? "");
		} catch {
			// A cookie that cannot be decoded (a stray percent sign) is no cookie of ours.
			return null;
		}
	};
	return {
		open: async (person) => {
			const session = await lucia.createSession(person, { absoluteExpiresAt: addSeconds(now(), ABSOLUTE_HOURS * 3_600) });
			return lucia.createSessionCookie(session.id).serialize();
		},
		read: async (cookieHeader) => {
			const token = tokenIn(cookieHeader);
			if (token === null) return null;
			const { session } = await lucia.validateSession(token);
			if (session === null) return null;
			return { person: session.userId, renewed: session.fresh ? lucia.createSessionCookie(session.id).serialize() : null };
		},
		peek: async (cookieHeader) => {
			const token = tokenIn(cookieHeader);
			return token === null ? null : ((await peeking.validateSession(token)).session?.userId ?? null);
		},
		close: async (cookieHeader) => {
			const token = tokenIn(cookieHeader);
			if (token !== null) await lucia.invalidateSession(token);
			return lucia.createBlankSessionCookie().serialize();
		},
		list: async (person, cookieHeader) => {
			const token = tokenIn(cookieHeader);
			const running = (await rows.of(person)).filter(({ expiresAt, absoluteExpiresAt }) => expiresAt > now() && absoluteExpiresAt > now());
			return running.map(({ id, openedOn, usedAt }) => ({ id, openedOn, usedAt, isThis: token !== null && id === hashOf(token) }));
		},
		end: (person, session) => rows.removeOf(person, session),
		endAll: (person) => lucia.invalidateUserSessions(person),
	};
}

/**
 * [Note: Tokens are stored hashed] Lucia keeps the token as the session's id; the
 * database keeps SHA-256 of it, so that a stolen table opens no session. Lucia
 * hands the id it was given back to us in later calls, so the adapter returns
 * the caller's id and never the stored one.
 */
function adapterOver(rows: SessionRows, now: () => Instant): Adapter {
	return {
		getSessionAndUser: async (token) => {
			const row = await rows.find(hashOf(token));
			if (row === null) return [null, null];
			if (row.absoluteExpiresAt <= now()) {
				await rows.remove(row.id);
				return [null, null];
			}
			return [sessionOf(token, row), { id: row.person, attributes: {} }];
		},
		setSession: async ({ id, userId, expiresAt, attributes }) => {
			await rows.insert({
				id: hashOf(id),
				person: userId,
				expiresAt: instantOf(expiresAt.getTime() / 1_000),
				absoluteExpiresAt: attributes.absoluteExpiresAt,
				openedOn: civilDateOf(now()),
				usedAt: quarterDayOf(now()),
			});
		},
		updateSessionExpiration: (token, expiresAt) =>
			rows.extend(hashOf(token), { expiresAt: instantOf(expiresAt.getTime() / 1_000), usedAt: quarterDayOf(now()) }),
		deleteSession: (token) => rows.remove(hashOf(token)),
		getUserSessions: () => notUsed("getUserSessions"),
		deleteUserSessions: (person) => rows.removeAllOf(person),
		deleteExpiredSessions: () => notUsed("deleteExpiredSessions"),
	};
}

function sessionOf(token: string, row: SessionRow): DatabaseSession {
	const { person, expiresAt, absoluteExpiresAt } = row;
	return { id: token, userId: person, expiresAt: new Date(expiresAt), attributes: { absoluteExpiresAt } };
}

/** The start of the quarter of the day (UTC) that holds an instant: a list of sessions shows no more of when somebody works. */
function quarterDayOf(instant: Instant): Instant {
	return instantOf(Math.floor(secondsOf(instant) / QUARTER_DAY_SECONDS) * QUARTER_DAY_SECONDS);
}

function hashOf(token: string): Hash {
	return createHash("sha256").update(token).digest("hex") as Hash;
}

function notUsed(name: string): never {
	throw new Error(`The app never calls lucia's ${name}.`);
}
