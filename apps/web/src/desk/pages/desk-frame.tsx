/** Around every page of the desk: skip link, who is in, where else to go, and the way out. */
import type { ComponentChildren } from "preact";
import { SkipLink } from "../../shell/skip-link.tsx";
import { holdsBack } from "./place.ts";
import { useDesk, useEntered } from "./use-desk.ts";
import { useWords } from "./words/words.ts";

export function DeskFrame({ children }: { readonly children: ComponentChildren }) {
	const { shell: words } = useWords();
	const { presence, walking } = useDesk();
	return (
		<>
			<SkipLink />
			<header class="page-header">
				<div class="nhsuk-width-container page-header__inner">
					<p class="page-header__name">{words.desk}</p>
					{presence.at === "in" && !holdsBack(walking.place) && <DeskNav />}
				</div>
			</header>
			{children}
			<footer class="page-footer">
				<div class="nhsuk-width-container">
					<p class="nhsuk-body-s">{words.footer}</p>
				</div>
			</footer>
		</>
	);
}

function DeskNav() {
	const { shell: words, organisation: names, administration } = useWords();
	const { walking, lock, signOut } = useDesk();
	const { administrator, tenures } = useEntered();
	const { at } = walking.place;
	const [post] = tenures;
	return (
		<nav class="desk-nav" aria-label={words.nav}>
			<NavButton
				isHere={at === "today"}
				onPress={() => walking.start({ at: "today" })}
				label={administrator ? administration.nav : words.today}
			/>
			{post !== undefined && (
				<NavButton
					isHere={at === "organisation"}
					onPress={() => walking.go({ at: "organisation", organisation: post.organisation })}
					label={names.nav}
				/>
			)}
			<NavButton isHere={at === "account"} onPress={() => walking.go({ at: "account" })} label={words.account} />
			<NavButton isHere={false} onPress={() => void lock()} label={words.lock} />
			<NavButton isHere={false} onPress={() => void signOut()} label={words.signOut} />
		</nav>
	);
}

function NavButton({ isHere, onPress, label }: { readonly isHere: boolean; readonly onPress: () => void; readonly label: string }) {
	return (
		<button class="desk-nav__item" type="button" aria-current={isHere ? "page" : undefined} onClick={onPress}>
			{label}
		</button>
	);
}
