/** Every route of the app. A test holds this list against the router's own. */
import type { Operation } from "./operation.ts";
import { adminOperations } from "./operations-admin.ts";
import { deskOperations } from "./operations-desk.ts";
import { deploymentOperations, logOperations } from "./operations-open.ts";
import { reporterOperations } from "./operations-reporter.ts";
import { turnoverOperations } from "./operations-turnover.ts";

/** In the order in which a reader meets them. */
export const OPERATIONS: readonly Operation[] = [
	...reporterOperations,
	...deskOperations,
	...turnoverOperations,
	...adminOperations,
	...logOperations,
	...deploymentOperations,
];

/** The route that answers a request; null for an address that is none of ours. A tile's place may have slashes in it. */
export function operationFor(method: string, path: string): Operation | null {
	return OPERATIONS.find((operation) => operation.method === method.toLowerCase() && patternOf(operation.path).test(path)) ?? null;
}

function patternOf(path: string): RegExp {
	const pattern = path
		.replaceAll(".", "\\.")
		.replaceAll("{place}", ".+")
		.replaceAll(/\{[a-z]+\}/g, "[^/]+");
	return new RegExp(`^${pattern}$`);
}
