import { Branding, type Colour } from "@answerable/types/branding";
import fc from "fast-check";
import { expect, test } from "vitest";
import { contrast, inkOn, LEAST_CONTRAST } from "./branding.ts";

const anyColour = fc.integer({ min: 0, max: 0xff_ff_ff }).map((value) => `#${value.toString(16).padStart(6, "0")}` as Colour);

test.each([
	["#005eb8", "#ffffff"],
	["#000000", "#ffffff"],
	["#767676", "#ffffff"],
	["#777777", "#000000"],
	["#ffeb3b", "#000000"],
	["#ffffff", "#000000"],
] as const)("on %s is written in %s", (colour, ink) => {
	expect(inkOn(colour)).toBe(ink);
});

test("contrasts are those that the guideline publishes", () => {
	expect(contrast("#ffffff", "#000000")).toBeCloseTo(21, 5);
	expect(contrast("#767676", "#ffffff")).toBeCloseTo(4.54, 2);
	expect(contrast("#ffffff", "#767676")).toBe(contrast("#767676", "#ffffff"));
	expect(contrast("#123456", "#123456")).toBe(1);
});

test("whatever colour two roots choose, what is written on it can be read", () => {
	fc.assert(fc.property(anyColour, (colour) => contrast(colour, inkOn(colour)) >= LEAST_CONTRAST));
});

test.each(["red", "#fff", "#005EB8", "#005eb8;", "url(https://example.org)", "rgb(0 0 0 / 0)", "#005eb800", "var(--brand)", ""])(
	"%s is no colour that could be proposed",
	(colour) => {
		expect(Branding.safeParse({ name: "A trust", colour: "#005eb8", contact: "" }).success).toBe(true);
		expect(Branding.safeParse({ name: "A trust", colour, contact: "" }).success).toBe(false);
	},
);
