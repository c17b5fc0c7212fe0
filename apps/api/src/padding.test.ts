import { signingKeyFromSeed } from "@answerable/crypto/signing";
import type { ReadMailbox } from "@answerable/store/mailbox";
import type { Hash } from "@answerable/types/bytes";
import { expect, test } from "vitest";
import { testApp } from "./deps.fixture.ts";
import { newSecrets, opening } from "./reporter.fixture.ts";
import { NORTHBROOK } from "./trust.fixture.ts";

const SECRETS = newSecrets();
const LEAST = 16 * 1024;

function appWith(letters: readonly string[]) {
	const mailbox = {
		caseTag: SECRETS.caseTag,
		rekeyed: letters.join(""),
		policy: {},
		calendar: {},
		wraps: Buffer.from("wraps"),
	} as unknown as ReadMailbox;
	return testApp({
		mailboxDoor: async (organisation) => ({
			organisation,
			caseTag: SECRETS.caseTag,
			policy: "cd".repeat(32) as Hash,
			mailboxAuth: signingKeyFromSeed(SECRETS.mailboxAuth),
			messageSign: signingKeyFromSeed(SECRETS.messageSign),
		}),
		mailbox: async () => mailbox,
	}).app;
}

async function sizeOf(app: ReturnType<typeof appWith>, path: string, body: string): Promise<readonly [number, number]> {
	const answer = await app.request(path, { method: "POST", body, headers: { "content-type": "application/json" } });
	const bytes = await answer.arrayBuffer();
	expect(() => JSON.parse(new TextDecoder().decode(bytes))).not.toThrow();
	return [answer.status, bytes.byteLength];
}

test("a mailbox, a refusal and a request that cannot be read are answered with the same number of bytes", async () => {
	const app = appWith(["é", "words"]);
	const opened = JSON.stringify(opening(SECRETS, NORTHBROOK.id, "2026-11-23T12:01:00Z"));
	expect(await sizeOf(app, "/api/mailbox", opened)).toEqual([200, LEAST]);
	expect(await sizeOf(app, "/api/mailbox", opened)).toEqual([409, LEAST]);
	expect(await sizeOf(app, "/api/mailbox", "{")).toEqual([400, LEAST]);
	expect(await sizeOf(app, "/api/mailbox/acts", "{}")).toEqual([400, LEAST]);
	expect(await sizeOf(app, "/api/concerns", "{}")).toEqual([400, LEAST]);
});

test("a longer mailbox grows by doubling only", async () => {
	const opened = () => JSON.stringify(opening(SECRETS, NORTHBROOK.id, "2026-11-23T12:01:00Z"));
	expect((await sizeOf(appWith(["x".repeat(LEAST)]), "/api/mailbox", opened()))[1]).toBe(2 * LEAST);
	expect((await sizeOf(appWith(["x".repeat(2 * LEAST + 1)]), "/api/mailbox", opened()))[1]).toBe(4 * LEAST);
});
