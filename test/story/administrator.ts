/** The end of act (e): an administrator with the owner's password to the database tries everything, and reads nothing. */
import { newTenure } from "@answerable/crypto/handler-keys";
import { encodeSealingKey } from "@answerable/crypto/sealing-key";
import { newSigningSeed, sign, signingKeyFromSeed } from "@answerable/crypto/signing";
import { decodeWraps } from "@answerable/crypto/wrap-list";
import { toHash } from "@answerable/log/bytes";
import { keyBytes, keyHash } from "@answerable/log/key-statement";
import { proposalBytes } from "@answerable/log/proposal-text";
import { now } from "@answerable/process/machine";
import { connect } from "@answerable/store/connect";
import { addTenure } from "@answerable/store/registration";
import type { CaseTag, TenureId } from "@answerable/types/id";
import { tryToOpen } from "../../apps/web/src/desk/attempt.ts";
import type { OpenTenure } from "../../apps/web/src/desk/sign-in.ts";
import type { Stage } from "../stage/stage.ts";
import { checkedIntake } from "./cast.ts";
import type { Narrator } from "./narrator.ts";
import { until } from "./narrator.ts";
import { type Newcomer, takeOn } from "./newcomer.ts";

const SLUG = "northbrook";
const WAIT_SECONDS = 75;

/** Plays it last: once a forged key stands in the log, no reporter's browser seals to this organisation any more. */
export async function playAdministrator(stage: Stage, narrator: Narrator): Promise<void> {
	const administrator = await takeOn(stage, SLUG, "deputy_guardian");
	narrator.tell("an administrator", "appoints themselves deputy guardian");
	const { intake } = await checkedIntake(stage, SLUG);
	const { statement } = await administrator.desk.offerKey({ organisation: intake.organisation.id, role: "deputy_guardian" });
	await signsForThemselves(administrator, narrator, intake.organisation.id);
	narrator.claim("e", "an administrator's lists are empty", (await administrator.desk.cases()).length === 0);
	const wraps = await stolenWraps(stage);
	const opened = wraps.filter(({ caseTag, entry }) =>
		opensWithOwnKeys({ caseTag, entry, organisation: intake.organisation.id, statement }),
	);
	narrator.claim(
		"e",
		"with the whole database in hand an administrator opens nothing",
		opened.length === 0 && wraps.length > 0,
		`${wraps.length} wraps tried every way`,
	);
	await writesIntoTheTable(stage, narrator, administrator);
}

type Stolen = { readonly caseTag: CaseTag; readonly entry: ReturnType<typeof decodeWraps>[number] };

async function signsForThemselves(
	{ desk }: Newcomer,
	narrator: Narrator,
	organisation: OpenTenure["statement"]["organisation"],
): Promise<void> {
	const [mine] = (await desk.organisation(organisation)).proposals.filter(({ proposer }) => proposer === desk.session.person);
	if (mine === undefined) throw new Error("The administrator's own offer is not shown.");
	const seed = newSigningSeed();
	const signature = { root: signingKeyFromSeed(seed), signature: sign(seed, proposalBytes(mine.proposal)) };
	const { http } = desk.session;
	const attempt = () =>
		http.postJson(`/api/desk/proposals/${mine.hash}/countersignatures`, signature, { safeParse: (data) => ({ success: true, data }) });
	await narrator.claimRefused("e", "an administrator cannot countersign their own key", attempt, /not-a-root/);
}

/** Every wrap of every case. */
async function stolenWraps(stage: Stage): Promise<readonly Stolen[]> {
	const db = connect(stage.ownerUrl(), { max: 1, applicationName: "administrator" });
	try {
		const rows = await db.query.selectFrom("case_wraps").select(["case_tag", "wraps"]).execute();
		return rows.flatMap(({ case_tag, wraps }) =>
			decodeWraps(wraps).map((entry) => ({ caseTag: toHash(case_tag) as string as CaseTag, entry })),
		);
	} finally {
		await db.close();
	}
}

/** Pretending to be whom the wrap was sealed to, with keys of one's own. */
function opensWithOwnKeys({
	caseTag,
	entry,
	organisation,
	statement,
}: Stolen & Pick<OpenTenure, "statement"> & { organisation: OpenTenure["statement"]["organisation"] }): boolean {
	const own = newTenure({ ...statement, tenure: entry.tenure as TenureId }, newSigningSeed());
	const pretended = { statement: own.statement, key: entry.keyHash, keys: own.keys };
	const rules = { policy: entry.keyHash, calendar: entry.keyHash };
	const ways = [["concern"], ["concern", "notes"], ["concern", "private", "notes"]] as const;
	return ways.some((opens) => tryToOpen(pretended, { organisation, caseTag, ...rules, opens }, entry).opened !== null);
}

/** Past every rule of the api: the row, its leaf, and signatures by keys that are no roots. */
async function writesIntoTheTable(stage: Stage, narrator: Narrator, { desk }: Newcomer): Promise<void> {
	const { intake } = await checkedIntake(stage, SLUG);
	const { person, wrap } = desk.session;
	const forged = newTenure(
		{ organisation: intake.organisation.id, person, tenure: crypto.randomUUID() as TenureId, role: "guardian" },
		wrap,
	);
	const countersignatures = [newSigningSeed(), newSigningSeed()].map((seed) => ({
		root: signingKeyFromSeed(seed),
		signature: sign(seed, keyBytes(forged.statement)),
	}));
	const db = connect(stage.ownerUrl(), { max: 1, applicationName: "administrator" });
	try {
		const { statement, seal, sealedKeys } = forged;
		await addTenure(db, { statement, seal: encodeSealingKey(seal), countersignatures, sealedKeys }, now());
	} finally {
		await db.close();
	}
	const refusal = await until("a browser to meet the forged key", WAIT_SECONDS, () =>
		checkedIntake(stage, SLUG).then(
			() => null,
			(cause: { code?: string }) => cause.code ?? String(cause),
		),
	);
	narrator.claim(
		"e",
		"a key that is written into the table is sealed to by nobody",
		refusal === "key-not-countersigned",
		`${refusal} for ${keyHash(forged.statement).slice(0, 8)}`,
	);
}
