/** The shape shared by everything that is signed: a title line, then one `name value` line a field, each ending in a newline. */
import { ProofError } from "./proof-error.ts";

const PRINTABLE = /^[!-~]+(?: [!-~]+)*$/;

/** One field: its name, and the words of its value. */
export type Field = readonly [name: string, value: string];

/**
 * Writes a text that is signed or hashed.
 *
 * [Note: One text, one meaning] The title differs for every kind of statement, so
 * a signature over one can never be shown as a signature over another; and no
 * value may hold a newline, so no value can pretend to be a further field.
 */
export function textForm(title: string, fields: readonly Field[]): string {
	const lines = fields.map(([name, value]) => {
		if (!PRINTABLE.test(value)) throw new ProofError("malformed", `The field ${name} is not plain printable text.`);
		return `${name} ${value}\n`;
	});
	return `answerable/v1/${title}\n${lines.join("")}`;
}
