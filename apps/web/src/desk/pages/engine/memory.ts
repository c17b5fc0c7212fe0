/** What the desk's engine remembers while somebody is in: their desk with its keys, and the cases that they opened. It ends with the engine. */
import type { Hash } from "@answerable/types/bytes";
import type { LoginName } from "@answerable/types/desk";
import type { CaseTag } from "@answerable/types/id";
import type { OpenCase } from "../../case.ts";
import type { Desk } from "../../desk.ts";

export class DeskMemory {
	#entered: { readonly desk: Desk; readonly name: LoginName } | null = null;
	readonly #open = new Map<CaseTag, OpenCase>();
	/** What the server says of the list as it was shown last; null before. */
	list: Hash | null = null;

	/** The desk of whoever is in. */
	get desk(): Desk {
		return this.#known.desk;
	}

	get name(): LoginName {
		return this.#known.name;
	}

	get #known() {
		if (this.#entered === null) throw new Error("Nobody is in.");
		return this.#entered;
	}

	/** Lets somebody in, and forgets whatever was open before. */
	enter(desk: Desk, name: LoginName): void {
		this.#entered = { desk, name };
		this.#open.clear();
		this.list = null;
	}

	/** A case as it was last shown: that is what an act signs for having seen. */
	seen(caseTag: CaseTag): OpenCase {
		const open = this.shown(caseTag);
		if (open === null) throw new Error("The case was not opened.");
		return open;
	}

	/** The same; null if it was not shown since somebody came in. */
	shown(caseTag: CaseTag): OpenCase | null {
		return this.#open.get(caseTag) ?? null;
	}

	keep(open: OpenCase): OpenCase {
		this.#open.set(open.desk.row.caseTag, open);
		return open;
	}
}
