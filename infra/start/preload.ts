/** Has Node make what it needs of our sources before the processes start, so that none of them has to do it and hold the tools for it. */
import { spawn } from "node:child_process";
import { LOAD_ONLY } from "@answerable/process/program";
import { COMPILED, programOf } from "./children.ts";

/**
 * Loads the releaser, which has the least memory of the three and shares most of its sources with the others, in a process
 * that ends at once. Resolves whatever becomes of it: what could not be made ready is made later.
 */
export function preload(): Promise<void> {
	const environment = { PATH: process.env.PATH, NODE_COMPILE_CACHE: COMPILED };
	const flags = ["--disable-warning=ExperimentalWarning"];
	const child = spawn(process.execPath, [...flags, programOf("releaser"), LOAD_ONLY], { env: environment, stdio: "ignore" });
	return new Promise((resolve) => {
		child.once("error", () => resolve());
		child.once("exit", () => resolve());
	});
}
