/** What the engine remembers between two requests: the keys it checked, the work it did, the concern it sealed. It ends with the page. */
import type { Hash } from "@answerable/types/bytes";
import type { Severity } from "@answerable/types/clock";
import type { OrganisationId } from "@answerable/types/id";
import type { FreshWords } from "../reporter/fresh-words.ts";
import type { CheckedIntake } from "../reporter/intake.ts";
import type { ConcernForm } from "../reporter/plan.ts";
import type { SealedRaise } from "../reporter/raise.ts";
import type { Raiser } from "../reporter/raiser.ts";

/** Which organisation, and the fingerprint of its roots if it is known from a poster. */
export type Pins = { readonly slug: string; readonly roots: Hash | null };

/** Where the words of a concern come from: each is given out once. */
export type TakeWords = (organisation: OrganisationId) => Promise<FreshWords>;

type Met = {
	readonly intake: CheckedIntake;
	readonly pins: Pins;
	/** The dearer work that an urgent concern costs. It is asked for by everybody, so that asking for it tells nothing. */
	readonly urgent: Promise<unknown>;
};
type Work = { readonly severity: Severity; readonly done: Promise<string> };
/** A concern as it was sealed: sent again, it is the same. */
export type Sealed = { readonly work: Promise<string>; readonly raise: SealedRaise };

export class RaisingMemory {
	readonly #raiser: Raiser;
	readonly #takeWords: TakeWords;
	#met: Met | null = null;
	#work: Work | null = null;
	#sealed: { readonly form: string; readonly sealing: Promise<Sealed> } | null = null;

	constructor(raiser: Raiser, takeWords: TakeWords) {
		this.#raiser = raiser;
		this.#takeWords = takeWords;
	}

	/** The organisation that was met. */
	get met(): Met {
		if (this.#met === null) throw new Error("No organisation was met.");
		return this.#met;
	}

	/** Fetches and checks an organisation's keys, and forgets what was done for others. */
	async meet(pins: Pins): Promise<CheckedIntake> {
		const intake = await this.#raiser.intake(pins.slug, { roots: pins.roots, logKey: null });
		const urgent = this.#raiser.work(intake, "S1");
		urgent.catch(() => undefined);
		this.#met = { intake, pins, urgent };
		this.#work = null;
		this.#sealed = null;
		return intake;
	}

	/** Work for a severity, done once; if it fails, whoever needs it does it again. */
	work(severity: Severity): Promise<string> {
		if (this.#work?.severity === severity) return this.#work.done;
		const { intake, urgent } = this.met;
		const done = (severity === "S1" ? urgent : Promise.resolve(intake.work)).then(this.#raiser.solve);
		this.#work = { severity, done };
		done.catch(() => {
			if (this.#work?.done === done) this.#work = null;
		});
		return done;
	}

	/** The form, sealed: the same form gives the same concern, also while it is being sealed. */
	seal(form: ConcernForm): Promise<Sealed> {
		const text = JSON.stringify(form);
		if (this.#sealed?.form === text) return this.#sealed.sealing;
		const sealing = this.#sealAnew(form);
		this.#sealed = { form: text, sealing };
		sealing.catch(() => {
			if (this.#sealed?.sealing === sealing) this.#sealed = null;
		});
		return sealing;
	}

	async #sealAnew(form: ConcernForm): Promise<Sealed> {
		const { intake } = this.met;
		const raise = await this.#raiser.seal(intake, form, await this.#takeWords(intake.organisation.id));
		return { work: this.work(raise.statement.severity), raise };
	}

	/** Forgets the concern that was sent, with its words, and the work that it used up. */
	forget(): void {
		this.#sealed = null;
		this.#work = null;
	}
}
