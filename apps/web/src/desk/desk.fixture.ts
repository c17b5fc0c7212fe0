/** Handlers who signed in at their desks, and a reporter who raises to them; for tests. */
import type { LoginName } from "@answerable/types/desk";
import type { TenureId } from "@answerable/types/id";
import type { Role } from "@answerable/types/role";
import { clockFrom } from "../clock.ts";
import { FORM } from "../form.fixture.ts";
import { connectReporter, type Reporter } from "../reporter/reporter.ts";
import { CODE, StandIn } from "../stand-in.fixture.ts";
import { ORIGIN, SLUG } from "../stand-in-people.fixture.ts";
import { type Desk, signInToDesk } from "./desk.ts";

export type AtDesks = {
	readonly world: StandIn;
	readonly reporter: Reporter;
	/** The desk of whoever signed in with this role. */
	readonly desk: (role: Role) => Desk;
	readonly tenureOf: (role: Role) => TenureId;
	/** A concern that all of them may know of, in a world that has no other. */
	readonly raise: () => ReturnType<Reporter["raise"]>;
};

/** How somebody reaches the world. */
export function wayTo(world: StandIn) {
	return { origin: ORIGIN, fetch: world.fetch, clock: clockFrom(world.clock()), retryDelaysMs: [1] };
}

/** A world of these people, who sign in, and of others, who do not. */
export async function atDesks(named: readonly (readonly [Role, string])[], others: readonly Role[]): Promise<AtDesks> {
	const world = new StandIn();
	for (const [role, name] of named) await world.appoint(role, name as LoginName);
	for (const role of others) await world.appoint(role);
	const reporter = connectReporter({ origin: ORIGIN, fetch: world.fetch, clock: clockFrom(world.clock()) });
	const desks = new Map<Role, Desk>();
	for (const [role, name] of named) {
		const phrase = world.phrases.get(name as LoginName)?.phrase.words.join(" ") ?? "";
		const signedIn = await signInToDesk(wayTo(world), { name: name as LoginName, phrase, code: CODE });
		if (signedIn.outcome !== "signed-in") throw new Error(signedIn.what);
		desks.set(role, signedIn.desk);
	}
	return {
		world,
		reporter,
		desk: (role) => {
			const found = desks.get(role);
			if (found === undefined) throw new Error(`no desk of ${role}`);
			return found;
		},
		tenureOf: (role) => world.staff.find((each) => each.role === role)?.mine.statement.tenure ?? ("" as never),
		raise: async () => {
			world.lies = {};
			world.cases.clear();
			const raised = await reporter.raise(await reporter.intake(SLUG, world.pins()), FORM);
			world.tick();
			return raised;
		},
	};
}
