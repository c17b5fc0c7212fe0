import { neighboursIn } from "@answerable/crypto/phrase-pairs.fixture";
import type { InvitationToken } from "@answerable/types/account";
import type { LoginName } from "@answerable/types/desk";
import { beforeAll, describe, expect, test } from "vitest";
import { connectHttp } from "../http.ts";
import { invitationLink } from "./admin.ts";
import { acceptInvitation, confirmWords, newWayIn, placesToAsk, tokenOf, type WayIn, wayInWith } from "./joining.ts";
import { newPhoneSecret, phoneUri } from "./phone.ts";

const ORIGIN = "https://speak-up.example";
const NAME = "amina.guardian" as LoginName;
const TOKEN = "A".repeat(43) as InvitationToken;

let made: WayIn;
beforeAll(async () => {
	made = await newWayIn(NAME);
});
const asked = ({ phrase, askedFor }: WayIn) => askedFor.map((place) => phrase.words[place - 1] ?? "") as [string, string];

describe("a new way in", () => {
	test("has seven words, and asks for two different ones of them, in order", () => {
		expect(made.phrase.words).toHaveLength(7);
		const places = new Set<string>();
		for (let drawn = 0; drawn < 42; drawn += 1) {
			const bytes = [drawn % 7, Math.floor(drawn / 7)];
			const [one, two] = placesToAsk(7, () => Uint8Array.of(bytes.shift() ?? 0));
			expect([one >= 1, one < two, two <= 7]).toEqual([true, true, true]);
			places.add(`${one},${two}`);
		}
		expect(places.size).toBe(21);
	});

	test("counts once the two words are typed, however they are written, and not before", () => {
		const [one, two] = asked(made);
		expect(confirmWords(made, [` ${one.toUpperCase()} `, `${two}.`])?.confirmed).toBe(true);
		for (const typed of [
			[two, one],
			[one, ""],
			["", ""],
			[one, `${two}x`],
			[`${one} ${two}`, two],
		] as [string, string][])
			expect(confirmWords(made, typed)).toBeNull();
	});

	test("of somebody who has their words is made of those; a slip of the pen is told", async () => {
		const typed = made.phrase.words.join(" ");
		const again = await wayInWith(NAME, typed);
		expect(again).toMatchObject({ outcome: "words", wayIn: { phrase: { login: made.phrase.login } } });
		expect(await wayInWith(NAME, made.phrase.words.slice(1).join(" "))).toEqual({ outcome: "typo", what: "wrong-length" });
	});
});

describe("a phone", () => {
	test("is given 160 bits that nobody else was given, in an address that authenticator apps read", () => {
		const secrets = new Set(Array.from({ length: 200 }, newPhoneSecret));
		expect(secrets.size).toBe(200);
		for (const secret of secrets) expect(secret).toMatch(/^[A-Z2-7]{32}$/);
		const uri = new URL(phoneUri("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", NAME));
		expect([uri.protocol, uri.searchParams.get("secret"), uri.searchParams.get("issuer")]).toEqual([
			...["otpauth:", "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", "Answerable"],
		]);
	});
});

describe("an invitation", () => {
	test("is what stands behind the # of its link, however it was pasted; anything else is none", () => {
		expect(tokenOf(invitationLink(ORIGIN, TOKEN))).toBe(TOKEN);
		expect(tokenOf(` ${TOKEN}\n`)).toBe(TOKEN);
		for (const typed of ["", ORIGIN, `${ORIGIN}/join#${TOKEN.slice(1)}`, `${TOKEN}=`]) expect(tokenOf(typed)).toBeNull();
	});

	test("is accepted with what grows from the words and never with a word; it is sent once, and a lost answer says what to do", async () => {
		const sent: string[] = [];
		const http = connectHttp({
			origin: ORIGIN,
			retryDelaysMs: [1, 1],
			fetch: async (_url, init) => {
				sent.push(String(init.body));
				throw new TypeError("The network is gone.");
			},
		});
		const wayIn = confirmWords(made, asked(made));
		if (wayIn === null) throw new Error("The words are right.");
		await expect(acceptInvitation(http, TOKEN, { ...wayIn, code: "123456" })).rejects.toMatchObject({
			code: "unreachable",
			message: expect.stringContaining("Try to sign in"),
		});
		expect(sent).toHaveLength(1);
		const body = JSON.parse(sent[0] ?? "{}") as Record<string, string>;
		expect(body).toEqual({ token: TOKEN, name: NAME, secret: made.phrase.login, phone: made.phone.secret, code: "123456" });
		for (const neighbours of neighboursIn(made.phrase.words)) expect(sent[0]).not.toContain(neighbours);
	});
});
