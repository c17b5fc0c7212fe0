import type { Hash } from "@answerable/types/bytes";
import type { IntakeParameters } from "@answerable/types/intake";
import { beforeEach, expect, test } from "vitest";
import { clockFrom } from "../clock.ts";
import { StandIn } from "../stand-in.fixture.ts";
import { ORIGIN, SLUG } from "../stand-in-people.fixture.ts";
import { connectReporter } from "./reporter.ts";

const FACE = { name: "Northbrook", colour: "#005eb8", contact: "Ring the guardian on 01234 567890." };
let world: StandIn;

beforeEach(async () => {
	world = new StandIn();
	await world.appoint("guardian");
});

function shown() {
	const reporter = connectReporter({ origin: ORIGIN, fetch: world.fetch, clock: clockFrom(world.clock()), retryDelaysMs: [] });
	return reporter.intake(SLUG, world.pins()).then(({ branding }) => branding);
}

test("what two roots signed is shown, written in an ink that can be read on its colour", async () => {
	expect(await shown()).toBeNull();
	world.dress(FACE);
	expect(await shown()).toEqual({ ...FACE, ink: "#ffffff" });
	world.dress({ ...FACE, colour: "#ffeb3b" });
	expect(await shown()).toEqual({ ...FACE, colour: "#ffeb3b", ink: "#000000" });
});

type Lie = (signed: NonNullable<IntakeParameters["branding"]>) => NonNullable<IntakeParameters["branding"]>;

test.each<[string, Lie]>([
	[
		"another sentence than the one that was signed",
		(signed) => ({ ...signed, branding: { ...FACE, contact: "Ring the chief executive." } }),
	],
	["a statement that nobody signed", (signed) => ({ ...signed, statement: { ...signed.statement, number: 2 } })],
	[
		"one root's signature twice",
		(signed) => ({ ...signed, countersignatures: [0, 0].flatMap((at) => signed.countersignatures[at] ?? []) }),
	],
	["a statement of another organisation", (signed) => ({ ...signed, statement: { ...signed.statement, organisation: world.body } })],
	["a statement of another branding", (signed) => ({ ...signed, statement: { ...signed.statement, branding: "00".repeat(32) as Hash } })],
])("%s is not shown, and keeps nobody from raising a concern", async (_, lie) => {
	world.dress(FACE);
	world.lies.intake = (honest) => ({ ...honest, branding: honest.branding === null ? null : lie(honest.branding) });
	expect(await shown()).toBeNull();
});

test("strangers' signatures show nothing, and neither do those of a root that has left", async () => {
	world.dress(FACE, world.roots[1].seeds.slice(1));
	expect(await shown()).toBeNull();
	world.dress(FACE, world.roots[0].seeds.slice(0, 2));
	expect(await shown()).not.toBeNull();
	world.changeRoot(new Uint8Array(32).fill(9));
	expect(await shown()).toBeNull();
	world.dress(FACE, world.roots[0].seeds.slice(1));
	expect(await shown()).not.toBeNull();
});
