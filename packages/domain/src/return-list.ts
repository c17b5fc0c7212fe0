/** The categories under which a national return counts cases: data with its sources, so that another year's list is another file. */
import { ReturnList } from "@answerable/types/return-list";
import list from "./return-list.json" with { type: "json" };
import { faultsOf, loadError } from "./schema-fault.ts";

/** The list that some JSON holds. Throws one error that names file, path and reason of every fault. */
export function parseReturnList(json: unknown, file = "return-list.json"): ReturnList {
	const parsed = ReturnList.safeParse(json);
	if (!parsed.success) throw loadError(file, faultsOf(json, parsed.error.issues));
	return parsed.data;
}

/** The list of today. */
export const RETURN_LIST = parseReturnList(list);
