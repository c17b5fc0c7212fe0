/** Whoever administers the stage's deployment: let in by `answerable admin init`, as anybody would be. */
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { InvitationToken } from "@answerable/types/account";
import type { LoginName } from "@answerable/types/desk";
import { type Desk, type DeskOptions, openDoor } from "../../apps/web/src/desk/desk.ts";
import { confirmWords, newWayIn, type SureWayIn, tokenOf } from "../../apps/web/src/desk/joining.ts";
import { fetchNoticing, nextCode } from "../../infra/demo/authenticator.ts";
import type { Stage } from "../stage/stage.ts";

const LAUNCHER = fileURLToPath(new URL("../../apps/cli/bin/answerable.js", import.meta.url));

/** Somebody who came in by an invitation, with the words and the phone that they made for it. */
export type Joined = { readonly name: LoginName; readonly wayIn: SureWayIn; readonly desk: Desk };

const administrators = new WeakMap<Stage, Promise<Joined>>();

/** The administrator of a stage, let in when they are first asked for. */
export function administratorOf(stage: Stage): Promise<Joined> {
	const known = administrators.get(stage) ?? joinAs(stage, "it.director" as LoginName, tokenOfLink(runAdmin(stage, "init")));
	administrators.set(stage, known);
	return known;
}

/** Runs `answerable admin …` on the stage's data, and returns what it printed. */
export function runAdmin(stage: Stage, ...words: readonly string[]): string {
	const environment = { PATH: process.env.PATH, ANSWERABLE_DATA: stage.directory, ORIGIN: stage.origin };
	return execFileSync(process.execPath, [LAUNCHER, "admin", ...words], { env: environment, encoding: "utf8", stdio: "pipe" });
}

/** Accepts an invitation as somebody new: makes words and a phone, types two of the words again, and sends the phone's code. */
export async function joinAs(
	{ origin }: Pick<Stage, "origin">,
	name: LoginName,
	token: InvitationToken,
	options: Omit<DeskOptions, "origin"> = {},
): Promise<Joined> {
	const made = await newWayIn(name);
	const [one = "", two = ""] = made.askedFor.map((place) => made.phrase.words[place - 1] ?? "");
	const wayIn = confirmWords(made, [one, two]);
	if (wayIn === null) throw new Error("The words that were asked for are not those that were shown.");
	const code = await nextCode(name, wayIn.phone.secret);
	return { name, wayIn, desk: await openDoor({ fetch: fetchNoticing, ...options, origin }).accept(token, { ...wayIn, code }) };
}

/** The token of an invitation's link. */
export function tokenOfLink(link: string): InvitationToken {
	const token = tokenOf(link);
	if (token === null) throw new Error(`There is no invitation in ${link}.`);
	return token;
}
