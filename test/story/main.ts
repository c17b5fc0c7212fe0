/** `npm run story`: the main job end to end, with the processes of `npm start`, real clients over HTTP and the demo's clocks. */
import { bellsOf } from "../stage/bells.ts";
import { openStage, type Stage } from "../stage/stage.ts";
import { playAboutGuardian } from "./about-guardian.ts";
import { playAdministrator } from "./administrator.ts";
import { playAnswered, playHollow } from "./answered.ts";
import { playBoard } from "./board.ts";
import { type Party, signInAs } from "./cast.ts";
import { type Cast, playIgnored } from "./ignored.ts";
import { type Claim, Narrator } from "./narrator.ts";
import { playTurnover } from "./turnover.ts";

const LOGINS: readonly string[] = [
	...["guardian", "deputy-guardian", "exec-lead", "ned-lead", "ceo", "chair", "sid", "board-secretary"].map((role) => `${role}.northbrook`),
	"guardian.elmvale",
	"duty-officer.cso",
];

async function tell(): Promise<readonly Claim[]> {
	const narrator = new Narrator();
	narrator.tell("the stage", "a fresh directory, the same processes as npm start");
	const stage = await openStage();
	narrator.tell("  its bells", stage.redisUrl === null ? "hang in PostgreSQL" : "hang in the Redis that REDIS_URL names");
	const leave = (): void => void stage.close().then(() => process.exit(130));
	process.once("SIGINT", leave);
	process.once("SIGTERM", leave);
	try {
		await play(stage, narrator);
	} finally {
		await stage.close();
	}
	return narrator.claims;
}

async function play(stage: Stage, narrator: Narrator): Promise<void> {
	const parties = new Map<string, Party>();
	for (const login of LOGINS) parties.set(login, await signInAs(stage, login));
	const cast: Cast = (login) => {
		const party = parties.get(login);
		if (party === undefined) throw new Error(`${login} is not in the cast.`);
		return party;
	};
	const told = { stage, narrator, cast };
	narrator.tell("the cast", `${LOGINS.length} people signed in; their phrases never left their clients`);
	const lookAtGuardian = await playAboutGuardian(told);
	const lookAtAnswered = await playAnswered(told);
	const [peopleChange] = await Promise.all([playTurnover(told), playIgnored(told), playHollow(told), playBoard(told)]);
	await lookAtGuardian();
	await lookAtAnswered();
	await peopleChange();
	await playAdministrator(stage, narrator);
	await lookAtBells(stage, narrator);
	const notices = stage
		.output()
		.split("\n")
		.filter((line) => line.includes("notice"));
	const loose = notices.filter((line) => /[0-9a-f]{16}|Ward|pathology|B7/i.test(line));
	narrator.claim(
		"a",
		"every notice says that something waits, and nothing else",
		notices.length > 0 && loose.length === 0,
		`${notices.length} notices`,
	);
}

/** The alarm clock is no ledger, but a story that was told on one backend must not be taken for one of the other. */
async function lookAtBells(stage: Stage, narrator: Narrator): Promise<void> {
	const { says, isUp, keys } = await bellsOf(stage);
	const asked = stage.redisUrl === null ? "postgres" : "redis";
	const held = says === asked && isUp && (asked === "postgres" || keys > 0);
	narrator.claim(
		"a",
		`the bells hung where they were to hang: ${asked}`,
		held,
		asked === "redis" ? `${keys} keys of this deployment in it` : "",
	);
}

function report(claims: readonly Claim[], seconds: number): void {
	const failed = claims.filter(({ held }) => !held);
	console.log("\n  act  holds  claim");
	for (const { act, claim, held } of claims) console.log(`   ${act}    ${held ? "yes" : "NO "}   ${claim}`);
	console.log("");
	console.log(
		JSON.stringify({ story: failed.length === 0 ? "holds" : "does not hold", claims: claims.length, failed: failed.length, seconds }),
	);
}

const began = Date.now();
tell()
	.then((claims) => {
		report(claims, Math.round((Date.now() - began) / 1_000));
		process.exitCode = claims.every(({ held }) => held) ? 0 : 1;
	})
	.catch((cause) => {
		console.error(cause);
		console.log(JSON.stringify({ story: "broke off", seconds: Math.round((Date.now() - began) / 1_000) }));
		process.exitCode = 1;
	});
