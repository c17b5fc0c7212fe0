/** Everything that whoever runs a deployment can get at without the releaser's key and without anybody's phrase, and what it opens. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { keyCommitment } from "@answerable/crypto/compartment";
import { openTenureKeys } from "@answerable/crypto/handler-keys";
import { kemKeyPair } from "@answerable/crypto/kem-box";
import { sha256Hash, toHex } from "@answerable/log/bytes";
import { connect } from "@answerable/store/connect";
import type { TenureId } from "@answerable/types/id";
import type { Stage } from "./stage.ts";

/** Texts by where they were found. Bytes in them are written in hex, as PostgreSQL and our key files do, or in base64url. */
export type Loot = ReadonlyMap<string, string>;

const KEY_BYTES = 32;
/** In longer values every place is tried as a compartment's key, but only the beginning as a private key: deriving its public half takes time. */
const WHOLE_BYTES = 160;
/** The release keys are the releaser's; the demo's credentials are the phrases of its people. */
const NOT_THEIRS = /^(release-.*\.key|demo-credentials\.json)$/;

/** Every row of every table of the database, whoever's it is, as text. */
export async function rowsOf(stage: Stage): Promise<Loot> {
	const db = connect(stage.ownerUrl(), { max: 1, applicationName: "thief" });
	try {
		const names = await db.sql<{ name: string }[]>`
			select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')`;
		const loot: [string, string][] = [];
		for (const { name } of names) {
			const rows = await db.sql.unsafe<{ row: string }[]>(`select row_to_json(t)::text as row from ${name} t`);
			loot.push([name, rows.map(({ row }) => row).join("\n")]);
		}
		return new Map(loot);
	} finally {
		await db.close();
	}
}

/** Every key file but those that are the releaser's. */
export function keyFilesOf(stage: Stage): Loot {
	const folder = join(stage.directory, "keys");
	const names = readdirSync(folder).filter((name) => !NOT_THEIRS.test(name));
	return new Map(names.map((name) => [name, readFileSync(join(folder, name), "utf8")]));
}

/** What a reader of the loot is looking for. */
export type Locks = {
	/** SHA-256 of every X-Wing key that anything is sealed to, and whose it is. */
	readonly sealedTo: ReadonlyMap<string, string>;
	/** Commitments in the headers of the stored letters. */
	readonly commitments: ReadonlySet<string>;
	/** Keys of staff as they are stored, sealed under what their phrases give. */
	readonly sealed: readonly { readonly tenure: TenureId; readonly keys: Uint8Array }[];
};

/** Reads the locks out of the rows: keys of staff, of reporters, of the releaser and of the recovery, and letters' commitments. */
export async function locksOf(stage: Stage): Promise<Locks> {
	const db = connect(stage.ownerUrl(), { max: 1, applicationName: "thief" });
	try {
		const [tenures, reporters, release, letters] = await Promise.all([
			db.query.selectFrom("tenure").select(["id", "role", "seal_key", "sealed_keys"]).execute(),
			db.query.selectFrom("reporter_key").select("kem").execute(),
			db.query.selectFrom("deployment_key").select("key").execute(),
			db.query.selectFrom("letter").select("ciphertext").execute(),
		]);
		const keys = [
			...tenures.map(({ role, seal_key }) => [sha256Hash(seal_key), role] as const),
			...reporters.map(({ kem }) => [sha256Hash(kem), "reporter"] as const),
			...release.filter(({ key }) => key.length > KEY_BYTES).map(({ key }) => [sha256Hash(key), "release"] as const),
		];
		return {
			sealedTo: new Map(keys),
			commitments: new Set(letters.map(({ ciphertext }) => toHex(ciphertext.subarray(8, 40)))),
			sealed: tenures.map(({ id, sealed_keys }) => ({ tenure: id, keys: sealed_keys })),
		};
	} finally {
		await db.close();
	}
}

/** Whatever opens: whose private key, or a key that some letter is committed to, and where it lay. Empty is what we promise. */
export function opensWith(loot: Loot, locks: Locks): readonly string[] {
	const tried = new Set<string>();
	const found: string[] = [];
	for (const [place, text] of loot) {
		for (const value of valuesIn(text)) {
			for (let at = 0; at + KEY_BYTES <= value.length; at += 1) {
				const key = value.slice(at, at + KEY_BYTES);
				const name = toHex(key);
				if (tried.has(name)) continue;
				tried.add(name);
				const isLikely = value.length <= WHOLE_BYTES || at === 0;
				found.push(...openedBy(key, locks, isLikely).map((what) => `${what} in ${place}`));
			}
		}
	}
	return found;
}

function openedBy(key: Uint8Array, { sealedTo, commitments, sealed }: Locks, isLikely: boolean): readonly string[] {
	const letters = commitments.has(toHex(keyCommitment(key))) ? ["a letter's key"] : [];
	if (!isLikely) return letters;
	const owner = sealedTo.get(sha256Hash(kemKeyPair(key).publicKey));
	const unsealed = sealed
		.filter(({ tenure, keys }) => opensTenure(keys, key, tenure))
		.map(({ tenure }) => `what unseals the keys of ${tenure}`);
	return [...letters, ...(owner === undefined ? [] : [`the private key of ${owner}`]), ...unsealed];
}

function opensTenure(keys: Uint8Array, wrap: Uint8Array, tenure: TenureId): boolean {
	try {
		openTenureKeys(keys, wrap, tenure);
		return true;
	} catch {
		return false;
	}
}

/** Everything in a text that could be bytes of 32 or more: runs of hex, and runs of base64url. */
function valuesIn(text: string): readonly Uint8Array[] {
	const hex = [...text.matchAll(/(?<![0-9a-f])(?:[0-9a-f]{2}){32,}(?![0-9a-f])/g)].map(([run]) => new Uint8Array(Buffer.from(run, "hex")));
	const base64 = [...text.matchAll(/(?<![\w-])[\w-]{43,}(?![\w-])/g)].map(([run]) => new Uint8Array(Buffer.from(run, "base64url")));
	return [...hex, ...base64];
}
