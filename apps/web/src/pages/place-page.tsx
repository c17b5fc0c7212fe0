/** Which component shows which place. Whatever is not needed at once is loaded when it is. */
import type { ComponentType } from "preact";
import type { MailboxPlace } from "./mailbox/mailbox-pages.tsx";
import type { RaisePlace } from "./raise/raise-pages.tsx";
import type { Place } from "./router/place.ts";
import { Loaded, loadable } from "./shell/loaded.tsx";
import { BeforePage } from "./start/before-page.tsx";
import { ChoosePage } from "./start/choose-page.tsx";
import { RoutesPage } from "./start/routes-page.tsx";
import { SafePage } from "./start/safe-page.tsx";
import { WelcomePage } from "./start/welcome-page.tsx";

const raisePart = loadable<ComponentType<{ place: RaisePlace }>>(async () => (await import("./raise/raise-pages.tsx")).RaisePages);

const mailboxPart = loadable<ComponentType<{ place: MailboxPlace }>>(
	async () => (await import("./mailbox/mailbox-pages.tsx")).MailboxPages,
);

export function PlacePage({ place }: { readonly place: Place }) {
	switch (place.at) {
		case "choose":
			return <ChoosePage />;
		case "welcome":
			return <WelcomePage />;
		case "before":
			return <BeforePage loadNext={raisePart.load} />;
		case "safe":
			return <SafePage />;
		case "routes":
			return <RoutesPage />;
		case "words":
		case "not-found":
		case "mailbox":
		case "dispute":
			return <Loaded part={mailboxPart} given={{ place }} />;
		default:
			return <Loaded part={raisePart} given={{ place }} />;
	}
}
