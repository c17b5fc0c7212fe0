/** Reporters who write later, where acts happen at once and where they wait for their slot. */
import type { Severity } from "@answerable/types/clock";
import type { CaseTag } from "@answerable/types/id";
import type { Instant } from "@answerable/types/time";
import { raise } from "./raise.ts";
import type { ReportersAct } from "./reporter-act.ts";
import { headOf, signAct } from "./signed-act.fixture.ts";
import { at, makeWorld, newReporter, type World } from "./world.fixture.ts";

export const START = at("2026-04-07T09:00:00Z");

export type Writer = { readonly world: World; readonly caseTag: CaseTag; readonly seed: Uint8Array };

/** A world for each policy, and whoever raises in them. */
export async function openWorlds(policies: readonly string[]) {
	const worlds = new Map<string, World>();
	for (const policy of policies) worlds.set(policy, await makeWorld(policy, 2));
	return {
		writers: async (policy: string, count: number, severity: Severity = "S3"): Promise<readonly Writer[]> => {
			const world = worlds.get(policy);
			if (world === undefined) throw new Error(`No world follows ${policy}.`);
			const made = Array.from({ length: count }, () => newReporter(world, { now: START, severity }));
			await Promise.all(made.map(({ request }) => raise(world.api, request)));
			return made.map(({ caseTag, seed }) => ({ world, caseTag, seed }));
		},
		close: () => Promise.all([...worlds.values()].map((world) => world.close())),
	};
}

/** An act of a reporter, signed; a letter says these words. */
export async function signedBy(
	{ world, caseTag, seed }: Writer,
	kind: "letter" | "withdrawal-asked" | "withdrawal-recalled",
	words: Uint8Array,
	now: Instant,
): Promise<ReportersAct> {
	const statement = kind === "letter" ? { purpose: "reply" as const, compartment: "concern" as const } : {};
	const ciphertext = kind === "letter" ? words : null;
	const signature = signAct(world, seed, { caseTag, seen: await headOf(world, caseTag), kind, statement, ciphertext });
	return { caseTag, act: { kind, statement, act: signature } as never, ciphertext, now };
}
