/** Cryptography as somebody at a screen feels it, in WebAssembly as a browser runs it. */
import { newCompartmentKeys } from "@answerable/crypto/compartment";
import { kemKeyPair } from "@answerable/crypto/kem-box";
import { openLetter, sealLetter } from "@answerable/crypto/letter";
import { deriveReporterKeys, newPhrase } from "@answerable/crypto/phrase";
import { openWrap, sealReleasable, sealWrap } from "@answerable/crypto/wrap";
import type { Hash } from "@answerable/types/bytes";
import type { CaseTag, TenureId } from "@answerable/types/id";
import { medianMs } from "./measure.ts";
import type { Measurement, Row } from "./scene.ts";
import { later, present } from "./time.ts";

const RECIPIENTS = 15;
const HEADERS = { quick: [200], usual: [1_000, 10_000], full: [1_000, 10_000] } as const;

export const cryptoMeasurement: Measurement = {
	name: "crypto",
	run: async ({ town, extent, say }) => {
		const organisation = town.id;
		const rows: Row[] = [];
		const figures: Record<string, number> = {};
		const tell = (what: string, name: string, ms: number): void => {
			rows.push({ what, figure: `${ms.toFixed(0)} ms` });
			say(`${what}: ${ms.toFixed(0)} ms`);
			figures[name] = ms;
		};
		const words = newPhrase({ purpose: "reporter", organisation });
		const deriveMs = await medianMs(extent === "quick" ? 2 : 7, () => deriveReporterKeys(words, organisation));
		tell("seven words to keys (Argon2id, 64 MiB, 3 passes)", "crypto.deriveMs", deriveMs);
		const sealing = sealer(organisation);
		tell(`a concern of 2 KB sealed to ${RECIPIENTS} recipients`, "crypto.sealMs", await medianMs(5, sealing.seal));
		for (const count of HEADERS[extent]) {
			const began = performance.now();
			for (let opened = 0; opened < count; opened += 1) sealing.open();
			tell(`${count} cases opened (wrap and letter of each)`, `crypto.open${count}Ms`, performance.now() - began);
		}
		return { rows, figures };
	},
};

/** Seals a concern to everybody, and opens it as the guardian. */
function sealer(organisation: Parameters<typeof deriveReporterKeys>[1]) {
	const caseTag = "ab".repeat(32) as CaseTag;
	const [holder, release] = [kemKeyPair(new Uint8Array(32).fill(1)), kemKeyPair(new Uint8Array(32).fill(2))];
	const keys = newCompartmentKeys();
	const text = new Uint8Array(1_900).fill(97);
	const tenure = "00000000-0000-4000-8000-000000000001" as TenureId;
	const hash = "cd".repeat(32) as Hash;
	const place = { organisation, caseTag, tenure, keyHash: hash, keys, recipientKey: holder.publicKey };
	const letter = {
		organisation,
		caseTag,
		compartment: "concern" as const,
		sender: "reporter" as const,
		sequence: 0,
		purpose: "raise" as const,
	};
	const own = sealWrap({ ...place, rung: 0, opens: ["concern"] });
	const sealed = sealLetter({ ...letter, text }, keys.concern);
	return {
		seal: (): void => {
			sealLetter({ ...letter, text }, keys.concern);
			sealLetter({ ...letter, compartment: "private", text }, keys.private);
			for (let rung = 0; rung < RECIPIENTS; rung += 1) {
				if (rung < 5) sealWrap({ ...place, rung: 0, opens: ["concern", "private"] });
				else
					sealReleasable(
						{ ...place, rung: 3, opens: ["concern"], notBefore: later(present(), 86_400), policy: hash, calendar: hash },
						release.publicKey,
					);
			}
		},
		open: (): void => {
			const opened = openWrap(own.body, holder.secretKey, { ...place, rung: 0, layer: 1, opens: ["concern"] });
			if (opened.concern === undefined) throw new Error("The wrap opens nothing.");
			openLetter(sealed, letter, opened.concern);
		},
	};
}
