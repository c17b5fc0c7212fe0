/** What the package.json files promise: exact versions, nothing that the import table does not allow, a reason for each package. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { importTable, testExternals } from "./import-table.ts";
import { repository } from "./source-file.ts";

type Versions = Readonly<Record<string, string>>;
export type Manifest = {
	readonly path: string;
	readonly dependencies?: Versions;
	readonly devDependencies?: Versions;
	readonly optionalDependencies?: Versions;
	readonly peerDependencies?: Versions;
	readonly scripts?: Versions;
};

const ownName = /^@answerable\//;
const exactVersion = /^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$/;
const installHooks = ["preinstall", "install", "postinstall", "prepare", "prepublish"];

/** The root's package.json and those of all workspaces. */
export function readManifests(): readonly Manifest[] {
	const workspaces = ["packages", "apps"].flatMap((folder) => readdirSync(join(repository, folder)).map((name) => `${folder}/${name}`));
	const paths = ["package.json", ...workspaces.map((workspace) => `${workspace}/package.json`)];
	return paths
		.filter((path) => existsSync(join(repository, path)))
		.map((path) => ({ ...JSON.parse(readFileSync(join(repository, path), "utf8")), path }));
}

/** The text of every decision record. */
export function readDecisions(): string {
	const folder = join(repository, "docs/decisions");
	const names = readdirSync(folder).filter((name) => name.endsWith(".md"));
	return names.map((name) => readFileSync(join(folder, name), "utf8")).join("\n");
}

/** Versions that are ranges, hooks that run at installation, and one package in two versions. */
export function versionProblems(manifests: readonly Manifest[]): readonly string[] {
	const seen = new Map<string, string>();
	const problems: string[] = [];
	for (const manifest of manifests) {
		for (const [name, version] of Object.entries(allDependencies(manifest))) {
			if (!exactVersion.test(version)) problems.push(`${manifest.path}: ${name} is ${version}, not one exact version`);
			const before = seen.get(name) ?? version;
			if (before !== version) problems.push(`${manifest.path}: ${name} is ${version} here and ${before} elsewhere`);
			seen.set(name, before);
		}
		for (const hook of installHooks)
			if (manifest.scripts?.[hook] !== undefined) problems.push(`${manifest.path}: ${hook} runs at installation`);
	}
	return problems;
}

/** Packages that a workspace declares though the import table gives it no use for them. */
export function undeservedDependencies(manifest: Manifest): readonly string[] {
	const workspace = manifest.path.replace(/\/package\.json$/, "");
	const allowed = importTable[workspace];
	if (allowed === undefined) return manifest.path === "package.json" ? [] : [`${manifest.path}: no row in the import table`];
	const own = new Set(Object.keys(allowed.workspaces).map((name) => `@answerable/${name}`));
	const shipped = Object.keys(manifest.dependencies ?? {}).filter((name) => !own.has(name) && !allowed.externals.includes(name));
	const forTests = Object.keys(manifest.devDependencies ?? {}).filter(
		(name) => !name.startsWith("@types/") && !testExternals.includes(name),
	);
	return [...shipped, ...forTests].map((name) => `${manifest.path}: ${name} is declared but not in the import table`);
}

/** Packages that no decision record names in backticks. */
export function undecidedDependencies(manifests: readonly Manifest[], decisions: string): readonly string[] {
	const names = new Set(manifests.flatMap((manifest) => Object.keys(allDependencies(manifest))).filter((name) => !ownName.test(name)));
	return [...names].filter((name) => !decisions.includes(`\`${name}\``));
}

/** The packages that a workspace may import because it declares them; the root's are everybody's in tests. */
export function declaredBy(manifests: readonly Manifest[], workspace: string): ReadonlySet<string> {
	const manifest = manifests.find(({ path }) => path === `${workspace}/package.json`);
	return new Set(Object.keys(manifest?.dependencies ?? {}));
}

function allDependencies(manifest: Manifest): Versions {
	return { ...manifest.dependencies, ...manifest.devDependencies, ...manifest.optionalDependencies, ...manifest.peerDependencies };
}
