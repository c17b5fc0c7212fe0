/** What of a case is put on paper. Pure. */
import type { LetterView } from "../reporter/view.ts";

/** What somebody chose to have on paper. Who raised it stands on none unless it was chosen, and guardians' own notes never do. */
export type PanelChoice = "concern" | "letters" | "private" | "identity";

/** Under which choice a letter is put on paper; null for what never is. */
export function choiceFor({ compartment, says }: LetterView): PanelChoice | null {
	if (compartment === "notes") return null;
	if (typeof says !== "string" && says.kind === "concern") return "concern";
	if (typeof says !== "string" && says.kind === "private") return "identity";
	return compartment === "private" ? "private" : "letters";
}
