/** The frame of our plain pages: no script, one inline style whose hash is in the content security policy. */
import { createHash } from "node:crypto";

const STYLE =
	"body{font:1.125rem/1.5 system-ui,sans-serif;max-width:42rem;margin:3rem auto;padding:0 1rem;color:#12212f;background:#fff}" +
	"h1{font-size:1.75rem;margin:0}h2{font-size:1.25rem;margin:1.5rem 0 0}h3{font-size:1.125rem;margin:2.5rem 0 0}p{margin:.5rem 0}" +
	"dt{font-weight:600;margin-top:.75rem}dd{margin:0}.no{color:#a3122a}a{color:#0b4f8a}" +
	"code{font-size:.9em;overflow-wrap:anywhere}.wide{overflow-x:auto}.wide:focus{outline:3px solid #0b4f8a}" +
	"table{border-collapse:collapse;font-size:.9rem;line-height:1.3}th,td{text-align:left;vertical-align:top;padding:.3rem .6rem;border-bottom:1px solid #8a97a3}" +
	"caption{text-align:left;padding-bottom:.5rem}" +
	"@media(prefers-color-scheme:dark){body{color:#e8eef4;background:#0e1720}.no{color:#ff9aa8}a{color:#8cc8ff}.wide:focus{outline-color:#8cc8ff}}";

/** SHA-256 of the style, in base64, as the content security policy names it (CSP Level 3 §2.3.1). */
export const STYLE_HASH = createHash("sha256").update(STYLE).digest("base64");

/** A page with this title and this HTML inside `main`. */
export function pageOf(title: string, main: string): string {
	return `<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${htmlOf(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
${main}
</main>
</body>
</html>
`;
}

/** Text as HTML says it. */
export function htmlOf(text: string): string {
	return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
