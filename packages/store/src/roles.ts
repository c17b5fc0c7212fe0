/** The three processes' roles: they may log in, own nothing, and each sees what it needs. */
import { createHash, createHmac, pbkdf2Sync, randomBytes } from "node:crypto";
import postgres from "postgres";

export type RoleUrls = { readonly api: string; readonly worker: string; readonly releaser: string };

const ROLES = { api: "answerable_api", worker: "answerable_worker", releaser: "answerable_releaser" } as const;
const CONCURRENT_UPDATE = "XX000";
const SCRAM_ITERATIONS = 4_096;

/**
 * Lets the three roles log in to this database and returns their URLs. Passwords are derived from `secret`, so every
 * machine that holds it derives the same; PostgreSQL is sent only their SCRAM verifiers (RFC 5802 §3), so that no log
 * of statements shows a password. The owner must be allowed to create roles.
 */
export async function openRoles(ownerUrl: string, secret: Uint8Array): Promise<RoleUrls> {
	const sql = postgres(ownerUrl, {
		max: 1,
		onnotice: () => undefined,
		connect_timeout: 10,
		fetch_types: false,
		connection: { application_name: "answerable-roles" },
	});
	try {
		const passwords = { api: passwordOf("api", secret), worker: passwordOf("worker", secret), releaser: passwordOf("releaser", secret) };
		await openRole(sql, ROLES.api, passwords.api);
		await openRole(sql, ROLES.worker, passwords.worker);
		await openRole(sql, ROLES.releaser, passwords.releaser);
		return {
			api: urlOf(ownerUrl, ROLES.api, passwords.api),
			worker: urlOf(ownerUrl, ROLES.worker, passwords.worker),
			releaser: urlOf(ownerUrl, ROLES.releaser, passwords.releaser),
		};
	} finally {
		await sql.end({ timeout: 5 });
	}
}

function passwordOf(process: keyof RoleUrls, secret: Uint8Array): string {
	return createHmac("sha256", secret).update(`answerable/v1/role\n${process}`).digest("hex");
}

function urlOf(ownerUrl: string, role: string, password: string): string {
	const url = new URL(ownerUrl);
	url.username = role;
	url.password = password;
	return url.href;
}

/** Roles belong to the cluster, so another database's start may be changing the same row: then once more. */
async function openRole(sql: postgres.Sql, role: string, password: string): Promise<void> {
	for (let attempt = 1; ; attempt += 1) {
		try {
			await sql.unsafe(`alter role ${role} login noinherit password '${scramVerifier(password)}'`);
			await sql.unsafe(
				`do $$ begin execute format('alter role ${role} in database %I set search_path = answerable', current_database()); end $$`,
			);
			return;
		} catch (error) {
			const concurrent = error instanceof postgres.PostgresError && error.code === CONCURRENT_UPDATE;
			if (!concurrent || attempt === 10) {
				throw error;
			}
			await new Promise((resume) => setTimeout(resume, 20 * attempt));
		}
	}
}

/** RFC 5802 §3 and RFC 7677, in the form in which PostgreSQL keeps it. */
function scramVerifier(password: string): string {
	const salt = randomBytes(16);
	const salted = pbkdf2Sync(password, salt, SCRAM_ITERATIONS, 32, "sha256");
	const clientKey = createHmac("sha256", salted).update("Client Key").digest();
	const storedKey = createHash("sha256").update(clientKey).digest("base64");
	const serverKey = createHmac("sha256", salted).update("Server Key").digest("base64");
	return `SCRAM-SHA-256$${SCRAM_ITERATIONS}:${salt.toString("base64")}$${storedKey}:${serverKey}`;
}
