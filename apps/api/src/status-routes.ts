/** What is running: for people at `/status`, for machines at `/healthz` and `/readyz`. */
import type { Alive, Ready } from "@answerable/types/answer";
import { Hono } from "hono";
import type { Deps } from "./deps.ts";
import { refusal } from "./problem.ts";
import { readParts } from "./status.ts";
import { statusPage } from "./status-page.ts";

/** `GET /status`, `/healthz`, `/readyz`. */
export function statusRoutes(deps: Deps) {
	return new Hono()
		.get("/status", async (c) => c.html(statusPage(await readParts(deps))))
		.get("/healthz", (c) => c.json({ alive: true } satisfies Alive))
		.get("/readyz", async (c) => {
			const parts = await readParts(deps);
			const unwell = parts.filter(({ state }) => state === "unwell");
			if (unwell.length > 0) return refusal("unavailable", unwell.map(({ says }) => says).join(" "));
			const wanting = parts.filter(({ state }) => state === "wanting").map(({ says }) => says);
			return c.json({ ready: true, parts: parts.map(({ name }) => name), wanting } satisfies Ready);
		});
}
