/** Whether a state-changing request of the desk came from our own pages. */
import type { MiddlewareHandler } from "hono";
import { refusal } from "./problem.ts";

const SAFE = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Refuses a state-changing request whose `Origin` is not ours, or that has none, and one that the browser itself says comes from
 * elsewhere (`Sec-Fetch-Site`, W3C Fetch Metadata; OWASP CSRF Prevention Cheat Sheet, "Fetch Metadata" and "Verifying origin
 * with standard headers"). Together with the SameSite cookie a foreign page can do nothing in somebody's name, and neither can
 * one of a sister domain, which is "same-site" but not the same origin.
 */
export function onlyFrom(origin: string): MiddlewareHandler {
	return async (c, next) => {
		const site = c.req.header("sec-fetch-site") ?? "same-origin";
		if (!SAFE.has(c.req.method) && (c.req.header("origin") !== origin || site !== "same-origin")) {
			return refusal("not-allowed", `Requests that change something must come from ${origin}.`);
		}
		await next();
		return undefined;
	};
}
