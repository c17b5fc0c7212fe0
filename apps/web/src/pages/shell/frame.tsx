/** Around every page: skip link, name of the organisation, the way out, and what this page keeps. */
import type { ComponentChildren } from "preact";
import type { ShownBranding } from "../../reporter/said.ts";
import { SkipLink } from "../../shell/skip-link.tsx";
import { useNavigation } from "../router/navigation.ts";
import { useWords } from "../words/words.ts";

export type FrameProps = {
	readonly organisation: string | null;
	readonly branding: ShownBranding | null;
	readonly children: ComponentChildren;
};

export function Frame({ organisation, branding, children }: FrameProps) {
	const colours = branding === null ? undefined : { "--brand": branding.colour, "--on-brand": branding.ink };
	const { shell: words } = useWords();
	const { leave } = useNavigation();
	return (
		<>
			<SkipLink />
			<header class="page-header" style={colours}>
				<div class="nhsuk-width-container page-header__inner">
					<p class="page-header__name">
						<bdi>{organisation ?? words.nameUnknown}</bdi>
					</p>
				</div>
			</header>
			<section class="leave" aria-label={words.leaveHint}>
				<div class="nhsuk-width-container leave__inner">
					<p class="leave__hint leave__hint--key">{words.leaveKey}</p>
					<button class="nhsuk-button nhsuk-button--warning nhsuk-button--small" type="button" onClick={leave} title={words.leaveHint}>
						{words.leave}
					</button>
				</div>
			</section>
			{children}
			<footer class="page-footer" style={colours}>
				<div class="nhsuk-width-container">
					<p class="nhsuk-body-s">{words.footer}</p>
				</div>
			</footer>
		</>
	);
}
