/**
 * npm leaves out optional packages that the Node it runs under is too old for, and says nothing. So where the machine's Node is,
 * the pinned one is fetched first, into a folder of its own, and npm runs under that.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { runtimePackage } from "./runtime.mjs";

/** True if our tools' native parts ask for a newer Node than this (Rolldown: ^20.19 or from 22.12 on). */
export function isTooOldToInstall(version = process.versions.node) {
	const [major = 0, minor = 0] = version.split(".").map(Number);
	if (major === 20) return minor < 19;
	if (major === 22) return minor < 12;
	return major < 22;
}

/**
 * Fetches the pinned Node with `npmCi` (which is given a folder), by the very lockfile entry that names it, and gives `act` its path.
 * The folder is gone afterwards.
 */
export async function withFetchedRuntime(root, npmCi, act) {
	const folder = join(root, ".install-runtime");
	const name = runtimePackage();
	const path = `node_modules/${name}`;
	const entry = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")).packages[path];
	const manifest = { name: "install-runtime", dependencies: { [name]: entry.version } };
	const lockfile = {
		name: manifest.name,
		lockfileVersion: 3,
		requires: true,
		packages: { "": manifest, [path]: { ...entry, optional: false } },
	};
	rmSync(folder, { recursive: true, force: true });
	mkdirSync(folder);
	try {
		writeFileSync(join(folder, "package.json"), JSON.stringify(manifest));
		writeFileSync(join(folder, "package-lock.json"), JSON.stringify(lockfile));
		await npmCi(folder);
		return await act(join(folder, path, "bin", "node"));
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}
