/** What the controls of the open form have in common. */
import type { CaseView } from "../../case-view.ts";
import type { Acting } from "./use-acting.ts";

/** What the fields of a form are made from. */
export type FieldsProps = { readonly view: CaseView; readonly acting: Acting };

/** The id of a control, and what is wrong with it. */
export function fieldOf({ faults }: Acting): (id: string) => { readonly id: string; readonly error: string | undefined } {
	return (id) => ({ id, error: faults.find(({ field }) => field === id)?.message });
}
