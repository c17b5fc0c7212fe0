import { expect, test, vi } from "vitest";
import formats from "../vectors/formats.json" with { type: "json" };
import * as sample from "./case.fixture.ts";
import { decodeBundle, encodeBundle } from "./entry-bundle.ts";
import * as past from "./history.fixture.ts";
import { assertHistory } from "./history.ts";
import { rootHash } from "./key-statement.ts";
import { decodeLeaf } from "./leaf.ts";
import { openNote, parseVerifierKey } from "./note.ts";
import { listedHash, proveConsistency, proveInclusion, verifyConsistency, verifyInclusion } from "./proof.ts";
import { checkDirectoryKey } from "./root-history.ts";
import { growTree, tiledRoot, tilesIn } from "./tile.ts";
import { treeRoot } from "./tree.ts";
import { goldenVectors } from "./vectors.fixture.ts";

function poison(): never {
	throw new Error("The core reads no clock, no chance and no outside world.");
}

const POISONED = [
	"Date",
	"fetch",
	"setTimeout",
	"setInterval",
	"setImmediate",
	"queueMicrotask",
	"Promise",
	"crypto",
	"performance",
] as const;

/** Runs something with clock, chance, tasks and the outside world taken away. */
function poisoned<Result>(run: () => Result): Result {
	for (const name of POISONED) vi.stubGlobal(name, new Proxy(poison, { construct: poison, get: poison }));
	vi.stubGlobal(
		"Math",
		new Proxy(Math, { get: (target, name, receiver) => (name === "random" ? poison : Reflect.get(target, name, receiver)) }),
	);
	vi.stubGlobal("Temporal", new Proxy({}, { get: poison }));
	try {
		return run();
	} finally {
		vi.unstubAllGlobals();
	}
}

/** One call at least into every file of the package. */
function everything() {
	const leaves = Array.from({ length: 5 }, (_, index) => Uint8Array.from({ length: 32 }, () => index));
	const small = { size: 3, root: treeRoot(leaves.slice(0, 3)) };
	const large = { size: 5, root: treeRoot(leaves) };
	verifyInclusion({ leaf: sample.at(leaves, 2), index: 2, ...large, proof: proveInclusion(2, 5, listedHash(leaves)) });
	verifyConsistency({ first: small, second: large, proof: proveConsistency(3, 5, listedHash(leaves)) });
	const tiles = tilesIn(growTree(0, [], leaves).tiles);
	checkDirectoryKey(
		sample.directoryKey,
		[{ statement: sample.rootStatement, fingerprint: rootHash(sample.rootStatement), until: null }],
		sample.sealBytes,
		sample.verify,
	);
	openNote(formats.checkpoint.note, [parseVerifierKey(formats.checkpoint.verifierKey)], sample.verify);
	return {
		vectors: JSON.parse(JSON.stringify(goldenVectors())),
		history: assertHistory(past.history, sample.keys, sample.verify),
		leaf: decodeLeaf(sample.at(decodeBundle(encodeBundle([past.raisedLeaf]), 1), 0)).kind,
		isSameRoot: String(tiledRoot(5, tiles)) === String(large.root),
	};
}

test("everything in the package works without clock, chance, tasks or the outside world", () => {
	expect(poisoned(everything)).toEqual({ vectors: formats, history: past.history, leaf: "raised", isSameRoot: true });
});

const escapes: readonly (() => unknown)[] = [
	() => new Date(),
	() => Date.now(),
	() => Math.random(),
	() => Temporal.Now.instant(),
	() => fetch("/"),
	() => new Promise(() => 0),
];

test.each(escapes)("the poison works: %s", (run) => {
	expect(() => poisoned(run)).toThrow("no clock");
});
