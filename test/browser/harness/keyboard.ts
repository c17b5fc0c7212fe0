/** Somebody who uses the keyboard alone. */
import type { Page } from "puppeteer-core";
import type { Visitor } from "./visitor.ts";

export type Keyboard = {
	/** What the focus stands on, by its label or its words. */
	readonly focused: () => Promise<string>;
	/** Goes on with Tab until the focus stands on a control that begins with these words. */
	readonly tabTo: (words: string) => Promise<void>;
	/** Goes there and types. */
	readonly typeInto: (label: string, text: string) => Promise<void>;
	/** Goes to a group of choices by its first one, and down to the one that begins with these words. */
	readonly choose: (first: string, wanted: string) => Promise<void>;
	/** Goes there and presses Enter. */
	readonly enter: (words: string) => Promise<void>;
	/** The same where a form opens, which takes the focus to its first field: whoever tabs on before would leave it behind. */
	readonly openForm: (words: string) => Promise<void>;
	/** Goes to the button of a list that has these words in it, and opens what it leads to: that takes the focus to its heading. */
	readonly openRow: (words: string) => Promise<void>;
};

const MOST_PRESSES = 80;

export function keyboardOf({ page, text }: Visitor): Keyboard {
	const { keyboard } = page;
	const focused = () =>
		page.evaluate(() => {
			const { activeElement } = document;
			const isControl = activeElement instanceof HTMLTextAreaElement || activeElement instanceof HTMLInputElement;
			return (isControl ? activeElement.labels?.[0] : activeElement)?.textContent?.trim() ?? "";
		});
	// A page begins at its heading, which may ask the same as its control.
	const isOnControl = () => page.evaluate(() => document.activeElement?.matches("a, button, summary, input, textarea, select") ?? false);
	const pressUntil = async (key: "Tab" | "ArrowDown", words: string) => {
		for (let presses = 0; presses < MOST_PRESSES; presses += 1) {
			if ((await isOnControl()) && (await focused()).startsWith(words)) return;
			await keyboard.press(key);
			if (key === "Tab" && (await hasStayed(page))) await comesRound(page);
		}
		throw new Error(`${key} never came to "${words}", and stands on "${await focused()}", on:\n${await text()}`);
	};
	const tabTo = (words: string) => pressUntil("Tab", words);
	const enter = async (words: string) => {
		await tabTo(words);
		await keyboard.press("Enter");
	};
	return {
		focused,
		tabTo,
		typeInto: async (label, text) => {
			await tabTo(label);
			await keyboard.type(text);
		},
		choose: async (first, wanted) => {
			await tabTo(first);
			await keyboard.press(" ");
			await pressUntil("ArrowDown", wanted);
		},
		enter,
		openForm: async (words) => {
			await enter(words);
			await page.waitForFunction(() => document.activeElement?.matches("input, textarea"), { timeout: 60_000, polling: 100 });
		},
		openRow: async (words) => {
			const isThere = () =>
				page.evaluate(
					(sought) => document.activeElement?.matches("button") === true && document.activeElement.textContent.includes(sought),
					words,
				);
			for (let presses = 0; !(await isThere()); presses += 1) {
				if (presses === MOST_PRESSES) throw new Error(`Tab never came to a row with "${words}" on:\n${await text()}`);
				await keyboard.press("Tab");
			}
			await keyboard.press("Enter");
			// Whoever types before would lose the focus to the heading.
			await page.waitForFunction(
				(sought) => document.activeElement?.matches("h1") === true && document.activeElement.textContent.includes(sought),
				{ timeout: 60_000, polling: 100 },
				words,
			);
		},
	};
}

/** Whether the focus is where it was when this was asked last. */
function hasStayed(page: Page): Promise<boolean> {
	return page.evaluate(() => {
		const before: unknown = Reflect.get(window, "focusBefore");
		Reflect.set(window, "focusBefore", document.activeElement);
		return before === document.activeElement && before !== document.body;
	});
}

/** Behind a page's last control Firefox goes to its own, of which it has none here, and stays: a person would come back to the first. */
function comesRound(page: Page): Promise<void> {
	return page.evaluate(() => document.querySelector<HTMLElement>("a, button")?.focus());
}
