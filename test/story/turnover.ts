/** Act (e): people change. A guardian joins, another leaves, a chair is replaced while a concern is with the board, an administrator tries everything. */

import { removalOf, rootChangeOf } from "../../apps/web/src/desk/organisation.ts";
import { THEATRE } from "../../infra/demo/concerns.ts";
import type { Stage } from "../stage/stage.ts";
import { checkedIntake, type Party, type Reporter, readable, speakUp } from "./cast.ts";
import type { Cast } from "./ignored.ts";
import type { Narrator } from "./narrator.ts";
import { until } from "./narrator.ts";
import { takeOn } from "./newcomer.ts";
import { readOrganisation, signedByRoots, signedTwice, tenureIn, unless } from "./signing.ts";

const SLUG = "northbrook";
const WAIT_SECONDS = 75;

type Told = { readonly stage: Stage; readonly narrator: Narrator; readonly cast: Cast };

/** Raises the concern of this act; it climbs by itself while the other acts are played. Returns the rest of the act. */
export async function playTurnover(told: Told): Promise<() => Promise<void>> {
	const reporter = await speakUp(told.stage, SLUG, THEATRE);
	told.narrator.tell("a scrub nurse", `raises "${reporter.title}", and nobody answers`);
	return async () => {
		const chair = told.cast(`chair.${SLUG}`);
		await until("the chair to read it", WAIT_SECONDS, () => readable(chair, reporter.raised.caseTag));
		const successor = await guardianJoins(told);
		await guardianLeaves(told, successor);
		await chairIsReplaced(told, reporter);
	};
}

/** A new guardian is appointed, makes their keys themselves, and counts once two roots have signed and the cooldown is over. */
async function guardianJoins({ stage, narrator, cast }: Told): Promise<Party> {
	const before = await checkedIntake(stage, SLUG);
	const newcomer = await takeOn(stage, SLUG, "guardian");
	narrator.tell("a new guardian", "is appointed, and makes their keys in their own browser");
	const { statement, answer } = await newcomer.desk.offerKey({ organisation: before.intake.organisation.id, role: "guardian" });
	narrator.claim("e", "an appointment alone gives nobody a key that counts", !answer.enacted && (await cannotSee(stage, statement.tenure)));
	await signedByRoots(signers(cast), answer.hash);
	narrator.claim(
		"e",
		"two roots have signed, and nothing is sealed to the key before its cooldown is over",
		await cannotSee(stage, statement.tenure),
	);
	await until("the new key to count", WAIT_SECONDS, async () => ((await cannotSee(stage, statement.tenure)) ? null : true));
	const again = await newcomer.again();
	narrator.claim(
		"e",
		"then reporters seal to the new guardian, by the poster that always hung there",
		again.desk.session.tenures.some((tenure) => tenure.statement.tenure === statement.tenure),
	);
	return again;
}

/** The old guardian hands over what only they can open, makes way as a root, and is gone at once. */
async function guardianLeaves({ stage, narrator, cast }: Told, successor: Party): Promise<void> {
	const leaver = cast(`guardian.${SLUG}`);
	const [mine, theirs] = [tenureIn(leaver, "guardian"), tenureIn(successor, "guardian")];
	const { organisation } = mine.statement;
	const roots = signers(cast);
	const end = () => signedTwice(roots, removalOf(mine, "left"));
	await narrator.claimRefused("e", "a guardian who is a root does not leave before another took their place", end, /still-a-root/);
	await until("everything to have its place in the log", WAIT_SECONDS, () =>
		unless("not-published", async () => {
			const desk = await readOrganisation(roots, organisation);
			return signedTwice(roots, rootChangeOf(desk, { out: mine.statement.sign, into: theirs.statement.sign }));
		}),
	);
	await narrator.claimRefused("e", "nor while they alone can open something", end, /sole-opener/);
	const alone = (await leaver.desk.soleOpeners(organisation)).find(({ tenure }) => tenure === mine.statement.tenure);
	const directory = (await checkedIntake(stage, SLUG)).intake;
	const { given, notGiven } = await leaver.desk.handOver({ from: mine.statement.tenure, to: theirs.statement.tenure, directory });
	narrator.claim(
		"e",
		"they hand over, case by case",
		given > 0 && notGiven.length === 0,
		`${given} cases given, ${alone?.cases ?? 0} of them theirs alone`,
	);
	const { enacted } = await end();
	narrator.claim("e", "and leave: from that moment their key opens no list", enacted && (await leaver.desk.cases()).length === 0);
	const rows = await successor.desk.cases();
	narrator.claim(
		"e",
		"the new guardian finds the cases",
		rows.filter(({ sight }) => sight === "content").length >= given,
		`${rows.length} cases`,
	);
	await until("the change of roots to be published", WAIT_SECONDS, async () => {
		const { intake } = await checkedIntake(stage, SLUG);
		return intake.roots === pinned(stage) ? null : true;
	});
	narrator.claim("e", "the old poster still leads to the present roots", (await checkedIntake(stage, SLUG)).intake.roots !== pinned(stage));
}

/** A chair is replaced while a concern is with the board: a colleague who can open it gives it to the new one. */
async function chairIsReplaced({ stage, narrator, cast }: Told, { raised: { caseTag }, text }: Reporter): Promise<void> {
	const old = tenureIn(cast(`chair.${SLUG}`), "chair");
	const roots = signers(cast);
	await signedTwice(roots, removalOf(old, "left"));
	narrator.tell("the chair", "leaves, with a concern on the table");
	const newcomer = await takeOn(stage, SLUG, "chair");
	const { statement, answer } = await newcomer.desk.offerKey({ organisation: old.statement.organisation, role: "chair" });
	await signedByRoots(roots, answer.hash);
	await until("the new chair's key to count", WAIT_SECONDS, async () => ((await cannotSee(stage, statement.tenure)) ? null : true));
	const chair = await newcomer.again();
	narrator.claim("e", "a new chair inherits nothing: keys belong to a tenure, not to a post", (await chair.desk.cases()).length === 0);
	const sid = cast(`sid.${SLUG}`);
	const open = await sid.desk.open({ caseTag, tenure: tenureIn(sid, "sid").statement.tenure });
	const { intake } = await checkedIntake(stage, SLUG);
	await sid.desk.grant(open, { grantee: statement.tenure, opens: ["concern"], directory: intake });
	const seen = await readable(chair, caseTag);
	const says = seen?.case.letters[0]?.says;
	const read = typeof says === "object" && says.kind === "concern" ? says.content.text : "";
	narrator.claim(
		"e",
		"given by a colleague, they read what was escalated before they came, and only that",
		read === text && seen?.keys.private === undefined,
	);
}

/** Whether reporters are not shown this key. */
async function cannotSee(stage: Stage, tenure: string): Promise<boolean> {
	const { intake } = await checkedIntake(stage, SLUG);
	return !intake.holders.some(({ statement }) => statement.tenure === tenure);
}

function pinned(stage: Stage): string | undefined {
	return stage.credentials.organisations.find(({ slug }) => slug === SLUG)?.roots;
}

/** The two roots of this act who stay. */
function signers(cast: Cast): readonly [Party, Party] {
	return [cast(`ned-lead.${SLUG}`), cast(`board-secretary.${SLUG}`)];
}
