/** One of the roles of whoever is in. */
import type { TenureId } from "@answerable/types/id";
import type { Entered } from "../engine/protocol.ts";
import { useEntered } from "../use-desk.ts";

export type Post = Entered["tenures"][number];

/** The role of a tenure. Pages about a role are reached from a list of one's own. */
export function useMyPost(tenure: TenureId): Post {
	const post = useEntered().tenures.find((each) => each.tenure === tenure);
	if (post === undefined) throw new Error("This role is somebody else's.");
	return post;
}
