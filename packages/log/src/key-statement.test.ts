import { describe, expect, test } from "vitest";
import { fromHex, sha256Hash } from "./bytes.ts";
import * as sample from "./case.fixture.ts";
import { checkDeploymentKey, checkRoots, deploymentKeyBytes, deploymentKeyText, deploymentKeyValue, rootBytes } from "./key-statement.ts";

const { rootStatement, sealBytes, verify, pair, at } = sample;
const operator = pair("operator");

function refused(code: string) {
	return expect.objectContaining({ name: "ProofError", code });
}

describe("an organisation's roots", () => {
	const signature = operator.sign(rootBytes(rootStatement));

	test("are believed when the operator signed them", () => {
		expect(() => checkRoots(rootStatement, signature, operator.key, verify)).not.toThrow();
		expect(() => checkRoots(rootStatement, signature, pair("other").key, verify)).toThrow(refused("wrong-signature"));
	});

	test("are three different ones", () => {
		const [one, two] = [at(rootStatement.roots, 0), at(rootStatement.roots, 1)];
		for (const roots of [
			[one, one, two],
			[one, two],
		]) {
			const statement = { ...rootStatement, roots };
			expect(() => checkRoots(statement, operator.sign(rootBytes(statement)), operator.key, verify)).toThrow(refused("roots-not-distinct"));
		}
	});
});

describe("a deployment's key", () => {
	const statement = { version: 1, use: "promise", quarter: "", key: sample.promisePair.key } as const;
	const served = { statement, signature: sample.logPair.sign(deploymentKeyBytes(statement)), key: fromHex(sample.promisePair.key) };
	const release = { version: 1, use: "release", quarter: "2026-Q4", key: sha256Hash(sealBytes) } as const;

	test("is believed for the use that the log key signed it for", () => {
		expect(() => checkDeploymentKey(served, "promise", sample.logPair.key, verify)).not.toThrow();
		const servedRelease = { statement: release, signature: sample.logPair.sign(deploymentKeyBytes(release)), key: sealBytes };
		expect(() => checkDeploymentKey(servedRelease, "release", sample.logPair.key, verify)).not.toThrow();
		expect(deploymentKeyValue("release", sealBytes)).toBe(release.key);
	});

	test("is not for another use, by another signer or with another key", () => {
		expect(() => checkDeploymentKey(served, "release", sample.logPair.key, verify)).toThrow(refused("wrong-use"));
		expect(() => checkDeploymentKey(served, "promise", operator.key, verify)).toThrow(refused("wrong-signature"));
		const exchanged = { ...served, key: fromHex(operator.key) };
		expect(() => checkDeploymentKey(exchanged, "promise", sample.logPair.key, verify)).toThrow(refused("wrong-seal-key"));
	});

	test("says its quarter, or that it has none", () => {
		expect(deploymentKeyText(statement)).toContain("\nquarter -\n");
		expect(deploymentKeyText(release)).toContain("\nquarter 2026-Q4\n");
	});
});
