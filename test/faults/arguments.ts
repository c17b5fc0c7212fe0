/** What the run was asked for on the command line. */

export type Asked = { readonly seed: number; readonly form: "quick" | "usual"; readonly minutes: number };

/** The quick form's length; the usual one is longer, and `--minutes` says how long. */
const QUICK_MINUTES = 3;
const USUAL_MINUTES = 10;

/** Reads the arguments. Throws an error that says what they may be. */
export function readArguments(args: readonly string[], anySeed: number): Asked {
	const form = args.includes("--quick") ? "quick" : "usual";
	const known = new Set(["--quick", "--seed", "--minutes"]);
	const unknown = args.find((arg) => arg.startsWith("--") && !known.has(arg));
	if (unknown !== undefined) throw new Error(`There is no ${unknown}: write --quick, --minutes 30 or --seed 7.`);
	const seed = numberAfter(args, "--seed") ?? anySeed;
	const minutes = numberAfter(args, "--minutes") ?? (form === "quick" ? QUICK_MINUTES : USUAL_MINUTES);
	if (minutes < 3 || minutes > 1_440) throw new Error("--minutes is a whole number from 3 to 1440.");
	return { seed, form, minutes };
}

function numberAfter(args: readonly string[], name: string): number | null {
	const place = args.indexOf(name);
	if (place < 0) return null;
	const value = Number(args[place + 1]);
	if (!Number.isSafeInteger(value) || value < 0) throw new Error(`${name} needs a whole number after it.`);
	return value;
}
