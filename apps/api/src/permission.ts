/**
 * Who may do what: one table, which the reference shows and a test tries out on the running app, for every role.
 *
 * A role alone gives nobody sight of a case. It says on which rung of the ladder somebody stands; what they may do follows from
 * where the case is (`domain/sight.ts`). So the columns are standings, and every role is tried in every standing that staff can have.
 */
import type { HandlerAct } from "@answerable/types/desk";
import type { RefusalCode } from "@answerable/types/problem";
import { ROOT_ROLES, Role } from "@answerable/types/role";

/** Where somebody stands who asks. The last six signed in. */
export const STANDINGS = {
	anonymous: "Anybody, with nothing",
	reporter: "The reporter, with the seven words",
	administrator: "Whoever administers the deployment",
	stranger: "Staff of another organisation",
	untold: "Staff whom the case has not reached",
	excluded: "Staff whom the case is about",
	existence: "Staff who may know that the case exists",
	content: "Staff who may read the case",
} as const;
export type Standing = keyof typeof STANDINGS;

/** The standings that somebody of any role can have on a case of their own organisation. */
export const STAFF_STANDINGS = ["untold", "excluded", "existence", "content"] as const satisfies readonly Standing[];

/** `yes`; `own`: yes, and they see only what is theirs; or how they are refused. */
export type Permit = "yes" | "own" | RefusalCode;

/** One row: a route, or one kind of act on a case. `except` are roles for whom `content` does not suffice. */
export type Permission = {
	readonly operation: string;
	readonly act: HandlerAct["kind"] | null;
	readonly standings: Readonly<Record<Standing, Permit>>;
	readonly except: Readonly<Partial<Record<Role, Permit>>>;
};

const EVERYBODY: Permission["standings"] = {
	anonymous: "yes",
	reporter: "yes",
	administrator: "yes",
	stranger: "yes",
	untold: "yes",
	excluded: "yes",
	existence: "yes",
	content: "yes",
};

/** Only the words open a mailbox: no role does, and no session. */
const WORDS: Permission["standings"] = {
	anonymous: "not-found",
	reporter: "yes",
	administrator: "not-found",
	stranger: "not-found",
	untold: "not-found",
	excluded: "not-found",
	existence: "not-found",
	content: "not-found",
};

const STAFF: Permission["standings"] = {
	anonymous: "not-signed-in",
	reporter: "not-signed-in",
	administrator: "own",
	stranger: "own",
	untold: "own",
	excluded: "own",
	existence: "own",
	content: "own",
};

/** On an organisation of one's own, whatever the case: a proposal needs the signatures of two of its roots, whoever brings it. */
const ON_ORGANISATION: Permission["standings"] = {
	anonymous: "not-signed-in",
	reporter: "not-signed-in",
	administrator: "not-found",
	stranger: "not-found",
	untold: "yes",
	excluded: "yes",
	existence: "yes",
	content: "yes",
};

/** An outside body serves the organisation and does not belong to it. */
const NOT_OUTSIDE: Permission["except"] = { external_body: "not-found" };

/** Before an organisation begins there are three who see it, and none of the standings below is theirs. */
const BEFORE_IT_BEGINS: Permission["standings"] = {
	...ON_ORGANISATION,
	untold: "not-found",
	excluded: "not-found",
	existence: "not-found",
	content: "not-found",
};

/** Whoever administers, and nobody else, whatever roles they hold. */
const ADMINISTRATORS: Permission["standings"] = {
	anonymous: "not-signed-in",
	reporter: "not-signed-in",
	administrator: "yes",
	stranger: "not-allowed",
	untold: "not-allowed",
	excluded: "not-allowed",
	existence: "not-allowed",
	content: "not-allowed",
};

/** Roots of an organisation, by the post that they hold; everybody else there is refused as `otherwise`. */
function rootsOnly(
	operation: string,
	standings: Partial<Permission["standings"]>,
	otherwise: RefusalCode,
	except: Permission["except"] = {},
): Permission {
	const others = Role.options.filter((role) => !ROOT_ROLES.some((root) => root === role));
	return {
		operation,
		act: null,
		standings: { ...STAFF, ...standings },
		except: { ...Object.fromEntries(others.map((role) => [role, otherwise])), ...except },
	};
}

/** On a case. Whoever may not know of it is told the same as for a tag that no case has. */
function onCase(existence: Permit): Permission["standings"] {
	return {
		anonymous: "not-signed-in",
		reporter: "not-signed-in",
		administrator: "not-found",
		stranger: "not-found",
		untold: "not-found",
		excluded: "not-found",
		existence,
		content: "yes",
	};
}

/** An outside body reads, writes and explains; it does not run the organisation's case. */
const INSIDE_ONLY: Permission["except"] = { external_body: "not-allowed" };

