/**
 * A typed client of every route, which Hono makes of the app's own type (`hc`): a route that changes its path, its query, its body
 * or its answer changes here too, and whoever calls it the old way no longer compiles. Tests, the story and the demo may use it;
 * the web has a client of its own, which checks what it is told instead of believing a type (`apps/web/src/http.ts`).
 */
import { hc } from "hono/client";
import type { App } from "./app.ts";

export type ApiClient = ReturnType<typeof apiClient>;

/** Everything that a request is made of besides its route. `headers` go with every one: an origin, a cookie. */
export type ClientOptions = { readonly fetch?: typeof fetch; readonly headers?: Readonly<Record<string, string>> };

/** The client of a deployment that is reached at `origin`. */
export function apiClient(origin: string, { fetch: ask, headers = {} }: ClientOptions = {}) {
	return hc<App>(origin, { headers, ...(ask === undefined ? {} : { fetch: ask }) });
}
