/** Ports: whether one can be listened on, asked before anything is started, and one that can. */
import { createServer } from "node:net";
import { StartError } from "./data-directory.ts";

/** Resolves when the port is free on the host; throws a `StartError` that says what to do otherwise. */
export async function assertPortFree(host: string, port: number): Promise<void> {
	await new Promise<void>((resolve, reject) => {
		const probe = createServer();
		probe.once("error", (cause: NodeJS.ErrnoException) => {
			const why = cause.code === "EADDRINUSE" ? "is already in use" : `cannot be listened on (${cause.code ?? "unknown"})`;
			reject(new StartError(`Port ${port} ${why}: stop what uses it, or choose another with PORT=8081 npm start.`));
		});
		probe.listen(port, host, () => probe.close(() => resolve()));
	});
}

/** A port of the loopback address that nothing listens on. */
export function freePort(): Promise<number> {
	return new Promise((resolve, reject) => {
		const probe = createServer();
		probe.once("error", reject);
		probe.listen(0, "127.0.0.1", () => {
			const address = probe.address();
			probe.close(() => (address !== null && typeof address === "object" ? resolve(address.port) : reject(new Error("No free port."))));
		});
	});
}
