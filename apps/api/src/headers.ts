/** Response headers that every answer carries. */
import type { MiddlewareHandler } from "hono";
import { secureHeaders } from "hono/secure-headers";

const TWO_YEARS_SECONDS = 63_072_000;

/** What every policy of ours begins with: nothing is allowed, and nothing may frame us, send a form or move the base. */
const NOTHING = { defaultSrc: ["'none'"], baseUri: ["'none'"], formAction: ["'none'"], frameAncestors: ["'none'"] };

/**
 * Our pages, the reporter's and the desk's, run our own scripts, our worker and WebAssembly, ask this origin alone, and make scripts of no string (Trusted Types):
 * the one policy that they may create is `answerable-worker`, which lets through the address of our worker and nothing else.
 */
const PAGES = {
	...NOTHING,
	scriptSrc: ["'self'", "'wasm-unsafe-eval'"],
	workerSrc: ["'self'"],
	styleSrc: ["'self'"],
	imgSrc: ["'self'"],
	mediaSrc: ["'self'"],
	connectSrc: ["'self'"],
	requireTrustedTypesFor: ["'script'"],
	trustedTypes: ["answerable-worker"],
};

/**
 * Strict headers on everything (OWASP Secure Headers Project). What we serve loads nothing from elsewhere: of the pages only
 * what is ours, of plain pages nothing but the one inline style whose hash is given. HSTS is sent only over https: on http
 * browsers ignore it (RFC 6797 §7.2).
 */
export function securityHeaders(origin: string, styleHash: string): MiddlewareHandler {
	const plain = headersWith(origin, { ...NOTHING, styleSrc: [`'sha256-${styleHash}'`] });
	const pages = headersWith(origin, PAGES);
	return (c, next) => (isOfPages(c.req.path) ? pages : plain)(c, next);
}

/** Where frames are served: the reporter's, the desk's, and the desk's again for who comes by an invitation. */
const FRAMES: ReadonlySet<string> = new Set(["/", "/desk", "/join"]);

function isOfPages(path: string): boolean {
	return FRAMES.has(path) || path.startsWith("/assets/");
}

type Policy = NonNullable<NonNullable<Parameters<typeof secureHeaders>[0]>["contentSecurityPolicy"]>;

function headersWith(origin: string, contentSecurityPolicy: Policy): MiddlewareHandler {
	return secureHeaders({
		contentSecurityPolicy,
		crossOriginEmbedderPolicy: "require-corp",
		crossOriginOpenerPolicy: "same-origin",
		crossOriginResourcePolicy: "same-origin",
		referrerPolicy: "no-referrer",
		strictTransportSecurity: origin.startsWith("https:") ? `max-age=${TWO_YEARS_SECONDS}; includeSubDomains` : false,
		xContentTypeOptions: "nosniff",
		xFrameOptions: "DENY",
		xXssProtection: false,
		xDownloadOptions: false,
		xDnsPrefetchControl: "off",
		xPermittedCrossDomainPolicies: "none",
		permissionsPolicy: {
			camera: [],
			clipboardRead: [],
			displayCapture: [],
			geolocation: [],
			microphone: [],
			payment: [],
			usb: [],
		},
	});
}

/** Nothing is stored by browsers or proxies, except what a route says may be: the tiles of the log never change. */
export const noStore: MiddlewareHandler = async (c, next) => {
	await next();
	// Set on the answer itself: `c.header` would make a second one of it, and a stream of its body.
	if (!c.res.headers.has("cache-control")) c.res.headers.set("cache-control", "no-store");
};
