/** `npm run lock`: brings package-lock.json up to date with the package.json files, for every platform. */
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { completeLockfile, type Lockfile, missingPackages } from "./complete.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const path = `${root}package-lock.json`;

const { status } = spawnSync("npm", ["install", "--package-lock-only", "--ignore-scripts"], { cwd: root, stdio: "inherit" });
if (status !== 0) process.exit(status ?? 1);
const lockfile: Lockfile = JSON.parse(readFileSync(path, "utf8"));
for (const name of missingPackages(lockfile).keys()) console.log(`added ${name}`);
writeFileSync(path, `${JSON.stringify(completeLockfile(lockfile), null, 2)}\n`);
