/** A mailbox as it is answered: JSON in parts, of which those that many answers share are written once. */
import type { ReadMailbox } from "@answerable/store/mailbox";

/** By the very value: rules that a hash names are one value as long as the process lives (`rules.ts` of the store). */
const written = new WeakMap<object, Uint8Array>();

const [CALENDAR, WRAPS, END] = [Buffer.from(',"calendar":'), Buffer.from(',"wraps":"'), Buffer.from('"}')];

/** The JSON of a mailbox. */
export function mailboxJson({ policy, calendar, wraps, ...rest }: ReadMailbox): readonly Uint8Array[] {
	return [
		Buffer.from(`${JSON.stringify(rest).slice(0, -1)},"policy":`),
		writtenOnce(policy),
		CALENDAR,
		writtenOnce(calendar),
		// Nothing in base64url is escaped.
		WRAPS,
		wraps,
		END,
	];
}

function writtenOnce(value: object): Uint8Array {
	const bytes = written.get(value) ?? Buffer.from(JSON.stringify(value));
	written.set(value, bytes);
	return bytes;
}
