/** The api's questions to the database, answered with `packages/store`. */
import { fromBase64Url } from "@answerable/crypto/bytes";
import { quarterOf } from "@answerable/domain/quarter";
import { actHash } from "@answerable/log/act";
import type { Sign } from "@answerable/log/signing";
import type { StoreContext } from "@answerable/store/context";
import { readDeployment } from "@answerable/store/deployment";
import { type DeskRequest, readDeskDoor } from "@answerable/store/desk-case";
import { readWatch } from "@answerable/store/desk-watch";
import {
	readDeploymentKey,
	readDirectoryKeys,
	readIntake,
	readOrganisations,
	readReleaseQuarters,
	readTenure,
	readTenures,
} from "@answerable/store/directory";
import { readFoundingDesk } from "@answerable/store/founders";
import { actAsHandler } from "@answerable/store/handler-act";
import { readHeartbeats } from "@answerable/store/heartbeat";
import { readInbox } from "@answerable/store/inbox";
import { readCheckpoint, readTile } from "@answerable/store/log-store";
import { findMailbox, readMailbox } from "@answerable/store/mailbox";
import { readNotices } from "@answerable/store/notice-store";
import { listHandOver, listSoleOpeners, readOrganisationDesk } from "@answerable/store/organisation-desk";
import { readLoggedPages } from "@answerable/store/page-manifest";
import { countersign, decline, propose } from "@answerable/store/proposal";
import { findRaise, raise } from "@answerable/store/raise";
import { readRecoveryState } from "@answerable/store/recovery-store";
import { actAsReporter, type NewWords, waitingAct } from "@answerable/store/reporter-act";
import { deleteExpiredSessions } from "@answerable/store/session-store";
import { forgetWork } from "@answerable/store/work-store";
import type { ReporterAct } from "@answerable/types/intake";
import type { Instant } from "@answerable/types/time";
import { accountStore } from "./account-database.ts";
import { apart } from "./apart.ts";
import { patient } from "./away.ts";
import { readDeskBeginnings } from "./desk-beginnings.ts";
import { readDesk } from "./desk-case.ts";
import { isRefused } from "./problem.ts";
import type { ReadRaise } from "./raise-frame.ts";
import { standingIntakes } from "./standing-intake.ts";
import type { HandlersAct, Store } from "./store-port.ts";
import { civilDateOf } from "./time.ts";
import type { DoneWork } from "./work.ts";

const INBOX_ROWS = 50;
const NOTICES = 100;

/** The store over a connection. `signPromise` signs with the promise key, inside the transaction that keeps the concern. */
export function createStore(ctx: StoreContext, signPromise: Sign, now: () => Instant): Store {
	const { db } = ctx;
	const { reporters, staff } = apart(ctx);
	const standing = standingIntakes((which, at) => readIntake(db, which, at));
	return {
		...accountStore(db),
		organisations: patient(() => readOrganisations(db)),
		intake: patient((which, at) => ("id" in which ? standing(which, at) : readIntake(db, which, at))),
		raisedBefore: patient((sent) => findRaise(reporters, sent.header, actHash(sent.act))),
		raise: patient((sent, work, at) => keepRaise(reporters, signPromise, { sent, work, at })),
		mailboxDoor: patient((organisation, mailbox) => findMailbox(db, organisation, mailbox)),
		mailbox: patient((caseTag, at) => readMailbox(reporters, caseTag, at)),
		reporterAct: patient(async ({ caseTag, ciphertext }, act, at) => {
			const beside = { newWords: newWordsOf(act), wrap: act.kind === "rewrapped" ? fromBase64Url(act.wrap) : null };
			const kept = await actAsReporter(reporters, { caseTag, act: waitingAct(act), ciphertext, ...beside, now: at });
			return isRefused(kept) ? kept : { visibleAt: kept.visibleAt };
		}),
		tenures: patient((person) => readTenures(db, person)),
		inbox: patient((person, cursor, at) => readInbox(db, { person, cursor, now: at, limit: INBOX_ROWS })),
		notices: patient((person) => readNotices(db, person, NOTICES)),
		beginnings: patient((asked) => readDeskBeginnings(staff, asked)),
		deskCase: patient((request) => readDesk(staff, request)),
		watch: patient((asked) => readWatch(staff, asked)),
		deskDoor: patient((request) => readDeskDoor(staff, request)),
		grantees: patient((request) => readGrantees(staff, request)),
		holder: patient((tenure) => readTenure(db, tenure)),
		handlerAct: patient((act, at) => actOf(staff, act, at)),
		organisationDesk: patient((request) => readOrganisationDesk(staff, request)),
		founding: patient((request) => readFoundingDesk(db.query, request)),
		soleOpeners: patient((request) => listSoleOpeners(staff, request)),
		handOver: patient((request) => listHandOver(staff, request)),
		propose: patient((proposing) => propose(staff, proposing)),
		countersign: patient((countersigning) => countersign(staff, countersigning)),
		decline: patient((declining) => decline(staff, declining)),
		tile: patient((place) => readTile(db, place)),
		checkpoint: patient(async () => (await readCheckpoint(db))?.note ?? null),
		pages: patient((number) => readLoggedPages(db, number)),
		logKey: patient(async () => (await readDeployment(db))?.logKey ?? null),
		forget: patient(async (at) => {
			await deleteExpiredSessions(db, at);
			await forgetWork(db, civilDateOf(at));
		}),
		heartbeats: patient(() => readHeartbeats(db)),
		keyCare: patient(async () => ({ releaseQuarters: await readReleaseQuarters(db), recovery: await readRecoveryState(db) })),
		deploymentKeyHashes: patient(async () => {
			const quarter = quarterOf(now());
			const [promise, release] = await Promise.all([readDeploymentKey(db, "promise", ""), readDeploymentKey(db, "release", quarter)]);
			return { promise: promise?.statement.key ?? null, release: release?.statement.key ?? null };
		}),
	};
}

function newWordsOf(act: ReporterAct): NewWords | null {
	return act.kind === "rekeyed" ? { keys: act.reporterKeys, wrap: fromBase64Url(act.wrap) } : null;
}

async function keepRaise(ctx: StoreContext, signPromise: Sign, { sent, work, at }: { sent: ReadRaise; work: DoneWork; at: Instant }) {
	const { header, parts } = sent;
	const { concern, wraps } = parts;
	const raised = await raise(ctx, { header, concern, private: parts.private, wraps, work, now: at, today: civilDateOf(at), signPromise });
	return isRefused(raised) ? raised : { answer: raised.answer, again: raised.repeated };
}

async function actOf(ctx: StoreContext, { caseTag, command, signature, ciphertext, wrap }: HandlersAct, now: Instant) {
	const acted = await actAsHandler(ctx, { caseTag, command, signature, ciphertext, wrap, now });
	return isRefused(acted) ? acted : { event: acted.event, again: acted.repeated };
}

/** Colleagues of the case's organisation with a key in the log, without those who are left out of the case, and without oneself. */
async function readGrantees(ctx: StoreContext, request: DeskRequest) {
	const door = await readDeskDoor(ctx, request);
	if (door === null || door.sight !== "content") return null;
	const keys = await readDirectoryKeys(ctx.db, [door.organisation], request.now);
	return keys.filter(({ statement }) => !door.excluded.includes(statement.person) && statement.person !== request.person);
}
