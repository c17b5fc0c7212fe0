/** A cable between the app and the database that a test can cut and mend. */
import { connect, createServer, type Socket } from "node:net";

export type Cable = { readonly url: (databaseUrl: string) => string; cut(): Promise<void>; mend(): Promise<void> };

/** Lays a cable to the database of a URL. */
export async function layCable(clusterUrl: string): Promise<Cable> {
	const { hostname, port } = new URL(clusterUrl);
	const open = new Set<Socket>();
	let server = createServer();
	const lay = (onPort: number): Promise<number> =>
		new Promise((resolve, reject) => {
			server = createServer((near) => {
				const far = connect(Number(port), hostname);
				for (const socket of [near, far]) {
					open.add(socket);
					socket.on("error", () => undefined);
					socket.on("close", () => {
						open.delete(socket);
						near.destroy();
						far.destroy();
					});
				}
				near.pipe(far).pipe(near);
			});
			server.once("error", reject);
			server.listen(onPort, "127.0.0.1", () => {
				const address = server.address();
				if (address === null || typeof address === "string") reject(new Error("No port."));
				else resolve(address.port);
			});
		});
	const ours = await lay(0);
	return {
		url: (databaseUrl) => {
			const through = new URL(databaseUrl);
			through.host = `127.0.0.1:${ours}`;
			return through.href;
		},
		cut: () =>
			new Promise((resolve) => {
				server.close(() => resolve());
				for (const socket of open) socket.destroy();
			}),
		mend: async () => {
			await lay(ours);
		},
	};
}
