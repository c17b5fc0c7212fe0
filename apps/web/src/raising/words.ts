/** The words of raising a concern, in some language: as a reporter reads them, and as somebody at the desk reads them out. */
import type { raise } from "../pages/words/en/raise.ts";
import type { slip } from "../pages/words/en/slip.ts";
import type { story } from "../pages/words/en/story.ts";

export type RaiseWords = typeof raise;
export type RaisingWords = { readonly raise: RaiseWords; readonly story: typeof story };
export type SlipWords = typeof slip;
