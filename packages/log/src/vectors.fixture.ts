/** Golden vectors of our own formats, computed. `scripts/make-vectors.ts` writes them, `formats.test.ts` compares. */
import { actHash, actOf, actText } from "./act.ts";
import { sha256Hash, toHash, toHex, utf8 } from "./bytes.ts";
import { canonicalHash, canonicalJson } from "./canonical.ts";
import * as sample from "./case.fixture.ts";
import { signCheckpoint } from "./checkpoint.ts";
import { ciphertextHash } from "./ciphertext.ts";
import { eventHash } from "./event-hash.ts";
import * as past from "./history.fixture.ts";
import { deploymentKeyHash, deploymentKeyText, keyHash, keyText, rootHash, rootText } from "./key-statement.ts";
import { commitment, encodeCaseLeaf, encodeStatementLeaf, eventSalt, leafDue, organisationTag } from "./leaf.ts";
import { encodeVerifierKey, noteKey } from "./note.ts";
import {
	interestsLeaf,
	interestsText,
	keyRemovalText,
	organisationDaysLeaf,
	organisationDaysText,
	policyAdoptionLeaf,
	policyAdoptionText,
} from "./organisation-statement.ts";
import { pagesText } from "./pages-statement.ts";
import { promiseText } from "./promise.ts";
import { keyDestroyedText, recoveryCopyText } from "./recovery-statement.ts";
import { rekeyBytes, rekeyText } from "./rekey.ts";
import { rootChangeText } from "./root-history.ts";
import { leafHash, treeRoot } from "./tree.ts";

const deploymentKeys = [
	{ version: 1, use: "promise", quarter: "", key: sample.promisePair.key },
	{ version: 1, use: "release", quarter: "2026-Q4", key: sample.named("release key") },
] as const;

/** Everything that a second implementation needs to check itself against. */
export function goldenVectors(): unknown {
	return {
		canonical: canonicalVectors(),
		ciphertexts: [[], ["sealed concern", "sealed private"]].map((parts) => ({ parts, hash: ciphertextHash(parts.map(utf8)) })),
		acts: actVectors(),
		events: past.history.map((event) => ({ event, hash: eventHash(event) })),
		leaves: leafVectors(),
		statements: statementVectors(),
		promise: { ...past.promise, text: promiseText(past.promiseStatement), key: sample.promisePair.key },
		rekey: rekeyVector(),
		checkpoint: checkpointVector(),
	};
}

function canonicalVectors(): unknown {
	const values = [null, true, "é\n€", [0, -1, 0.5, 0.8], { b: [], a: {}, "\u{10000}": 1, "\u{e000}": 2 }];
	return values.map((value) => ({ value, json: canonicalJson(value), hash: canonicalHash(value) }));
}

function actVectors(): unknown {
	return past.history.flatMap((event) => {
		if (event.act === null) return [];
		const parts = actOf(event, event.act.seen);
		const key = event.by.actor === "handler" ? sample.guardian : sample.reporter;
		return [{ parts, text: actText(parts), hash: actHash(parts), seed: key.seed, key: key.key, signature: event.act.signature }];
	});
}

function leafVectors(): unknown {
	const tag = organisationTag(sample.viewKey, sample.organisation, sample.caseTag);
	const nexts = [sample.instant("2026-04-07T16:00:00Z"), sample.instant("2026-04-07T16:00:00Z"), null];
	return nexts.map((due, sequence) => {
		const event = sample.at(past.history, sequence);
		const leaf = {
			kind: event.happening.kind,
			caseTag: sample.caseTag,
			organisationTag: tag,
			next: due === null ? null : { clock: "acknowledgement" as const, due: leafDue(due, "day") },
			commitment: commitment(sample.logSalt, sequence, eventHash(event)),
		};
		const bytes = encodeCaseLeaf(leaf);
		const inputs = { viewKey: toHex(sample.viewKey), logSalt: sample.logSalt, sequence, event: eventHash(event) };
		return { inputs, eventSalt: eventSalt(sample.logSalt, sequence), leaf, bytes: toHex(bytes), leafHash: toHash(leafHash(bytes)) };
	});
}

