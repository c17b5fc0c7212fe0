/** The pictures of the tour, each with the sentence that stands beside it. */
import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "puppeteer-core";

/** A phone held upright, and a ward computer, in CSS pixels. */
const SIZES = { phone: { width: 390, height: 844 }, desktop: { width: 1120, height: 800 } } as const;

/** How a picture is taken: in which width, and from which heading on (the top of the page, unless told otherwise). */
export type Shot = { readonly device: keyof typeof SIZES; readonly from?: string | null };

type Picture = { readonly day: string; readonly file: string; readonly says: string; readonly device: Shot["device"] };

export type Album = {
	/** Begins a part of the tour. */
	readonly begin: (day: string) => void;
	/** Takes a picture of what the page shows now. `says`: one plain sentence. */
	readonly take: (page: Page, name: string, says: string, shot: Shot) => Promise<void>;
	/** Writes the page that shows them all, and puts it and them in the place of what was in `directory`. */
	readonly bind: (directory: string, about: string) => void;
};

/** An empty album. Nothing is written before it is bound, so that a walk that broke off leaves the last tour whole. */
export function openAlbum(): Album {
	const pictures: Picture[] = [];
	const taken = new Map<string, Uint8Array>();
	let today = "";
	return {
		begin: (day) => {
			today = day;
		},
		take: async (page, name, says, { device, from = null }) => {
			await page.setViewport({ ...SIZES[device] });
			await page.evaluate(showFrom, from);
			const file = `${String(pictures.length + 1).padStart(2, "0")}-${name}.png`;
			taken.set(file, await page.screenshot({ type: "png" }));
			pictures.push({ day: today, file, says, device });
			console.log(`${file.padEnd(28)} ${says}`);
		},
		bind: (directory, about) => {
			mkdirSync(directory, { recursive: true });
			for (const file of readdirSync(directory)) if (file.endsWith(".png")) rmSync(join(directory, file));
			for (const [file, bytes] of taken) writeFileSync(join(directory, file), bytes);
			writeFileSync(join(directory, "README.md"), pageOf(pictures, about));
		},
	};
}

/** Scrolls to a heading by its words and waits for two frames, so that what moved has come to rest. */
async function showFrom(words: string | null): Promise<void> {
	document.documentElement.style.caretColor = "transparent";
	const headings = [...document.querySelectorAll("h1, h2, h3, summary")];
	const heading = headings.find(({ textContent }) => textContent?.trim() === words);
	if (words !== null && heading === undefined) throw new Error(`Nothing on this page is headed "${words}".`);
	const SPACE = 24;
	scrollTo(0, heading === undefined ? 0 : heading.getBoundingClientRect().top + scrollY - SPACE);
	await new Promise((later) => requestAnimationFrame(() => requestAnimationFrame(later)));
}

/** The page: a heading for each part, and for each picture its sentence and then the picture. */
function pageOf(pictures: readonly Picture[], about: string): string {
	const days = [...new Set(pictures.map(({ day }) => day))];
	const parts = days.map((day) => {
		const own = pictures.filter((picture) => picture.day === day);
		return [`## ${day}`, ...own.map(shownOf)].join("\n\n");
	});
	return `${[about, ...parts].join("\n\n")}\n`;
}

function shownOf({ file, says, device }: Picture): string {
	return `${says}\n\n[<img src="${file}" alt="${says.replaceAll('"', "&quot;")}" width="${device === "phone" ? 300 : 800}">](${file})`;
}
