/** What a national return counts cases under (reference §2.2): ids, with the wording of whoever collects them. */
import { z } from "zod/mini";

const Id = z.string().check(z.regex(/^[a-z_]{1,64}$/));
const Said = z.string().check(z.minLength(1), z.maxLength(400));

/** What a return counts, by ids. `published`: the wording of whoever collects it; null for what is ours. */
export const ReturnList = z.strictObject({
	id: z.string().check(z.regex(/^[a-z-]+\/[0-9-]+$/)),
	about: Said,
	source: Said,
	elements: z.array(z.strictObject({ id: Id, published: z.nullable(Said), source: Said })).check(z.minLength(1), z.maxLength(12)),
	groups: z.array(Id).check(z.minLength(1)),
	groupsSource: Said,
});
export type ReturnList = z.infer<typeof ReturnList>;