/** Acts on a case: what it takes at `existence`, and who may not although they can read it. */
const ACTS: Readonly<Record<HandlerAct["kind"], Pick<Permission, "except"> & { readonly existence: Permit }>> = {
	letter: { existence: "not-allowed", except: {} },
	triaged: { existence: "not-allowed", except: INSIDE_ONLY },
	acknowledged: { existence: "yes", except: {} },
	explained: { existence: "not-allowed", except: {} },
	closed: { existence: "not-allowed", except: INSIDE_ONLY },
	granted: { existence: "not-allowed", except: {} },
	"downgrade-proposed": { existence: "not-allowed", except: INSIDE_ONLY },
	downgraded: { existence: "not-allowed", except: INSIDE_ONLY },
	extended: { existence: "not-allowed", except: INSIDE_ONLY },
	paused: { existence: "not-allowed", except: INSIDE_ONLY },
	resumed: { existence: "not-allowed", except: INSIDE_ONLY },
	"handed-over": { existence: "not-allowed", except: INSIDE_ONLY },
	linked: { existence: "not-allowed", except: INSIDE_ONLY },
	reopened: { existence: "not-allowed", except: INSIDE_ONLY },
	"hold-placed": { existence: "not-allowed", except: INSIDE_ONLY },
	"hold-lifted": { existence: "not-allowed", except: INSIDE_ONLY },
};

function row(operation: string, standings: Permission["standings"], except: Permission["except"] = {}): Permission {
	return { operation, act: null, standings, except };
}

/** What people may see and do about themselves. */
const OWN_OPERATIONS = [
	"listCases",
	"readBeginnings",
	"listNotices",
	"watchDesk",
	"listSessions",
	"endSessions",
	"endSession",
	"listAppointments",
	"listConfirmations",
] as const;

const ADMIN_OPERATIONS = [
	"inviteSomebody",
	"listInvitations",
	"revokeInvitation",
	"renewAccess",
	"listPeople",
	"removePerson",
	"appointPerson",
	"endAppointment",
	"listAdminActions",
] as const;

/** An invitation is open to whoever holds its link, and to nobody without. */
const OPEN_OPERATIONS = [
	"listOrganisations",
	"readIntake",
	"fetchWork",
	"raiseConcern",
	"signIn",
	"signOut",
	"openInvitation",
	"acceptInvitation",
	"readCheckpoint",
	"readLogKey",
	"readPages",
	"readEarlierPages",
	"readTile",
	"showPages",
	"showDesk",
	"showInvitation",
	"showPagePart",
	"listAids",
	"showAid",
	"showStatus",
	"checkAlive",
	"checkReady",
	"showApi",
	"describeApi",
] as const;

/** The table. */
export const PERMISSIONS: readonly Permission[] = [
	...OPEN_OPERATIONS.map((operation) => row(operation, EVERYBODY)),
	row("openMailbox", WORDS),
	row("actAsReporter", WORDS),
	...OWN_OPERATIONS.map((operation) => row(operation, STAFF)),
	...ADMIN_OPERATIONS.map((operation) => row(operation, ADMINISTRATORS)),
	rootsOnly("watchAdministration", { administrator: "not-allowed" }, "not-allowed"),
	rootsOnly("confirmRenewal", { administrator: "not-found", stranger: "not-found" }, "not-found"),
	row("readCase", onCase("yes")),
	row("listGrantees", onCase("not-found")),
	row("readFounding", BEFORE_IT_BEGINS),
	row("readOrganisation", ON_ORGANISATION, NOT_OUTSIDE),
	row("listSoleOpeners", ON_ORGANISATION, NOT_OUTSIDE),
	row("listHandOver", ON_ORGANISATION, NOT_OUTSIDE),
	row("propose", ON_ORGANISATION, NOT_OUTSIDE),
	row("countersign", ON_ORGANISATION, NOT_OUTSIDE),
	rootsOnly("decline", ON_ORGANISATION, "not-a-root", NOT_OUTSIDE),
	...Object.entries(ACTS).map(([act, { existence, except }]) => ({
		operation: "actOnCase",
		act: act as HandlerAct["kind"],
		standings: onCase(existence),
		except,
	})),
];

/** What the document says of a route: each of its rows by standing, and by the role that is an exception. */
export function permissionsOf(operation: string): readonly Omit<Permission, "operation">[] {
	return PERMISSIONS.filter((permission) => permission.operation === operation).map(({ operation: _, ...rest }) => rest);
}

/** What the table says of one role in one standing. */
export function permitOf({ standings, except }: Permission, standing: Standing, role: Role | null): Permit {
	const exception = role === null || standing !== "content" ? undefined : except[role];
	return exception ?? standings[standing];
}
