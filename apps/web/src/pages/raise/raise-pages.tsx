/** Everything from the first question to the end, as one part: whoever is cut off while writing can go on, and send when they are back. */

import type { Place } from "../router/place.ts";
import { EndPage } from "../slip/end-page.tsx";
import { RetypePage } from "../slip/retype-page.tsx";
import { SlipPage } from "../slip/slip-page.tsx";
import { SendingPage, UnsentPage } from "./sending-page.tsx";
import { StepPage } from "./step-page.tsx";

export type RaisePlace = Extract<Place, { at: "raise" | "sending" | "unsent" | "slip" | "retype" | "end" }>;

export function RaisePages({ place }: { readonly place: RaisePlace }) {
	switch (place.at) {
		case "raise":
			return <StepPage step={place.step} isChange={place.isChange} />;
		case "sending":
			return <SendingPage />;
		case "unsent":
			return <UnsentPage code={place.code} />;
		case "slip":
			return <SlipPage slip={place.slip} />;
		case "retype":
			return <RetypePage slip={place.slip} />;
		case "end":
			return <EndPage />;
	}
}
