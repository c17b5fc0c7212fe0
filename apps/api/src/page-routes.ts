/** The pages, as they were built. Nothing of a request reaches them, and nothing is kept by a browser. */
import type { Context } from "hono";
import { Hono } from "hono";
import type { Deps } from "./deps.ts";
import type { PageFile } from "./pages.ts";
import { refusal } from "./problem.ts";

/** `GET /`, `/desk`, `/join`, `/assets/:file`. */
export function pageRoutes({ pages, onion }: Deps) {
	return (
		new Hono()
			.get("/", (c) => {
				// Tor Browser then offers the onion service by itself; others do not know the header.
				if (onion !== null) c.header("onion-location", onion);
				return answer(c, pages.reporter);
			})
			.get("/desk", (c) => answer(c, pages.desk))
			// What stands behind the `#` of an invitation is never sent: whoever comes by one gets the desk like everybody.
			.get("/join", (c) => answer(c, pages.desk))
			.get("/assets/:file", (c) => {
				const part = pages.parts.get(c.req.param("file"));
				return part === undefined ? refusal("not-found") : answer(c, part);
			})
	);
}

/** The smallest form that the browser says it can read (RFC 9110 §12.5.3). */
function answer(c: Context, { media, plain, compressed }: PageFile): Response {
	const accepted = (c.req.header("accept-encoding") ?? "").split(",").map((each) => each.split(";")[0]?.trim());
	const chosen = compressed.find(({ encoding }) => accepted.includes(encoding));
	const headers = { "content-type": media, vary: "accept-encoding" };
	if (chosen === undefined) return c.body(plain, 200, headers);
	return c.body(chosen.bytes, 200, { ...headers, "content-encoding": chosen.encoding });
}
