import { beforeAll, describe, expect, test } from "vitest";
import { type Chunk, clientBundles, pageBundles, reachOf } from "./bundle.fixture.ts";

let clients: readonly Chunk[];
let pages: readonly Chunk[];

beforeAll(async () => {
	clients = await clientBundles();
	pages = await pageBundles();
});

const modulesOf = (chunks: readonly Chunk[]) => chunks.flatMap(({ modules }) => modules);
const entryOf = (name: string) => pages.find(({ file }) => file.startsWith(`assets/${name}-`))?.file ?? "";

describe("the reporter's pages", () => {
	test("have nothing of the desk in them, nor in their worker", () => {
		const reached = reachOf(pages, entryOf("reporter"));
		expect(modulesOf(reached).some((module) => module.endsWith("/pages/main.tsx"))).toBe(true);
		expect(modulesOf(reached).some((module) => module.endsWith("/reporter/raise.ts"))).toBe(true);
		expect(modulesOf(reached).filter((module) => module.includes("/web/src/desk/"))).toEqual([]);
		expect(reached.filter(({ code }) => code.includes("/api/desk") || code.includes("set-cookie")).map(({ file }) => file)).toEqual([]);
	});

	test("load nothing heavy before it is needed: neither crypto nor rules are in what the first page loads", () => {
		const first = pages.filter(({ file }) => file === entryOf("reporter"));
		const reached = new Set<string>();
		const walk = (chunk: Chunk): void => {
			for (const module of chunk.modules) reached.add(module);
			for (const needed of pages.filter(
				({ file }) => chunk.needs.includes(file) && chunk.code.includes(`from"./${file.replace("assets/", "")}"`),
			))
				walk(needed);
		};
		first.forEach(walk);
		expect([...reached].filter((module) => /libsodium|packages\/(crypto|domain|log)\/|zod/.test(module))).toEqual([]);
	});
});

describe("a browser without WebAssembly", () => {
	const of = (name: string) => modulesOf(pages.filter(({ file }) => file.startsWith(`${name}-`)));

	test("has an engine of its own, and no other holds a line of what it needs", () => {
		expect(of("plain-worker").some((module) => module.endsWith("/crypto/src/plain-suite.ts"))).toBe(true);
		expect(of("worker").some((module) => module.endsWith("/crypto/src/sodium.ts"))).toBe(true);
		expect(of("worker").filter((module) => /\/crypto\/src\/plain|argon2|post-quantum|noble\/ciphers/.test(module))).toEqual([]);
		expect(of("stretcher").filter((module) => /libsodium|\/web\/src\/(?!pages\/engine\/)/.test(module))).toEqual([]);
	});
});

describe("the desk's pages", () => {
	test("have nothing of the reporter's in them but what raises a concern: no page of theirs, and nothing that opens a mailbox", () => {
		const modules = modulesOf(reachOf(pages, entryOf("desk")));
		expect(modules.some((module) => module.endsWith("/desk/pages/main.tsx"))).toBe(true);
		expect(modules.some((module) => module.endsWith("/desk/act.ts"))).toBe(true);
		const theirs =
			/\/web\/src\/(?:pages\/(?!words\/en\/(?:story|next|worker-groups|raise|route|slip)\.ts)|reporter\/(?:mailbox|own-keys|reporter)\.ts)/;
		expect(modules.filter((module) => theirs.test(module))).toEqual([]);
	});

	test("hold no key: what opens, signs or derives is in their worker alone", () => {
		const page = pages.filter(({ file }) => file === entryOf("desk"));
		expect(
			modulesOf(page).filter((module) => /libsodium|packages\/(crypto|domain)\/|\/desk\/(desk|act|sign-in|joining)\.ts/.test(module)),
		).toEqual([]);
	});
});

test("the clients of reporter and desk do not hold each other", () => {
	const modules = modulesOf(reachOf(clients, "reporter.js"));
	expect(modules.some((module) => module.endsWith("/reporter/raise.ts"))).toBe(true);
	expect(modules.filter((module) => module.includes("/web/src/desk/"))).toEqual([]);
});

test("no bundle can open an outer seal", () => {
	for (const chunks of [clients, pages]) {
		expect(modulesOf(chunks).filter((module) => module.endsWith("/crypto/src/release.ts"))).toEqual([]);
	}
});

test("all bundles are whole: nothing of Node and nothing from elsewhere is left to load", () => {
	expect(modulesOf(reachOf(clients, "desk.js")).some((module) => module.endsWith("/desk/act.ts"))).toBe(true);
	for (const chunks of [clients, pages]) {
		for (const { needs, code } of chunks) {
			expect(needs.filter((needed) => !chunks.some(({ file }) => file === needed))).toEqual([]);
			expect(code.match(/\bfrom\s*["'](?!\.\/)[^"'\n]+["']/g)).toBeNull();
			expect(code.match(/\b(?:Buffer\.from|require\("node:)/g)).toBeNull();
		}
	}
});
