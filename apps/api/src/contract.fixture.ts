/** Holds what the app answers against its OpenAPI document: route, status, media type, headers and body. */

import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import type { createApp } from "./app.ts";
import { openApiDocument } from "./openapi.ts";
import type { Operation } from "./operation.ts";
import { operationFor } from "./operations.ts";
import { problemOf } from "./problem.ts";

type App = ReturnType<typeof createApp>;
type Content = Readonly<Record<string, { readonly schema: object }>>;
type Documented = { readonly content: Content; readonly headers?: Readonly<Record<string, object>> };
type Document = {
	readonly paths: Readonly<Record<string, Readonly<Record<string, { readonly responses: Readonly<Record<string, Documented>> }>>>>;
};

/** What an answer was: the operation, its status, and the code of a refusal. */
export type Exercised = { readonly operation: string; readonly status: number; readonly code: string | null };

const DOCUMENT = openApiDocument("http://contract.test") as Document;
const BASE = "openapi.json";

// Not strict: the document around the schemas is OpenAPI's, not JSON Schema's. What an id is, its pattern says.
const ajv = new Ajv2020({ strict: false, formats: { uuid: true } });
ajv.addSchema(DOCUMENT, BASE);
const compiled = new Map<string, ValidateFunction>();

/** `bodies`: whether answers that are no refusals come from a real database, and must have their schema. `seen` gets what each answer was. */
export type Held = { readonly bodies?: "real"; readonly seen?: (exercised: Exercised) => void };

/** The same app, every answer of which is checked. */
export function heldToContract(app: App, { bodies, seen }: Held): App {
	const request = app.request.bind(app);
	app.request = async (...given: Parameters<App["request"]>) => {
		const [input, init] = given;
		const address = input instanceof Request ? input.url : String(input);
		const method = (input instanceof Request ? input.method : init?.method) ?? "GET";
		const answer = await request(...given);
		const { pathname } = new URL(address, "http://contract.test");
		const exercised = await checkAnswer(method, pathname, answer, bodies === "real");
		seen?.(exercised);
		return answer;
	};
	return app;
}

/** Throws unless the document knows this answer. */
export async function checkAnswer(method: string, path: string, answer: Response, isReal: boolean): Promise<Exercised> {
	const body = await answer.clone().text();
	const operation = operationFor(method, path);
	if (operation === null) {
		if (answer.status !== 404 || JSON.parse(body).code !== "not-found")
			throw new Error(`${method} ${path} is answered but not documented.`);
		return { operation: "none", status: 404, code: "not-found" };
	}
	const where = `${operation.id} ${answer.status}`;
	const documented = DOCUMENT.paths[operation.path]?.[operation.method]?.responses[answer.status];
	if (documented === undefined) throw new Error(`${where} is not documented. ${body.slice(0, 300)}`);
	const media = (answer.headers.get("content-type") ?? "").split(";")[0] ?? "";
	if (documented.content[media] === undefined) throw new Error(`${where} is documented, but not as ${media}.`);
	checkHeaders(answer, documented, operation);
	const value: unknown = media.endsWith("json") ? JSON.parse(body) : body;
	const validate = validatorFor(operation, answer.status, media);
	if ((isReal || answer.status >= 400) && !validate(value))
		throw new Error(`${where} is not as documented: ${ajv.errorsText(validate.errors)} in ${body.slice(0, 300)}`);
	return { operation: operation.id, status: answer.status, code: media === "application/problem+json" ? checkProblem(value, where) : null };
}

/** A header is there where it is documented; a cookie is set nowhere else but for people who sign in, where a session may be renewed. */
function checkHeaders(answer: Response, { headers = {} }: Documented, { id, section }: Operation): void {
	const missing = Object.keys(headers).filter((name) => !answer.headers.has(name));
	if (missing.length > 0) throw new Error(`${id} ${answer.status} lacks ${missing.join()}.`);
	if (section !== "Desk" && section !== "Administration" && answer.headers.has("set-cookie")) throw new Error(`${id} sets a cookie.`);
}

/** The words of a problem are those of its code; `detail` may say where to look. */
function checkProblem(value: unknown, where: string): string {
	const { code, title, type, detail, status } = value as ReturnType<typeof problemOf>;
	const expected = problemOf(code);
	const isFault = status === 500;
	if (!isFault && (title !== expected.title || type !== expected.type || !detail.startsWith(expected.detail)))
		throw new Error(`${where} has other words than its code.`);
	return code;
}

function validatorFor({ path, method }: Operation, status: number, media: string): ValidateFunction {
	const place = ["paths", path, method, "responses", String(status), "content", media, "schema"];
	const pointer = place.map((name) => encodeURIComponent(name.replaceAll("~", "~0").replaceAll("/", "~1"))).join("/");
	const known = compiled.get(pointer);
	if (known !== undefined) return known;
	const made = ajv.compile({ $ref: `${BASE}#/${pointer}` });
	compiled.set(pointer, made);
	return made;
}
