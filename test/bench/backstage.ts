/** The store as the processes see it, for what has to be made ready, and workers of our own beside the stage's. */
import { type ChildProcess, fork } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { verify } from "@answerable/crypto/signing";
import { connect } from "@answerable/store/connect";
import type { StoreContext } from "@answerable/store/context";
import { signerOf } from "@answerable/store/native-ed25519";
import { raise } from "@answerable/store/raise";
import { openRoles, type RoleUrls } from "@answerable/store/roles";
import type { CaseTag } from "@answerable/types/id";
import type { CivilDate, Instant } from "@answerable/types/time";
import { childPlans } from "../../infra/start/children.ts";
import { readSettings } from "../../infra/start/settings.ts";
import { flagsOf } from "../../infra/start/supervisor.ts";
import type { Stage } from "../stage/stage.ts";
import { pressOne, readTemplate } from "./press.ts";
import type { Town } from "./town.ts";

export type Backstage = {
	readonly urls: RoleUrls;
	readonly api: StoreContext;
	readonly worker: StoreContext;
	readonly close: () => Promise<void>;
};

/** Connects as the api's and as the worker's role. */
export async function openBackstage(stage: Stage): Promise<Backstage> {
	const key = (name: string) => Buffer.from(readFileSync(join(stage.directory, "keys", `${name}.key`), "utf8").trim(), "hex");
	const urls = await openRoles(stage.ownerUrl(), key("work"));
	const context = (url: string): StoreContext => ({
		db: connect(url, { max: 8, applicationName: "bench" }),
		verify,
		viewKey: key("view"),
	});
	const [api, worker] = [context(urls.api), context(urls.worker)];
	return { urls, api, worker, close: async () => void (await Promise.all([api.db.close(), worker.db.close()])) };
}

/** Raises a template's copies at another town, as the api does once it has checked them. */
export async function raiseAt(
	{ api }: Backstage,
	{ template, from, to, count, now }: { template: Uint8Array; from: Town; to: Town; count: number; now: Instant },
): Promise<readonly CaseTag[]> {
	const { header, parts } = readTemplate(template);
	const { hashes, recipients } = moved(header.statement, from, to);
	const moving = { ...header, organisation: to.id, statement: { ...header.statement, ...hashes, recipients } };
	const signPromise = signerOf(new Uint8Array(32).fill(1));
	const today = now.slice(0, 10) as CivilDate;
	const tags: CaseTag[] = [];
	await atOnce(8, count, async () => {
		const { header: own, caseTag } = pressOne(parts, moving);
		const { concern, wraps } = parts;
		const raised = await raise(api, { header: own, concern, private: parts.private, wraps, work: null, now, today, signPromise });
		if ("refused" in raised) throw new Error(`A raise was refused: ${raised.refused}.`);
		tags.push(caseTag);
	});
	return tags;
}

type Statement = ReturnType<typeof readTemplate>["header"]["statement"];

/** The same recipients by their posts, under the other town's rules. */
function moved(
	statement: Statement,
	from: Town,
	to: Town,
): { hashes: Pick<Statement, "policy" | "calendar">; recipients: Statement["recipients"] } {
	const recipients = statement.recipients.map((recipient) => {
		const post = from.tenures.findIndex(({ tenure }) => tenure === recipient.tenure);
		return { ...recipient, ...(post < 0 ? {} : to.tenures[post]) };
	});
	return { hashes: to.hashes, recipients };
}

/** Does something so many times, a few at once. */
export async function atOnce(width: number, count: number, perform: (index: number) => Promise<void>): Promise<void> {
	let next = 0;
	const hand = async (): Promise<void> => {
		while (next < count) {
			const index = next;
			next += 1;
			await perform(index);
		}
	};
	await Promise.all(Array.from({ length: width }, hand));
}

/** Starts a worker of our own, as the start script would, and resolves once it is ready. */
export function startWorkerProcess(stage: Stage, urls: RoleUrls, redisUrl: string | null): Promise<ChildProcess> {
	const settings = { ...readSettings({}), redisUrl };
	const [plan] = childPlans({ settings, urls, keys: join(stage.directory, "keys"), logKey: "", aids: null });
	if (plan?.name !== "worker") throw new Error("The start script starts no worker first.");
	const { program, environment } = plan;
	const child = fork(program, [], { env: environment, stdio: ["ignore", "ignore", "inherit", "ipc"], execArgv: [...flagsOf(plan)] });
	return new Promise((resolve, reject) => {
		child.once("exit", (code) => reject(new Error(`The worker ended with code ${code}.`)));
		child.once("message", () => resolve(child));
	});
}

/** Stops a process that was started here. */
export function stopProcess(child: ChildProcess): Promise<void> {
	if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
	return new Promise((resolve) => {
		child.removeAllListeners("exit");
		child.once("exit", () => resolve());
		child.kill("SIGTERM");
	});
}
