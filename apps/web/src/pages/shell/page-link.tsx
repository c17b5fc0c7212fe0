/** A link to another of our pages: it has no address. */
import type { ComponentChildren } from "preact";
import { useNavigation } from "../router/navigation.ts";
import type { Place } from "../router/place.ts";

export function PageLink({ to, children }: { readonly to: Place; readonly children: ComponentChildren }) {
	const { go } = useNavigation();
	return (
		<button class="link-button" type="button" onClick={() => go(to)}>
			{children}
		</button>
	);
}
