/** Tells the story as it happens, and keeps count of what it claims. */

/** One claim: what should be so, and whether it was. */
export type Claim = { readonly act: string; readonly claim: string; readonly held: boolean; readonly detail: string };

/** Narrates to the terminal; every claim is remembered for the table at the end. */
export class Narrator {
	readonly claims: Claim[] = [];
	readonly #began = Date.now();

	/** Seconds since the story began. */
	elapsed(): number {
		return (Date.now() - this.#began) / 1_000;
	}

	/** A line of narrative, with who speaks or acts. */
	tell(who: string, what: string): void {
		console.log(`${this.elapsed().toFixed(1).padStart(6)} s  ${who.padEnd(26)} ${what}`);
	}

	/** Claims something. A claim that fails is told at once, and fails the story in the end. */
	claim(act: string, claim: string, held: boolean, detail = ""): void {
		this.claims.push({ act, claim, held, detail });
		this.tell(held ? "  holds" : "  DOES NOT HOLD", `(${act}) ${claim}${detail === "" ? "" : `: ${detail}`}`);
	}

	/** Claims that something is refused or throws, and that it is refused for the reason expected. */
	async claimRefused(act: string, claim: string, attempt: () => unknown, reason: RegExp): Promise<void> {
		try {
			await attempt();
			this.claim(act, claim, false, "nothing refused it");
		} catch (cause) {
			const said = cause instanceof Error ? `${cause.name} ${"code" in cause ? String(cause.code) : ""} ${cause.message}` : String(cause);
			this.claim(act, claim, reason.test(said), said.trim());
		}
	}
}

/** Asks again until there is an answer, or fails when it takes too long. */
export async function until<T>(what: string, withinSeconds: number, ask: () => Promise<T | null>): Promise<T> {
	const end = Date.now() + withinSeconds * 1_000;
	for (;;) {
		const answer = await ask();
		if (answer !== null) return answer;
		if (Date.now() > end) throw new Error(`Waited ${withinSeconds} s in vain for ${what}.`);
		await new Promise((resume) => setTimeout(resume, 250));
	}
}
