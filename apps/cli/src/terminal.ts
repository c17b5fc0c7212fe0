/** Whoever sits at the terminal, or the file that was piped in. */
import { createInterface, type Interface } from "node:readline";

export type Terminal = {
	/** Whether somebody sits there who can answer again. */
	readonly isAttended: boolean;
	/** Asks for a line. Null when nothing more will come. The question is only shown to somebody who sits there. */
	readonly ask: (question: string) => Promise<string | null>;
	/** Says something at once, beside the answer, so that it never gets into a pipe. */
	readonly say: (line: string) => void;
	readonly close: () => void;
};

type Streams = { readonly input: NodeJS.ReadableStream & { readonly isTTY?: boolean }; readonly output: NodeJS.WritableStream };

/** Reads lines from `input` as they are asked for; questions and remarks go to `output`. */
export function openTerminal({ input, output }: Streams): Terminal {
	let reading: { readonly lines: AsyncIterator<string>; readonly reader: Interface } | null = null;
	const read = (): NonNullable<typeof reading> => {
		const reader = createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY });
		return { reader, lines: reader[Symbol.asyncIterator]() };
	};
	return {
		isAttended: input.isTTY === true,
		ask: async (question) => {
			reading ??= read();
			if (input.isTTY === true) output.write(question);
			const { done, value } = await reading.lines.next();
			return done === true ? null : value;
		},
		say: (line) => void output.write(`${line}\n`),
		close: () => reading?.reader.close(),
	};
}
