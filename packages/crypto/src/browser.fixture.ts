/** What the browser test loads, bundled: the same vectors as Node, computed by the browser. */
import { fromBase64Url, fromHex, toHex } from "./bytes.ts";
import { type FileContext, filePieces, openFile } from "./file.ts";
import { newKemKeyPair } from "./kem-box.ts";
import { newPhrase } from "./phrase.ts";
import { ORGANISATION } from "./sample.fixture.ts";
import { phraseVectors, sealingVectors } from "./vectors.fixture.ts";

/** What the page offers to the test. */
export type InBrowser = {
	readonly vectors: () => Promise<{ phrase: unknown; sealing: unknown }>;
	readonly openStored: (golden: { stored: string; context: unknown; key: string }) => string;
	readonly fresh: () => { words: number; key: number };
};

const inBrowser: InBrowser = {
	vectors: async () => ({ phrase: await phraseVectors(), sealing: await sealingVectors() }),
	openStored: ({ stored, context, key }) => toHex(openFile(filePieces(fromBase64Url(stored)), context as FileContext, fromHex(key))),
	fresh: () => ({
		words: newPhrase({ purpose: "reporter", organisation: ORGANISATION }).length,
		key: newKemKeyPair().publicKey.length,
	}),
};

Object.assign(globalThis, { inBrowser });
