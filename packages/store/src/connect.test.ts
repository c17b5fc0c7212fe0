import { createServer, type Server } from "node:net";
import { sql } from "kysely";
import { afterEach, expect, test } from "vitest";
import { connect } from "./connect.ts";
import { isAway } from "./fault.ts";

const AUTHENTICATED = Buffer.from([0x52, 0, 0, 0, 8, 0, 0, 0, 0]);
const READY = Buffer.from([0x5a, 0, 0, 0, 5, 0x49]);

let server: Server | undefined;
afterEach(() => {
	server?.close();
});

/** Lets everybody in and hangs up at the first thing that it is asked, as a database does that is killed in that moment. */
function hangingUp(): Promise<number> {
	const opened = createServer((socket) => {
		socket.on("error", () => undefined);
		socket.once("data", () => {
			socket.write(Buffer.concat([AUTHENTICATED, READY]));
			socket.once("data", () => socket.destroy());
		});
	});
	server = opened;
	return new Promise((resolve) => {
		opened.listen(0, "127.0.0.1", () => {
			const address = opened.address();
			resolve(typeof address === "object" && address !== null ? address.port : 0);
		});
	});
}

test("a connection that is lost right after it was made fails what was asked and nothing else: no process ends of it", async () => {
	const uncaught: unknown[] = [];
	const note = (fault: unknown): void => void uncaught.push(fault);
	process.on("unhandledRejection", note);
	const db = connect(`postgres://somebody:word@127.0.0.1:${await hangingUp()}/postgres`, { max: 2, applicationName: "suite" });
	await expect(sql`select 1`.execute(db.query)).rejects.toSatisfy(isAway);
	await new Promise((resume) => setTimeout(resume, 200));
	await db.close();
	process.off("unhandledRejection", note);
	expect(uncaught).toEqual([]);
});
