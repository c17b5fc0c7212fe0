import { expect, test } from "vitest";
import { readEnvironment } from "./environment.ts";

const LEAST = { DATABASE_URL_API: "postgres://a:secret@127.0.0.1/x", ANSWERABLE_KEYS: "/keys" };

test("what is not said has its default", () => {
	expect(readEnvironment(LEAST)).toEqual({
		port: 8080,
		host: "127.0.0.1",
		origin: null,
		onion: null,
		databaseUrl: "postgres://a:secret@127.0.0.1/x",
		keys: "/keys",
		pages: null,
		aids: null,
		work: "normal",
	});
});

test("what is wrong is named, and its value is not repeated", () => {
	const start = () => readEnvironment({ ...LEAST, DATABASE_URL_API: "mysql://a:secret@x", PORT: "99999" });
	expect(start).toThrow(/PORT, DATABASE_URL_API/);
	expect(start).not.toThrow(/secret/);
});

test("an origin is an origin: no path and no slash behind it", () => {
	expect(readEnvironment({ ...LEAST, ORIGIN: "https://speak-up.test:8443" }).origin).toBe("https://speak-up.test:8443");
	expect(() => readEnvironment({ ...LEAST, ORIGIN: "https://speak-up.test/" })).toThrow(/ORIGIN/);
});

test("an onion address is one of version 3, and nothing else", () => {
	const onion = `http://${"a2".repeat(28)}.onion`;
	expect(readEnvironment({ ...LEAST, ANSWERABLE_ONION: onion }).onion).toBe(onion);
	expect(() => readEnvironment({ ...LEAST, ANSWERABLE_ONION: "https://example.org" })).toThrow(/ANSWERABLE_ONION/);
});
