/** Recording a concern that somebody told: filled in, looked at once more, sent, and the slip handed over. */
import type { RecordStep } from "../place.ts";
import { CheckPage } from "./check-page.tsx";
import { DonePage, GonePage } from "./end-pages.tsx";
import { FormPage } from "./form-page.tsx";
import { SlipPage } from "./slip-page.tsx";
import { useRecording } from "./use-recording.ts";

export function RecordPages({ step }: { readonly step: RecordStep }) {
	const recording = useRecording();
	switch (step) {
		case "form":
			return <FormPage recording={recording} />;
		case "check":
		case "sending":
			return <CheckPage recording={recording} />;
		case "slip":
			return recording.slip === null ? <GonePage recording={recording} /> : <SlipPage recording={recording} slip={recording.slip} />;
		case "done":
			return <DonePage recording={recording} />;
	}
}
