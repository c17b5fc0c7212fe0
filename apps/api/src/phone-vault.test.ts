import type { PhoneSecret } from "@answerable/types/account";
import type { PersonId } from "@answerable/types/id";
import { expect, test } from "vitest";
import { openPhoneVault } from "./phone-vault.ts";

const SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ" as PhoneSecret;
const [ONE, OTHER] = ["00000000-0000-4000-8000-000000000001", "00000000-0000-4000-8000-000000000002"] as PersonId[] as [PersonId, PersonId];
const vault = openPhoneVault(new Uint8Array(32).fill(1));

test("what was sealed opens again, and shows nothing of itself", () => {
	const sealed = vault.seal(ONE, SECRET);
	expect(vault.open(ONE, sealed)).toBe(SECRET);
	expect(Buffer.from(sealed).toString("latin1")).not.toContain(SECRET.slice(0, 8));
	expect(Buffer.from(vault.seal(ONE, SECRET)).equals(Buffer.from(sealed))).toBe(false);
});

test("it opens for nobody else, under no other key, and with no byte changed or missing", () => {
	const sealed = vault.seal(ONE, SECRET);
	expect(() => vault.open(OTHER, sealed)).toThrow();
	expect(() => openPhoneVault(new Uint8Array(32).fill(2)).open(ONE, sealed)).toThrow();
	for (let at = 0; at < sealed.length; at += 1) {
		const changed = Uint8Array.from(sealed, (byte, index) => (index === at ? byte ^ 1 : byte));
		expect(() => vault.open(ONE, changed)).toThrow();
		expect(() => vault.open(ONE, sealed.slice(0, at))).toThrow();
	}
});
