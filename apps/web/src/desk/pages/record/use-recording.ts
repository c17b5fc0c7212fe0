/** Recording a concern: what is filled in, which is kept like every draft, and the slip, which is kept nowhere but here. */
import type { OrganisationId } from "@answerable/types/id";
import { useContext, useRef, useState } from "preact/hooks";
import type { Met } from "../../../raising/raising.ts";
import type { Slip } from "../../../raising/slip.ts";
import type { ConcernForm } from "../../../reporter/plan.ts";
import { dayInWords, dayOf } from "../../../shell/day.ts";
import { LanguageContext } from "../../../shell/language.ts";
import { RECORD_DRAFT } from "../drafts/draft-place.ts";
import { useFormDraft } from "../drafts/use-form-draft.ts";
import { useDesk, useEntered } from "../use-desk.ts";
import { useWords } from "../words/words.ts";
import { emptyRecord, type Filled, recordedFor, recordedForm, toldOn } from "./record-form.ts";

/** What became of the slip. */
export type Given = "given" | "later" | "nobody";

export type Recording = {
	readonly organisations: readonly OrganisationId[];
	readonly filled: Filled;
	/** It was typed before, and came back. */
	readonly isKept: boolean;
	/** It was on its way when it was left: whether it arrived, nobody here knows. */
	readonly mayBeSent: boolean;
	readonly fill: (part: Partial<Filled>) => void;
	/** The day it is, and the day on which it was told; null while nobody said. */
	readonly today: string;
	readonly told: string | null;
	/** The concern as it would be sealed now; under what happened stands how and when it was told. */
	readonly form: ConcernForm;
	/** Fetches the keys of the organisation; asked again it answers the same, unless that failed. */
	readonly meet: () => Promise<Met>;
	/** The organisation that was met last. */
	readonly met: Met | null;
	/** The control to go to when the form is shown next. */
	readonly goTo: { current: string | null };
	readonly slip: Slip | null;
	readonly given: Given | null;
	/** It is about to be sent: from now on the draft says so, whatever becomes of this page. */
	readonly leaves: () => Promise<void>;
	/** It was refused, and did not arrive: the draft says what it said before. */
	readonly refused: () => void;
	readonly sent: (slip: Slip) => void;
	/** Forgets the words. */
	readonly handOver: (given: Given) => void;
	readonly discard: () => void;
	readonly again: () => void;
};

export function useRecording(): Recording {
	const { record: words } = useWords();
	const { tag } = useContext(LanguageContext);
	const { walking } = useDesk();
	const organisations = recordedFor(useEntered().tenures);
	const { clear, ...typing } = useFilling(organisations);
	const { filled } = typing;
	const [slip, setSlip] = useState<Slip | null>(null);
	const [given, setGiven] = useState<Given | null>(null);
	const today = dayOf(new Date());
	const told = toldOn(filled, today);
	const toldWords = told === null || filled.channel === null ? "" : words.told[filled.channel](dayInWords(told, tag));
	const meeting = useMeeting(filled.organisation);
	return {
		organisations,
		...typing,
		today,
		told,
		form: recordedForm(filled, toldWords),
		meet: meeting.meet,
		met: meeting.met,
		goTo: useRef<string | null>(null),
		slip,
		given,
		sent: (next) => {
			clear();
			meeting.part();
			setSlip(next);
			walking.start({ at: "record", step: "slip" });
		},
		handOver: (how) => {
			setSlip(null);
			setGiven(how);
			walking.start({ at: "record", step: "done" });
		},
		discard: () => {
			clear();
			walking.start({ at: "today" });
		},
		again: () => {
			setGiven(null);
			walking.start({ at: "record", step: "form" });
		},
	};
}

type Filling = Pick<Recording, "filled" | "isKept" | "mayBeSent" | "fill" | "leaves" | "refused"> & { readonly clear: () => void };

/** What is filled in, and whether it was on its way already. */
function useFilling(organisations: readonly OrganisationId[]): Filling {
	const { keepNow } = useDesk();
	const { clear, ...draft } = useFormDraft<Filled>(RECORD_DRAFT, () => emptyRecord(organisations));
	const [mayBeSent, setMayBeSent] = useState(draft.filled.mayBeSent);
	return {
		...draft,
		mayBeSent,
		leaves: () => {
			draft.fill({ mayBeSent: true });
			return keepNow();
		},
		// What was cut off before this page may still have arrived.
		refused: () => {
			draft.fill({ mayBeSent });
			void keepNow();
		},
		clear: () => {
			clear();
			setMayBeSent(false);
		},
	};
}

/** `part`: the next one is met anew, since the work that was fetched with the keys is used up. */
function useMeeting(organisation: OrganisationId | null): Pick<Recording, "meet" | "met"> & { readonly part: () => void } {
	const { ask } = useDesk();
	const [met, setMet] = useState<Met | null>(null);
	const last = useRef<{ readonly organisation: OrganisationId; readonly meeting: Promise<Met> } | null>(null);
	const meet = async (): Promise<Met> => {
		if (organisation === null) throw new Error("No organisation is chosen.");
		if (last.current?.organisation === organisation) return last.current.meeting;
		const meeting = ask("meet", organisation);
		last.current = { organisation, meeting };
		try {
			const found = await meeting;
			setMet(found);
			return found;
		} catch (error) {
			if (last.current.meeting === meeting) last.current = null;
			throw error;
		}
	};
	const part = () => {
		last.current = null;
	};
	return { meet, met, part };
}
