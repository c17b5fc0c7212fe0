/** The session cookie, where there is no browser to keep it. */
import type { Fetch } from "../http.ts";

/**
 * Keeps the cookies of one origin in memory and names that origin on every request. In a browser this does nothing: there,
 * scripts see no `set-cookie`, and `cookie` and `origin` are headers that only the browser itself may write (Fetch, §2.2.2).
 */
export function keepCookies(origin: string, send: Fetch): Fetch {
	const kept = new Map<string, string>();
	return async (url, init) => {
		const headers = new Headers(init.headers);
		headers.set("origin", origin);
		if (kept.size > 0) headers.set("cookie", [...kept].map(([name, value]) => `${name}=${value}`).join("; "));
		const answer = await send(url, { ...init, headers });
		for (const line of answer.headers.getSetCookie()) keep(kept, line);
		return answer;
	};
}

function keep(kept: Map<string, string>, line: string): void {
	const [pair = "", ...attributes] = line.split(";");
	const name = pair.slice(0, pair.indexOf("=")).trim();
	const value = pair.slice(pair.indexOf("=") + 1).trim();
	const ended = value === "" || attributes.some((attribute) => /^\s*max-age\s*=\s*(0|-\d+)\s*$/i.test(attribute));
	if (ended) kept.delete(name);
	else kept.set(name, value);
}
