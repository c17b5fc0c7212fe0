/**
 * What a poster, a slip or a link says after the `#`, which browsers send to nobody:
 * `#northbrook` names the organisation, `#northbrook.<64 hex>` also the fingerprint of its roots.
 */
import type { Hash } from "@answerable/types/bytes";

export type Poster = { readonly slug: string; readonly roots: Hash | null };

const FORM = /^#([a-z][a-z0-9-]{1,60})(?:\.([0-9a-f]{64}))?$/;

/** Reads a fragment; null if it is no poster's. */
export function readPoster(fragment: string): Poster | null {
	const [, slug, roots] = FORM.exec(fragment) ?? [];
	return slug === undefined ? null : { slug, roots: (roots as Hash | undefined) ?? null };
}

/** Writes the fragment of a poster. */
export function posterFragment({ slug, roots }: Poster): string {
	return roots === null ? `#${slug}` : `#${slug}.${roots}`;
}
