/** Words as somebody writes them who wants to break a page, and what of them a page must not have done. */
import type { Visitor } from "./visitor.ts";

/** The first line is markup, so that titles are made of it. Nothing here is closed that was opened. */
export const HOSTILE = [
	`<img src=x onerror="document.title='owned'"><script>document.title='owned'</script>`,
	`<svg onload="document.title='owned'"><iframe srcdoc="<script>parent.document.title='owned'</script>">`,
	'</p></textarea></div><h1 id="main">A heading</h1><style>*{display:none}</style><base href="https://evil.example/">',
	'<a href="javascript:document.title=1" onclick="document.title=1">press here</a> javascript:document.title=1 https://evil.example/',
	"\u202ethis runs backwards \u2067 and \u2066 nothing of it is closed \u202e",
	"zero\u200bwidth\u200d\u2060\ufeff and a\u0301\u0323\u0330\u0335\u0334\u0338\u035c\u0361\u0489".repeat(6),
	"W".repeat(600),
	"😱👩🏽‍⚕️🏴󠁧󠁢󠁳󠁣󠁴󠁿".repeat(60),
	"{{7*7}} #{7*7} %s %00 &lt;b&gt; &#x202e; [brackets]",
].join("\n");

/** The same for what takes one line. */
export const HOSTILE_LINE = `<b onmouseover="document.title='owned'">Bay 3</b> \u202ebackwards ${"M".repeat(150)} 😱`;

/** Elements that only somebody's words can have made, and whatever they did. */
export function markupIn({ page }: Visitor): Promise<readonly string[]> {
	return page.evaluate(() => {
		const made =
			"main :is(img, script, iframe, base, style, h1 ~ h1, b, a[href^=javascript], [onclick], [onerror], [onload], [onmouseover])";
		const faults = [...document.querySelectorAll(made)].map((element) => element.outerHTML.slice(0, 200));
		return document.title.includes("owned") ? [...faults, "the title was changed"] : faults;
	});
}

/** Words that turn round, beside others that they could turn with them. */
export function strayIn({ page }: Visitor): Promise<readonly string[]> {
	return page.evaluate(() => {
		const faults: string[] = [];
		const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
		for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
			if (!node.textContent?.includes("\u202e") || node.parentElement?.matches("title, script")) continue;
			if (node.parentElement?.closest("[dir=auto]") == null) faults.push(node.parentElement?.outerHTML.slice(0, 200) ?? "");
		}
		return faults;
	});
}

/** How much wider the page is than its window, if it is. */
export async function sidewaysAt({ page }: Visitor): Promise<readonly string[]> {
	const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
	return over > 0 ? [`${over} pixels too wide`] : [];
}
