import { RefusalCode } from "@answerable/types/problem";
import { createConfig, lintFromString } from "@redocly/openapi-core";
import { expect, test } from "vitest";
import { ORIGIN, testApp } from "./deps.fixture.ts";
import { openApiDocument } from "./openapi.ts";
import { OPERATIONS } from "./operations.ts";
import { PERMISSIONS } from "./permission.ts";
import { problemOf } from "./problem.ts";

/** Codes that no request is told: `route` says `no-recipient` in the browser, before anything is sent; the others answer the worker and the releaser. */
const NEVER_TOLD = ["not-due", "already-raised", "no-recipient", "already-viewed", "case-held"];

const routes = () => {
	const { app } = testApp({});
	return [...new Set(app.routes.filter(({ method }) => method !== "ALL").map(({ method, path }) => `${method} ${path}`))];
};
const asHonoWrites = (path: string) => path.replace("{place}", "*").replaceAll(/\{([a-z]+)\}/g, ":$1");

test("the document passes Redocly's recommended rules, as errors", async () => {
	const document = await (await testApp({}).app.request("/openapi.json")).text();
	const config = await createConfig({
		extends: ["recommended-strict"],
		// A route that takes nothing refuses nothing; the header inside a raise is named by an extension, which Redocly does not follow.
		rules: { "operation-4xx-response": "off", "no-unused-components": "off" },
	});
	const problems = await lintFromString({ source: document, absoluteRef: "openapi.json", config });
	expect(problems.map(({ ruleId, message, location }) => `${ruleId}: ${message} ${location[0]?.pointer}`)).toEqual([]);
});

test("the linter would find a fault", async () => {
	const document = {
		...openApiDocument(ORIGIN),
		paths: { "/a": { get: { responses: { 200: { $ref: "#/components/responses/None" } } } } },
	};
	const config = await createConfig({ extends: ["recommended-strict"] });
	const found = await lintFromString({ source: JSON.stringify(document), absoluteRef: "openapi.json", config });
	expect(found.map(({ ruleId }) => ruleId)).toEqual(expect.arrayContaining(["no-unresolved-refs", "operation-operationId"]));
});

test("every route of the app is documented, and no other", () => {
	const documented = OPERATIONS.map(({ method, path }) => `${method.toUpperCase()} ${asHonoWrites(path)}`);
	expect(routes().sort()).toEqual(documented.sort());
});

test("every refusal code is documented on some route, or is never given to a request", () => {
	const documented = new Set(OPERATIONS.flatMap(({ refusals }) => refusals));
	expect(RefusalCode.options.filter((code) => !documented.has(code))).toEqual(NEVER_TOLD);
});

test("no route names a refusal twice, or a status both as an answer and as a refusal", () => {
	for (const { id, refusals } of OPERATIONS) expect([id, new Set(refusals).size]).toEqual([id, refusals.length]);
	for (const { id, answers, refusals } of OPERATIONS) {
		const refused = refusals.map((code) => problemOf(code).status);
		expect([id, answers.filter(({ status }) => refused.includes(status))]).toEqual([id, []]);
	}
});

test("every route that asks the database says what it answers while the database is away", () => {
	const silent = OPERATIONS.filter(({ asks, refusals }) => asks !== refusals.includes("unavailable"));
	expect(silent.map(({ id }) => id)).toEqual(["showStatus"]);
});

test("the cookie has the name that browsers are given over https", () => {
	const nameAt = (origin: string) => JSON.stringify(openApiDocument(origin).components).match(/"name":"([^"]*answerable)"/)?.[1];
	expect([nameAt("https://speak-up.test"), nameAt("http://speak-up.test")]).toEqual(["__Host-answerable", "answerable"]);
});

test("the permissions name every route, and none that does not exist", () => {
	const named = new Set(PERMISSIONS.map(({ operation }) => operation));
	expect([...named].sort()).toEqual(OPERATIONS.map(({ id }) => id).sort());
});

test("the page for people names every route, every refusal and every permission, and has neither script nor address of others", async () => {
	const answer = await testApp({}).app.request("/api");
	const page = await answer.text();
	expect(answer.headers.get("content-type")).toBe("text/html; charset=UTF-8");
	expect(page).not.toMatch(/<script|style=|\son[a-z]+=|https?:\/\//i);
	for (const { id, path, refusals } of OPERATIONS) {
		expect(page).toContain(`id="${id}"`);
		expect(page).toContain(path);
		for (const code of refusals) expect(page).toContain(`<code>${code}</code>`);
	}
	for (const { act } of PERMISSIONS) if (act !== null) expect(page).toContain(`: ${act}<`);
});

test("its links and its style lead to what is there", async () => {
	const { app } = testApp({});
	const answer = await app.request("/api");
	const page = await answer.text();
	const anchors = [...page.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id);
	expect(anchors.filter((id) => !page.includes(`id="${id}"`))).toEqual([]);
	for (const [, path = ""] of page.matchAll(/href="(\/[^"]*)"/g)) expect(routes()).toContain(`GET ${path}`);
	const style = page.match(/<style>([^<]*)<\/style>/)?.[1] ?? "";
	const hash = Buffer.from(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(style))).toString("base64");
	expect(answer.headers.get("content-security-policy")).toContain(`style-src 'sha256-${hash}'`);
});
