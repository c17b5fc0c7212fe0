/** A new organisation beside those of the demo, founded by whoever runs the stage's machine. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { LoginName } from "@answerable/types/desk";
import type { OrganisationId } from "@answerable/types/id";
import type { Stage } from "../stage/stage.ts";
import { type Joined, joinAs, runAdmin, tokenOfLink } from "./joining.ts";

/** Its three first roots, in the order of its fingerprint. */
export const FIRST_ROLES = ["guardian", "ned_lead", "board_secretary"] as const;

/** The three who will be its roots, each let in by the link that was printed for their post. */
export type Founded = { readonly organisation: OrganisationId; readonly three: readonly [Joined, Joined, Joined] };

/** Founds an organisation from a file, under the demo's regulator, and lets the three in. */
export async function foundOn(stage: Stage, slug: string): Promise<Founded> {
	const regulator = stage.credentials.organisations.find((each) => each.slug === "care-standards-office");
	const file = join(stage.directory, `${slug}.json`);
	const entry = { body: regulator?.slug, roots: regulator?.roots, validFrom: "2026-04-01", validUntil: null };
	const directory = [{ ...entry, remit: "Safety and quality of care (invented)", remits: ["quality"] }];
	const plan = { slug, name: "Riverside Hospitals (invented)", odsCode: "ZZ9", nation: "england", policy: "demo@1", directory };
	writeFileSync(file, JSON.stringify(plan));
	const links = runAdmin(stage, "found", file).trim().split("\n");
	const [one, two, three] = await Promise.all(
		FIRST_ROLES.map((role) => joinAs(stage, `${role.replaceAll("_", "-")}.${slug}` as LoginName, linkFor(links, role))),
	);
	const [appointment] = one?.desk.session.appointments ?? [];
	if (one === undefined || two === undefined || three === undefined || appointment === undefined) throw new Error("There are three posts.");
	return { organisation: appointment.organisation, three: [one, two, three] };
}

function linkFor(links: readonly string[], role: string) {
	const line = links.find((each) => each.startsWith(`${role} `));
	return tokenOfLink(/http\S+/.exec(line ?? "")?.[0] ?? "");
}
