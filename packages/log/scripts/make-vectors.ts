/** Writes `vectors/formats.json` anew: `node packages/log/scripts/make-vectors.ts`. A changed file is a changed format. */
import { writeFileSync } from "node:fs";
import { goldenVectors } from "../src/vectors.fixture.ts";

const file = new URL("../vectors/formats.json", import.meta.url);
writeFileSync(file, `${JSON.stringify(goldenVectors(), null, "\t")}\n`);
console.log(`Wrote ${file.pathname}`);
