/** The description of this api: for machines at `/openapi.json`, for people at `/api`. */
import { Hono } from "hono";
import type { Deps } from "./deps.ts";
import { openApiDocument } from "./openapi.ts";
import { referencePage } from "./reference-page.ts";

/** `GET /api`, `/openapi.json`. Made once: nothing of it depends on who asks. */
export function referenceRoutes({ origin }: Deps) {
	const document = JSON.stringify(openApiDocument(origin));
	const page = referencePage();
	return new Hono()
		.get("/api", (c) => c.html(page))
		.get("/openapi.json", (c) => c.body(document, 200, { "content-type": "application/json" }));
}
