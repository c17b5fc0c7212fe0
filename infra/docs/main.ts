/** `npm run docs`: writes the pages that are made from data. */
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { clocksPage } from "./clocks.ts";

writeFileSync(fileURLToPath(new URL("../../docs/clocks.md", import.meta.url)), clocksPage());
