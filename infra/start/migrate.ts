/** `npm run migrate`: brings the database of `DATABASE_URL` to the newest schema and starts nothing. `npm start` does the same by itself. */
import { migrate } from "@answerable/store/migrate";
import { migrateQueue } from "../../apps/worker/src/queue-migrate.ts";

const databaseUrl = process.env.DATABASE_URL;
if (databaseUrl === undefined || databaseUrl === "") {
	console.error("answerable: set DATABASE_URL to the database to migrate, as a role that may create roles and schemas.");
	process.exit(1);
}
try {
	const applied = await migrate(databaseUrl);
	await migrateQueue(databaseUrl, "answerable_worker");
	console.log(applied.length === 0 ? "The schema is the newest already." : `Applied ${applied.join(", ")}.`);
} catch (error) {
	console.error(`answerable: the database could not be migrated: ${error instanceof Error ? error.message || error.name : String(error)}`);
	process.exit(1);
}
