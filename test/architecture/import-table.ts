/**
 * Who may import whom: the table of docs/architecture.md, as data. Whoever wants an import that is not here changes this file,
 * and so shows it to a reviewer.
 */

/** The parts of `crypto` that know no secret and reach no libsodium: what a server may use. */
export const sodiumFree = ["bytes", "errors", "frame", "letter-header", "mailbox", "outer", "signing", "wrap-header", "wrap-list"] as const;

/** `workspaces`: each with the subpaths that may be imported ("*" for all). `node`: whether Node's own modules may be. */
export type Allowance = {
	readonly workspaces: Readonly<Record<string, readonly string[] | "*">>;
	readonly externals: readonly string[];
	readonly node: boolean;
};

const everyPackage = { types: "*", domain: "*", log: "*", crypto: "*", store: "*" } as const;

export const importTable: Readonly<Record<string, Allowance>> = {
	"packages/types": { workspaces: {}, externals: ["zod"], node: false },
	"packages/domain": { workspaces: { types: "*" }, externals: [], node: false },
	"packages/log": { workspaces: { types: "*" }, externals: ["@noble/hashes"], node: false },
	"packages/crypto": {
		workspaces: { types: "*" },
		externals: [
			"@noble/ciphers",
			"@noble/curves",
			"@noble/hashes",
			"@noble/post-quantum",
			"libsodium-wrappers-sumo",
			"shamir-secret-sharing",
		],
		node: false,
	},
	"packages/store": {
		workspaces: { types: "*", domain: "*", log: "*", crypto: ["wrap-list"] },
		externals: ["kysely", "kysely-postgres-js", "postgres"],
		node: true,
	},
	"packages/process": { workspaces: { types: "*" }, externals: ["pino"], node: true },
	"apps/api": {
		workspaces: { types: "*", domain: "*", log: "*", store: "*", process: "*", crypto: sodiumFree },
		externals: ["@hono/node-server", "altcha-lib", "hono", "lucia", "otplib", "zod"],
		node: true,
	},
	"apps/worker": {
		workspaces: { types: "*", domain: "*", log: "*", store: "*", process: "*", crypto: sodiumFree },
		externals: ["bullmq", "ioredis", "pg", "zod"],
		node: true,
	},
	"apps/releaser": {
		workspaces: { types: "*", domain: "*", log: "*", store: "*", process: "*", crypto: [...sodiumFree, "release"] },
		externals: ["zod"],
		node: true,
	},
	"apps/web": {
		workspaces: { types: "*", domain: "*", log: "*", crypto: "*" },
		externals: ["altcha-lib", "nhsuk-frontend", "preact", "uqr", "zod"],
		node: false,
	},
	"apps/cli": { workspaces: everyPackage, externals: ["otplib", "zod"], node: true },
};

/** What a test beside its source may import on top: packages that no source of its workspace may. */
export const testExternals = [
	"@noble/ciphers",
	"@noble/curves",
	"@noble/hashes",
	"@noble/post-quantum",
	"@redocly/openapi-core",
	"ajv",
	"axe-core",
	"date-holidays",
	"esbuild",
	"fast-check",
	"postgres",
	"puppeteer-core",
	"sass",
	"vite",
	"vitest",
];

/** Promise 1 to reporters: neither of these may open a letter or an outer seal, so nothing that can may be reachable from them. */
export const blindApps = ["apps/api", "apps/worker"] as const;
export const sealOpeners = /^(libsodium|@noble\/ciphers|@noble\/post-quantum)/;

/** Promise 2 to reporters: raising a concern needs nothing but Postgres, so none of these may be reachable from the api. */
export const notForRaising = ["bullmq", "ioredis", "nodemailer", "pg", "redis"];
