/** The one rule of an organisation's colour: whatever is written on it can be read. */
import type { Colour } from "@answerable/types/branding";

/** What is written on a colour: the one of these that stands out. */
export type Ink = "#ffffff" | "#000000";

/** The least contrast of text (WCAG 2.2, success criterion 1.4.3). */
export const LEAST_CONTRAST = 4.5;

/**
 * White, as far as it can be read on the colour, and black otherwise. One of the two always can: where white falls below 4.5 to 1,
 * black is above 4.6 to 1, so no colour has to be refused once it is a plain one.
 */
export function inkOn(colour: Colour): Ink {
	return contrast(colour, "#ffffff") >= LEAST_CONTRAST ? "#ffffff" : "#000000";
}

/** How far two colours stand apart, from 1 to 21 (WCAG 2.2, "contrast ratio"). */
export function contrast(one: string, other: string): number {
	const luminances = [luminance(one), luminance(other)];
	return (Math.max(...luminances) + 0.05) / (Math.min(...luminances) + 0.05);
}

/** WCAG 2.2, "relative luminance". */
function luminance(colour: string): number {
	const channel = (at: number) => {
		const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
		return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
	};
	return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
}
