/** Sets the scene on a stage that has just opened. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { connect, type Database } from "@answerable/store/connect";
import { countUnloggedStatements } from "@answerable/store/log-store";
import { sql } from "kysely";
import type { Stage } from "../stage/stage.ts";
import { until } from "../story/narrator.ts";
import { pressTemplate } from "./press.ts";
import type { Scene } from "./scene.ts";
import { present } from "./time.ts";
import { foundTown, type Town } from "./town.ts";

/** Founds the organisation, waits until its keys stand in the log, and seals the raise that all others are copies of. */
export async function setScene(stage: Stage, given: Pick<Scene, "extent" | "redisUrl" | "say">): Promise<Scene> {
	const owner = connect(stage.ownerUrl(), { max: 2, applicationName: "bench", statementTimeoutMs: 600_000 });
	await sql`create schema bench`.execute(owner.query);
	await sql`create table bench.bare (tag bytea primary key, body bytea not null)`.execute(owner.query);
	const town = await openTown(stage, owner);
	const template = await pressTemplate(stage.origin, town, "S2");
	const workKey = readFileSync(join(stage.directory, "keys", "work.key"), "utf8").trim();
	return { stage, owner, town, workKey, template, ...given };
}

/** An organisation under England's clocks to which concerns can be raised: its keys stand in the log. */
export async function openTown(stage: Stage, owner: Database): Promise<Town> {
	const town = await foundTown(stage, owner, "england", present());
	await until("the organisation's keys to stand in the log", 120, async () => ((await countUnloggedStatements(owner)) === 0 ? true : null));
	return town;
}
