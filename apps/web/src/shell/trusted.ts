/**
 * [Note: One policy] The pages run under `require-trusted-types-for 'script'`, with this one policy: it lets through the address of our own
 * worker, whose name is a hash of what is in it, and nothing else. Nobody can make the page run a script that the build did not make.
 */
type TrustedScripts = { readonly createScriptURL: (url: string) => string };
type TrustedTypes = { readonly createPolicy: (name: string, rules: TrustedScripts) => TrustedScripts };

/** The policy's name, as the response's headers have it. */
export const POLICY_NAME = "answerable-worker";

/** Starts the worker at this address, the only one that the policy lets through. */
export function startWorker(address: string): Worker {
	const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
	const url = trustedTypes === undefined ? address : policyFor(trustedTypes, address).createScriptURL(address);
	return new Worker(url, { type: "module", name: "page" });
}

let policy: TrustedScripts | null = null;

function policyFor(trustedTypes: TrustedTypes, address: string): TrustedScripts {
	policy ??= trustedTypes.createPolicy(POLICY_NAME, {
		createScriptURL: (url) => {
			if (url !== address) throw new TypeError("This is not our worker.");
			return url;
		},
	});
	return policy;
}