function statementVectors(): unknown {
	const { keyStatement, rootStatement } = sample;
	return [
		{
			statement: keyStatement,
			text: keyText(keyStatement),
			hash: keyHash(keyStatement),
			leaf: toHex(encodeStatementLeaf({ kind: "key", statement: keyStatement, ...sample.addition })),
			...sample.addition,
		},
		{
			statement: rootStatement,
			text: rootText(rootStatement),
			hash: rootHash(rootStatement),
			leaf: toHex(encodeStatementLeaf({ kind: "root", statement: rootStatement })),
		},
		...deploymentKeys.map((statement) => ({
			statement,
			text: deploymentKeyText(statement),
			hash: deploymentKeyHash(statement),
			leaf: toHex(encodeStatementLeaf({ kind: "deployment-key", statement })),
		})),
		...publishedVectors(),
		...recoveryVectors(),
		pagesVector(),
	];
}

function publishedVectors(): readonly unknown[] {
	const { keyRemoval, policyAdoption, organisationDays, rootChange, interests, canary } = sample;
	const texts = [
		keyRemovalText(keyRemoval),
		policyAdoptionText(policyAdoption),
		organisationDaysText(organisationDays),
		rootChangeText(rootChange),
		interestsText(interests),
	] as const;
	const named = texts.map((text) => ({ text, hash: sha256Hash(utf8(text)) }));
	const leaves = [
		{ kind: "key-removal", statement: keyRemoval },
		{ kind: "policy-adoption", statement: policyAdoptionLeaf(policyAdoption) },
		{ kind: "organisation-days", statement: organisationDaysLeaf(organisationDays) },
		{ kind: "root-change", statement: rootChange },
		{ kind: "interests", statement: interestsLeaf(interests) },
	] as const;
	const published = [keyRemoval, policyAdoption, organisationDays, rootChange, interests].map((statement, index) => {
		return { statement, ...sample.at(named, index), leaf: toHex(encodeStatementLeaf(sample.at(leaves, index))) };
	});
	return [...published, { statement: canary, leaf: toHex(encodeStatementLeaf({ kind: "canary", statement: canary })) }];
}

function recoveryVectors(): readonly unknown[] {
	const { keyDestroyed, recoveryCopy } = sample;
	const texts = [keyDestroyedText(keyDestroyed), recoveryCopyText(recoveryCopy)];
	const hashes = texts.map((text) => sha256Hash(utf8(text)));
	return [
		{
			statement: keyDestroyed,
			text: texts[0],
			hash: hashes[0],
			leaf: toHex(encodeStatementLeaf({ kind: "key-destroyed", statement: keyDestroyed })),
		},
		{ statement: recoveryCopy, text: texts[1], hash: hashes[1] },
	];
}

function pagesVector(): unknown {
	const { pages: statement } = sample;
	const text = pagesText(statement);
	return { statement, text, hash: sha256Hash(utf8(text)), leaf: toHex(encodeStatementLeaf({ kind: "pages", statement })) };
}

function rekeyVector(): unknown {
	const { rekeying, newReporter } = sample;
	return {
		rekeying,
		text: rekeyText(rekeying),
		seed: newReporter.seed,
		key: newReporter.key,
		proof: newReporter.sign(rekeyBytes(rekeying)),
	};
}

function checkpointVector(): unknown {
	const key = noteKey("log.example.org/answerable", sample.logPair.key);
	const root = treeRoot([leafHash(past.raisedLeaf)]);
	const note = signCheckpoint({ origin: key.name, size: 1, root }, key, sample.logPair.sign);
	return { seed: sample.logPair.seed, verifierKey: encodeVerifierKey(key), size: 1, root: toHash(root), note };
}
