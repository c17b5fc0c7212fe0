/** The OpenAPI 3.1 document, made of the operations, the schemas and the permissions. */
import { Problem, type RefusalCode } from "@answerable/types/problem";
import { type JsonSchema, referredFrom, schemaOf } from "./openapi-schema.ts";
import type { Answered, Operation, Parameter, Sent } from "./operation.ts";
import { OPERATIONS } from "./operations.ts";
import { permissionsOf } from "./permission.ts";
import { problemOf } from "./problem.ts";

type Json = { readonly [name: string]: unknown };

const ABOUT =
	"Freedom to Speak Up and whistleblowing whose deadlines nobody inside the organisation can stop. The server is a clock, a mailbox and a notary that cannot read: " +
	"what is sealed and what is signed is told in FORMAT.md of the packages `crypto` and `log`. Every refusal is a problem (RFC 9457) whose `code` never changes its meaning.";

const SECTIONS: Readonly<Record<Operation["section"], string>> = {
	Reporter: "Raising a concern and coming back to it. No cookie, no log line, nothing kept about who or from where.",
	Desk: "For staff, under a session cookie that scripts cannot read and other sites cannot send.",
	Administration: "For whoever administers the deployment, who holds no key and sees no case.",
	Log: "The transparency log (C2SP tlog-tiles), for everybody.",
	Deployment: "What is running, and this description.",
};

/** The document, for pages reached at `origin`. */
export function openApiDocument(origin: string): Json {
	const document = {
		openapi: "3.1.1",
		info: {
			title: "Answerable",
			version: "0.1.0",
			summary: "Every concern gets an answer, or it goes up.",
			description: ABOUT,
			license: { name: "AGPL-3.0-or-later", identifier: "AGPL-3.0-or-later" },
		},
		servers: [{ url: origin, description: "This deployment." }],
		tags: Object.entries(SECTIONS).map(([name, description]) => ({ name, description })),
		paths: pathsOf(OPERATIONS),
	};
	const securitySchemes = {
		session: {
			type: "apiKey",
			in: "cookie",
			name: origin.startsWith("https:") ? "__Host-answerable" : "answerable",
			description: "Set by signing in.",
		},
	};
	return { ...document, components: { securitySchemes, schemas: referredFrom([document, schemaOf(Problem)]) } };
}

function pathsOf(operations: readonly Operation[]): Json {
	const paths: Record<string, Json> = {};
	for (const operation of operations) paths[operation.path] = { ...paths[operation.path], [operation.method]: operationObject(operation) };
	return paths;
}

function operationObject(operation: Operation): Json {
	const { id, section, summary, about, signedIn, asks, parameters, sent, answers, refusals } = operation;
	const statuses = new Set(refusals.map((code) => problemOf(code).status));
	return {
		operationId: id,
		tags: [section],
		summary,
		description: about,
		security: signedIn ? [{ session: [] }] : [],
		...(parameters.length === 0 ? {} : { parameters: parameters.map(parameterObject) }),
		...(sent === null ? {} : { requestBody: bodyObject(sent) }),
		responses: {
			...Object.fromEntries(answers.map((answer) => [answer.status, answerObject(answer)])),
			...Object.fromEntries([...statuses].sort().map((status) => [status, refusalObject(status, refusals)])),
			...(asks ? { 500: faultObject() } : {}),
		},
		"x-permissions": permissionsOf(operation.id),
	};
}

function parameterObject({ name, in: place, required, about, schema }: Parameter): Json {
	return { name, in: place, required, description: about, schema: schemaOf(schema) };
}

function bodyObject({ media, schema, about }: Sent): Json {
	const isJson = media === "application/json";
	return {
		description: about,
		required: true,
		content: { [media]: isJson ? { schema: schemaOf(schema) } : { schema: {}, "x-header": schemaOf(schema) } },
	};
}

function answerObject({ about, media, others = [], schema, setsCookie }: Answered): Json {
	const cookie = { "Set-Cookie": { description: "The session, or its end.", schema: { type: "string" } } };
	return {
		description: about,
		...(setsCookie ? { headers: cookie } : {}),
		content: Object.fromEntries(
			[media, ...others].map((each) => [each, { schema: schema === null ? plainSchema(each) : schemaOf(schema) }]),
		),
	};
}

/** Bytes have no schema; text is a string. */
function plainSchema(media: Answered["media"]): JsonSchema {
	return media.startsWith("text/") ? { type: "string" } : {};
}

function refusalObject(status: number, refusals: readonly RefusalCode[]): Json {
	const problems = refusals.map((code) => problemOf(code)).filter((problem) => problem.status === status);
	const retry = { "Retry-After": { description: "Seconds to wait.", schema: { type: "integer" } } };
	return {
		description: problems.map(({ code, title }) => `\`${code}\`: ${title}.`).join(" "),
		...(status === 503 || status === 429 ? { headers: retry } : {}),
		content: {
			"application/problem+json": {
				schema: problemSchema(
					status,
					problems.map(({ code }) => code),
				),
				examples: Object.fromEntries(problems.map((problem) => [problem.code, { summary: problem.title, value: problem }])),
			},
		},
	};
}

/** A fault of ours: told apart by its status, with an id to quote. */
function faultObject(): Json {
	return {
		description: "A fault of the service, with an id to quote to the operator and no detail.",
		content: { "application/problem+json": { schema: problemSchema(500, ["unavailable"]) } },
	};
}

function problemSchema(status: number, codes: readonly RefusalCode[]): JsonSchema {
	return { allOf: [schemaOf(Problem), { properties: { status: { const: status }, code: { enum: codes } } }] };
}
