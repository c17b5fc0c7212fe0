/**
 * Names every platform's packages in the lockfile, whichever platform wrote it.
 * npm leaves out optional packages of other platforms that it could not see (npm/cli issue 4828), and `npm ci` then refuses everywhere.
 */

/** The fields of a lockfile entry (lockfileVersion 3) that matter here. */
export type LockEntry = {
	readonly version?: string;
	readonly optionalDependencies?: Readonly<Record<string, string>>;
	readonly dev?: boolean;
	readonly optional?: boolean;
	readonly link?: boolean;
	readonly os?: readonly string[];
	readonly cpu?: readonly string[];
	readonly libc?: readonly string[];
};
export type Lockfile = { readonly packages: Readonly<Record<string, LockEntry>> };

const systems: Readonly<Record<string, string>> = { windows: "win32" };
const knownSystems = ["aix", "android", "darwin", "freebsd", "linux", "netbsd", "openbsd", "openharmony", "sunos", "win32", "windows"];
const processors: Readonly<Record<string, string>> = { "64": "x64", "32": "ia32" };
const knownProcessors = ["64", "32", "arm", "arm64", "ia32", "loong64", "mips64el", "ppc64", "riscv64", "s390x", "x64"];

/** The optional packages that the lockfile's own entries name and that it has no entry for. */
export function missingPackages(lockfile: Lockfile): ReadonlyMap<string, LockEntry> {
	const missing = new Map<string, LockEntry>();
	for (const [path, entry] of Object.entries(lockfile.packages)) {
		if (path === "" || entry.link === true) continue;
		for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
			if (!isResolved(lockfile, path, name)) missing.set(`node_modules/${name}`, platformEntry({ name, version, dev: entry.dev === true }));
		}
	}
	return missing;
}

/** The lockfile with an entry for each missing package, in npm's order. */
export function completeLockfile<T extends Lockfile>(lockfile: T): Omit<T, "packages"> & Lockfile {
	const packages = { ...lockfile.packages, ...Object.fromEntries(missingPackages(lockfile)) };
	const sorted = Object.entries(packages).sort(([a], [b]) => a.localeCompare(b, "en"));
	return { ...lockfile, packages: Object.fromEntries(sorted) };
}

/** Looks a name up as Node does: in the package's own node_modules, then in each folder above it. */
function isResolved(lockfile: Lockfile, from: string, name: string): boolean {
	for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf("/node_modules/")))) {
		const path = folder === "" ? `node_modules/${name}` : `${folder}/node_modules/${name}`;
		if (path in lockfile.packages) return true;
		if (folder === "") return false;
	}
}

/** A platform package says in its name where it runs; npm needs it said in fields, or it would install all of them. */
function platformEntry(wanted: { readonly name: string; readonly version: string; readonly dev: boolean }): LockEntry {
	const words = wanted.name.slice(wanted.name.lastIndexOf("/") + 1).split("-");
	const system = words.find((word) => knownSystems.includes(word));
	const processor = words.findLast((word) => knownProcessors.includes(word));
	if (system === undefined || processor === undefined || !/^\d+\.\d+\.\d+/.test(wanted.version)) {
		throw new Error(`The lockfile lacks ${wanted.name}@${wanted.version}, whose platform its name does not tell: add it by hand.`);
	}
	return {
		version: wanted.version,
		cpu: [processors[processor] ?? processor],
		...(wanted.dev ? { dev: true } : {}),
		...(system === "linux" ? { libc: [words.includes("musl") || words.includes("musleabihf") ? "musl" : "glibc"] } : {}),
		optional: true,
		os: [systems[system] ?? system],
	};
}
