#!/usr/bin/env node
/** Runs under whatever Node npx found, and hands over to the one that the lockfile pins. */
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { pinnedNode } from "../../../infra/start/runtime.mjs";

const [root, main] = ["../../..", "../src/main.ts"].map((path) => fileURLToPath(new URL(path, import.meta.url)));
const { status } = spawnSync(pinnedNode(root), [main, ...process.argv.slice(2)], { stdio: "inherit" });
process.exitCode = status ?? 1;
