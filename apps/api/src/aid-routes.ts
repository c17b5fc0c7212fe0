/** Other forms of the pages, as the deployment gives them. They are the same for everybody, and nothing is kept by a browser. */
import { Hono } from "hono";
import type { Deps } from "./deps.ts";
import { refusal } from "./problem.ts";

/** `GET /aids`, `/aids/:file`. */
export function aidRoutes({ aids }: Deps) {
	return new Hono()
		.get("/aids", (c) => c.json(aids.index))
		.get("/aids/:file", (c) => {
			const file = aids.files.get(c.req.param("file"));
			if (file === undefined) return refusal("not-found");
			const range = rangeOf(c.req.header("range"), file.bytes.length);
			const headers = { "content-type": file.media, "accept-ranges": "bytes" };
			if (range === null) return c.body(file.bytes, 200, headers);
			const [from, to] = range;
			return c.body(file.bytes.slice(from, to + 1), 206, { ...headers, "content-range": `bytes ${from}-${to}/${file.bytes.length}` });
		});
}

/** The one range that players ask for (RFC 9110 §14.1.2); null for none, for several and for what is no range: then all of it is sent. */
function rangeOf(header: string | undefined, size: number): readonly [number, number] | null {
	const [, start, end] = /^bytes=(\d{1,12})-(\d{0,12})$/.exec(header ?? "") ?? [];
	if (start === undefined || end === undefined) return null;
	const from = Number(start);
	const to = Math.min(end === "" ? size - 1 : Number(end), size - 1);
	return from <= to ? [from, to] : null;
}
