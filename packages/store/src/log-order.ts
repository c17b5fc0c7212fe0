/** In which order the leaves of an epoch are appended. Order within an epoch means nothing, so chance makes it. */

/** So many random bytes. */
export type Chance = (count: number) => Uint8Array;

export type PendingLeaf = {
	readonly id: string;
	/** Null for a leaf of no case (a key). */
	readonly case: string | null;
	readonly sequence: number | null;
	readonly bytes: Uint8Array;
};

/**
 * Raises first, so that a case's later leaves always find theirs; the rest shuffled. Leaves of one case keep their
 * own order among the places that chance gave them.
 */
export function inLogOrder(leaves: readonly PendingLeaf[], chance: Chance): readonly PendingLeaf[] {
	const shuffled = shuffle(leaves, chance);
	const raises = shuffled.filter(({ sequence }) => sequence === 0);
	return [...raises, ...inCaseOrder(shuffled.filter(({ sequence }) => sequence !== 0))];
}

function inCaseOrder(leaves: readonly PendingLeaf[]): readonly PendingLeaf[] {
	const queues = new Map<string, PendingLeaf[]>();
	for (const leaf of leaves) {
		if (leaf.case !== null) queues.set(leaf.case, [...(queues.get(leaf.case) ?? []), leaf]);
	}
	for (const queue of queues.values()) queue.sort((left, right) => (left.sequence ?? 0) - (right.sequence ?? 0));
	return leaves.map((leaf) => (leaf.case === null ? leaf : (queues.get(leaf.case)?.shift() ?? leaf)));
}

/** Fisher and Yates (Knuth, TAOCP 2, algorithm P). */
function shuffle<Item>(items: readonly Item[], chance: Chance): readonly Item[] {
	const shuffled = [...items];
	for (let last = shuffled.length - 1; last > 0; last -= 1) {
		const other = below(last + 1, chance);
		const [left, right] = [shuffled[last], shuffled[other]];
		if (left === undefined || right === undefined) throw new Error("A shuffle left its list.");
		[shuffled[last], shuffled[other]] = [right, left];
	}
	return shuffled;
}

/** A number below the bound, each as likely: draws that would favour small numbers are thrown away. */
function below(bound: number, chance: Chance): number {
	const fair = 2 ** 32 - (2 ** 32 % bound);
	for (;;) {
		const draw = chance(4).reduce((sum, byte) => sum * 256 + byte, 0);
		if (draw < fair) return draw % bound;
	}
}
