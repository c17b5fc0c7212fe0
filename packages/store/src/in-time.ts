/** Waiting for something, and not for ever. */

/** What was asked, or an error made by `late` after so many milliseconds. What was asked may still be done. */
export function inTime<T>(milliseconds: number, asked: Promise<T>, late: () => Error): Promise<T> {
	let timer: NodeJS.Timeout | undefined;
	const tooLate = new Promise<never>((_, reject) => {
		timer = setTimeout(() => reject(late()), milliseconds);
	});
	return Promise.race([asked, tooLate]).finally(() => clearTimeout(timer));
}
