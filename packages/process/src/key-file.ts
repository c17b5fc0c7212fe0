/** Keys of the deployment: one line of lower-case hex a file, readable by the user of the process that needs it. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { refuseStart } from "./fault.ts";

/** Reads a 32-byte key, or says why it cannot. Neither says what stands in the file. */
export async function readKey(directory: string, name: string): Promise<Uint8Array> {
	const path = join(directory, name);
	const text = await readFile(path, "utf8").catch((fault: NodeJS.ErrnoException) =>
		refuseStart(`the key file ${path} cannot be read (${fault.code ?? fault.name}); restore it from its backup, or run the start script`),
	);
	const hex = text.trim();
	if (!/^[0-9a-f]{64}$/.test(hex)) return refuseStart(`the key file ${path} is not one line of 32 bytes in lower-case hex`);
	return Uint8Array.from(Buffer.from(hex, "hex"));
}
