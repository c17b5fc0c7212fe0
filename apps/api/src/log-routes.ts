/** The log, as C2SP tlog-tiles serves it. No cookie; whole tiles never change. */
import { parseTilePath } from "@answerable/log/tile-path";
import type { LoggedPages } from "@answerable/types/pages";
import { Hono } from "hono";
import type { Deps } from "./deps.ts";
import { refusal } from "./problem.ts";

const WHOLE_TILE = 256;
const NUMBER = /^[1-9]\d{0,5}$/;
const FOR_EVER = "public, max-age=31536000, immutable";
const FOR_AN_HOUR = "public, max-age=3600";

/** `GET /log/checkpoint`, `/log/key`, `/log/pages`, `/log/pages/:number`, `/log/tile/…`. */
export function logRoutes({ store }: Deps) {
	const text = (body: string | null) =>
		body === null ? refusal("not-found") : new Response(body, { headers: { "content-type": "text/plain; charset=utf-8" } });
	const shown = (pages: LoggedPages | null) => (pages === null ? refusal("not-found") : Response.json(pages));
	return new Hono()
		.get("/checkpoint", async () => text(await store.checkpoint()))
		.get("/key", async () => text(await store.logKey()))
		.get("/pages", async () => shown(await store.pages(null)))
		.get("/pages/:number", async (c) => {
			const number = c.req.param("number");
			return NUMBER.test(number) ? shown(await store.pages(Number(number))) : refusal("not-found");
		})
		.get("/tile/*", async (c) => {
			const place = parseTilePath(c.req.path.slice(c.req.path.indexOf("/tile/") + 1));
			const bytes = place === null ? null : await store.tile(place);
			if (place === null || bytes === null) return refusal("not-found");
			const headers = { "content-type": "application/octet-stream", "cache-control": place.width === WHOLE_TILE ? FOR_EVER : FOR_AN_HOUR };
			return c.body(new Uint8Array(bytes), 200, headers);
		});
}
