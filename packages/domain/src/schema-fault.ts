/** What a schema found wrong with data of ours, in words: where, and why. */
import type { Policy } from "@answerable/types/policy";

export type Fault = { readonly path: string; readonly reason: string };

type Issue = NonNullable<ReturnType<typeof Policy.safeParse>["error"]>["issues"][number];

/** The faults of some JSON, one for each issue that its schema raised. */
export function faultsOf(json: unknown, issues: readonly Issue[]): readonly Fault[] {
	return issues.map((issue) => ({ path: issue.path.map(String).join("."), reason: reasonOf(issue, json) }));
}

/** One error for a file that cannot be used: every fault on a line of its own, with file, path and reason. */
export function loadError(file: string, faults: readonly Fault[]): Error {
	return new Error(faults.map(({ path, reason }) => `${file}: ${path === "" ? "" : `${path}: `}${reason}.`).join("\n"));
}

function reasonOf(issue: Issue, json: unknown): string {
	const { path } = issue;
	if (path.at(-1) === "source") return "a number without a source: say where it comes from";
	const given = valueAt(json, path);
	if (given === undefined) return "is missing";
	switch (issue.code) {
		case "invalid_value":
			return `${JSON.stringify(given)} is unknown; known are ${issue.values.map(String).join(", ")}`;
		case "too_small":
			return typeof given === "number" ? `${given} is too small: at least ${issue.minimum}` : `is too short: at least ${issue.minimum}`;
		case "too_big":
			return typeof given === "number" ? `${given} is too large: at most ${issue.maximum}` : `is too long: at most ${issue.maximum}`;
		case "unrecognized_keys":
			return `has what no rule knows: ${issue.keys.join(", ")}`;
		default:
			return `is not written as a rule can read it: ${JSON.stringify(given).slice(0, 60)}`;
	}
}

function valueAt(json: unknown, path: readonly PropertyKey[]): unknown {
	return path.reduce<unknown>((value, key) => Reflect.get(Object(value), key), json);
}
