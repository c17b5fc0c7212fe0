/** What the desk's engine does for one of the first three of an organisation. */
import type { OrganisationId } from "@answerable/types/id";
import { CheckError } from "../../../check-error.ts";
import { ProblemError } from "../../../problem-error.ts";
import type { Answers } from "../../../shell/engine-protocol.ts";
import type { Desk } from "../../desk.ts";
import type { Founding } from "../../founding.ts";
import type { DeskMemory } from "./memory.ts";
import type { FoundingShown, Progress, Requests } from "./protocol.ts";

type Beginning = Pick<Requests, "founding" | "makeFirstKey" | "signFounding">;

/** Makes the engine's part for an organisation that begins. */
export function createFounding(memory: DeskMemory): Answers<Beginning, Progress> {
	const read = async (organisation: OrganisationId) => shownOf(memory.desk, await foundingAt(memory.desk, organisation));
	return {
		founding: read,
		makeFirstKey: async (post) => {
			await memory.desk.offerKey({ ...post, isFirst: true });
			return read(post.organisation);
		},
		signFounding: async ({ organisation, readOut }) => {
			const founding = await foundingAt(memory.desk, organisation);
			if (founding === null) return null;
			try {
				await memory.desk.signFounding(founding, readOut);
			} catch (error) {
				if (error instanceof CheckError && error.code === "roots-not-pinned") return "differs";
				throw error;
			}
			return read(organisation);
		},
	};
}

/** Organisations of these that begin with whoever is in, and have not begun yet. */
export async function foundingsOf(desk: Desk, among: readonly OrganisationId[]): Promise<readonly OrganisationId[]> {
	const asked = [...new Set(among)].map(async (organisation) => ((await foundingAt(desk, organisation)) === null ? [] : [organisation]));
	return (await Promise.all(asked)).flat();
}

async function foundingAt(desk: Desk, organisation: OrganisationId): Promise<Founding | null> {
	try {
		return await desk.founding(organisation);
	} catch (error) {
		if (error instanceof ProblemError && error.code === "not-found") return null;
		throw error;
	}
}

function shownOf({ session }: Desk, founding: Founding | null): FoundingShown | null {
	const mine = founding?.posts.find(({ person }) => person === session.person);
	if (founding === null || mine === undefined) return null;
	const { organisation, odsCode, policy, directory, posts, own, fingerprint } = founding;
	const others = posts.filter((post) => post !== mine);
	return {
		organisation: organisation.id,
		name: organisation.name,
		odsCode,
		policy,
		bodies: directory.map(({ name, remit, validFrom, validUntil }) => ({ name, remit, validFrom, validUntil })),
		role: mine.role,
		posts: posts.map((post) => ({ role: post.role, isMine: post === mine, state: stateOf(post) })),
		step:
			own === null
				? "key"
				: fingerprint === null
					? "wait"
					: others.every(({ key }) => key?.signedBy.includes(own.statement.sign))
						? "signed"
						: "read",
		fingerprint: fingerprint === null ? null : (fingerprint.match(/.{4}/g) ?? []).join(" "),
	};
}

function stateOf({ person, key }: Founding["posts"][number]): FoundingShown["posts"][number]["state"] {
	if (person === null) return "away";
	if (key === null) return "here";
	return key.signedBy.length < 2 ? "keyed" : "signed";
}
