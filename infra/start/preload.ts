/** Has Node make what it needs of our sources before the processes start, so that none of them has to do it and hold the tools for it. */
import { spawn } from "node:child_process";
import { pathToFileURL } from "node:url";
import { LOAD_ONLY } from "@answerable/process/program";
import { COMPILED, programOf } from "./children.ts";

/**
 * Loads all three programs, which share most of their sources, in one process that ends at once. Resolves whatever
 * becomes of it: what could not be made ready is made later.
 */
export function preload(): Promise<void> {
	const environment = { PATH: process.env.PATH, NODE_COMPILE_CACHE: COMPILED };
	const beside = (["worker", "api"] as const).flatMap((name) => ["--import", pathToFileURL(programOf(name)).href]);
	const flags = ["--disable-warning=ExperimentalWarning", ...beside];
	const child = spawn(process.execPath, [...flags, programOf("releaser"), LOAD_ONLY], { env: environment, stdio: "ignore" });
	return new Promise((resolve) => {
		child.once("error", () => resolve());
		child.once("exit", () => resolve());
	});
}
