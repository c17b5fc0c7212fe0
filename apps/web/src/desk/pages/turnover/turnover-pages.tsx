/** The pages for people who come and go. */
import { AppearancePage } from "../organisation/appearance-page.tsx";
import { EndKeyPage } from "../organisation/end-key-page.tsx";
import { OrganisationPage } from "../organisation/organisation-page.tsx";
import { RulesPage } from "../organisation/rules-page.tsx";
import { TiesPage } from "../organisation/ties-page.tsx";
import type { TurnoverPlace } from "../place.ts";
import { AwayPage } from "./away-page.tsx";
import { GivePage } from "./give-page.tsx";
import { LeavingPage } from "./leaving-page.tsx";

export function TurnoverPages({ place }: { readonly place: TurnoverPlace }) {
	switch (place.at) {
		case "give":
			return <GivePage key={place.caseTag} caseTag={place.caseTag} tenure={place.tenure} />;
		case "away":
			return <AwayPage key={place.tenure} tenure={place.tenure} />;
		case "leaving":
			return <LeavingPage key={place.tenure} tenure={place.tenure} />;
		case "organisation":
			return <OrganisationPage key={place.organisation} organisation={place.organisation} />;
		case "appearance":
			return <AppearancePage key={place.organisation} organisation={place.organisation} />;
		case "rules":
			return <RulesPage key={place.organisation} organisation={place.organisation} step={place.step} />;
		case "ties":
			return <TiesPage key={place.organisation} organisation={place.organisation} step={place.step} />;
		case "end-key":
			return <EndKeyPage key={place.tenure} organisation={place.organisation} tenure={place.tenure} />;
	}
}
