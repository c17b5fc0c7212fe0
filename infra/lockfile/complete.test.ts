import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { completeLockfile, missingPackages } from "./complete.ts";

const committed = JSON.parse(readFileSync(new URL("../../package-lock.json", import.meta.url), "utf8"));

test("the committed lockfile names the packages of every platform, so that npm ci works on each (if not: npm run lock)", () => {
	expect([...missingPackages(committed).keys()]).toEqual([]);
});

test("a platform package that npm left out is added with the platform that its name tells", () => {
	const tool = {
		version: "1.0.0",
		dev: true,
		optionalDependencies: { "@tool/cli-linux-arm64-musl": "1.0.0", "@tool/windows-64": "1.0.0" },
	};
	const completed = completeLockfile({ packages: { "": {}, "node_modules/tool": tool } });
	expect(completed.packages["node_modules/@tool/cli-linux-arm64-musl"]).toEqual({
		version: "1.0.0",
		cpu: ["arm64"],
		dev: true,
		libc: ["musl"],
		optional: true,
		os: ["linux"],
	});
	expect(completed.packages["node_modules/@tool/windows-64"]).toMatchObject({ os: ["win32"], cpu: ["x64"] });
	expect(missingPackages(completed).size).toBe(0);
});

test("a package found in a folder above is not missing", () => {
	const packages = {
		"node_modules/a/node_modules/b": { version: "1.0.0", optionalDependencies: { "c-linux-x64": "1.0.0" } },
		"node_modules/a/node_modules/c-linux-x64": { version: "1.0.0" },
	};
	expect(missingPackages({ packages }).size).toBe(0);
});

test("a package whose name does not tell its platform is refused, not guessed", () => {
	const packages = { "node_modules/a": { version: "1.0.0", optionalDependencies: { mystery: "1.0.0" } } };
	expect(() => missingPackages({ packages })).toThrow("add it by hand");
});
