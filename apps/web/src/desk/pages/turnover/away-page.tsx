/** Cover while somebody is away: a deputy is given their open cases, and each reporter is told. No clock waits. */
import type { TenureId } from "@answerable/types/id";
import type { Role } from "@answerable/types/role";
import { useContext, useMemo, useState } from "preact/hooks";
import { fitsLetter } from "../../../longest.ts";
import { DateField } from "../../../shell/date-field.tsx";
import { dayInWords, dayOf, dayTyped, NO_DAY, type TypedDay } from "../../../shell/day.ts";
import type { Fault } from "../../../shell/error-summary.tsx";
import { Checkboxes, LocalForm, TextField } from "../../../shell/field.tsx";
import { LanguageContext } from "../../../shell/language.ts";
import { Page } from "../../../shell/page.tsx";
import type { KeyView } from "../../organisation-view.ts";
import { Busy } from "../arriving/busy.tsx";
import { awayDraft } from "../drafts/draft-place.ts";
import { type FormDraft, useFormDraft } from "../drafts/use-form-draft.ts";
import type { HandingOver, Progress } from "../engine/protocol.ts";
import type { HandedOver } from "../engine/turnover-protocol.ts";
import { useDesk } from "../use-desk.ts";
import { useLook } from "../use-look.ts";
import { type Task, useTask } from "../use-task.ts";
import { useWords, type Words } from "../words/words.ts";
import { ChooseColleague } from "./choose-colleague.tsx";
import { HandedOverResult, HandOverProgress } from "./handed-over.tsx";
import { type Post, useMyPost } from "./my-post.ts";
import { Trust } from "./trust.tsx";

/** Who can stand in for a guardian (reference §1.1), the deputy first. */
const STAND_INS: readonly Role[] = ["deputy_guardian", "buddy_guardian", "guardian"];

export function AwayPage({ tenure }: { readonly tenure: TenureId }) {
	const { turnover: words, shell } = useWords();
	const post = useMyPost(tenure);
	const { ask } = useDesk();
	const { shown, isLooking, faults } = useLook(() => ask("organisation", post.organisation));
	const giving = useTask();
	const [progress, setProgress] = useState<HandingOver | null>(null);
	const [result, setResult] = useState<HandedOver | null>(null);
	const standIns = STAND_INS.flatMap(
		(role) => shown?.view.keys.filter((key) => key.role === role && key.state === "active" && !key.isMine) ?? [],
	);
	// What is typed is kept, which draws the page anew: what is wrong takes the focus once, and not with each letter.
	const all = useMemo(() => [...faults, ...giving.faults], [faults, giving.faults]);
	return (
		<Page heading={words.away.heading} faults={all}>
			{result !== null && <HandedOverResult result={result} />}
			<p>{words.away.lead}</p>
			<div class="nhsuk-inset-text">
				<p>
					<strong>{words.away.still}</strong> {words.away.newOnes}
				</p>
			</div>
			<Busy isBusy={isLooking} words={shell.loading} />
			{shown !== null && standIns.length === 0 && <p>{words.away.nobody}</p>}
			{standIns.length > 0 && (
				<AwayForm
					post={post}
					standIns={standIns}
					giving={giving}
					onProgress={(next) => next.kind === "handing-over" && setProgress(next)}
					onResult={(handedOver) => {
						setProgress(null);
						setResult(handedOver);
					}}
				/>
			)}
			<HandOverProgress progress={progress} />
			<p>{words.away.back}</p>
			{shown !== null && <Trust roots={shown.view.fingerprint} />}
		</Page>
	);
}

/** `typed`: the letter; null while it is the one that follows from what is chosen. */
type Typed = {
	readonly first: TypedDay;
	readonly last: TypedDay;
	readonly to: TenureId | null;
	readonly isTold: boolean;
	readonly typed: string | null;
};

type FormProps = {
	readonly post: Post;
	readonly standIns: readonly KeyView[];
	readonly giving: Task;
	readonly onProgress: (progress: Progress) => void;
	readonly onResult: (result: HandedOver) => void;
};

function AwayForm({ post, standIns, giving, onProgress, onResult }: FormProps) {
	const all = useWords();
	const { turnover: words } = all;
	const { ask } = useDesk();
	const { filled, isKept, fill, clear } = useFilling(post, standIns);
	const { to, isTold, letter } = filled;
	const errorOf = (id: string) => giving.faults.find(({ field }) => field === id)?.message;
	const submit = () => {
		const found = faultsIn(all, filled);
		if (found.length > 0 || to === null) return giving.blame(found);
		const { organisation, tenure } = post;
		giving.start(
			() => ask("cover", { organisation, from: tenure, to, letter: isTold ? letter : null }, onProgress),
			(handedOver) => {
				if (handedOver.notGiven.length === 0) clear();
				onResult(handedOver);
				return null;
			},
		);
	};
	return (
		<LocalForm onSubmit={submit} action={words.away.action} isBusy={giving.isBusy}>
			{isKept && <p class="nhsuk-inset-text">{all.verbs.kept}</p>}
			<Days filled={filled} fill={fill} errorOf={errorOf} />
			<ChooseColleague
				id="to"
				error={errorOf("to")}
				legend={words.away.deputy}
				keys={standIns}
				value={to}
				onValue={(tenure) => fill({ to: tenure })}
			/>
			<Checkboxes
				id="tell"
				legend={words.away.tell}
				choices={[{ value: "tell", label: words.away.tellChoice, hint: words.away.tellHint }]}
				values={isTold ? ["tell"] : []}
				onValues={(values) => fill({ isTold: values.length > 0 })}
			/>
			{isTold && (
				<TextField
					id="letter"
					error={errorOf("letter")}
					label={words.away.letter}
					hint={words.away.letterHint}
					rows={8}
					isShut={giving.isBusy}
					value={letter}
					onValue={(text) => fill({ typed: text })}
				/>
			)}
		</LocalForm>
	);
}

type DaysProps = Pick<ReturnType<typeof useFilling>, "filled" | "fill"> & { readonly errorOf: (id: string) => string | undefined };

function Days({ filled: { first, last }, fill, errorOf }: DaysProps) {
	const { away: words } = useWords().turnover;
	const at = (id: string) => ({ id, error: errorOf(id), hint: words.dayHint });
	return (
		<>
			<DateField {...at("first")} legend={words.from} value={first} onValue={(day) => fill({ first: day })} />
			<DateField {...at("last")} legend={words.until} value={last} onValue={(day) => fill({ last: day })} />
		</>
	);
}

/** What is filled in, which is kept like every draft, and the letter as it would be sent. */
function useFilling(post: Post, standIns: readonly KeyView[]): Omit<FormDraft<Typed>, "filled"> & { readonly filled: Filled } {
	const { filled, ...draft } = useFormDraft<Typed>(awayDraft(post.tenure), () => ({
		first: NO_DAY,
		last: NO_DAY,
		to: standIns.length === 1 ? (standIns[0]?.tenure ?? null) : null,
		isTold: true,
		typed: null,
	}));
	// Whoever was chosen before may have left meanwhile.
	const chosen = standIns.find(({ tenure }) => tenure === filled.to) ?? null;
	const letter = useLetter({ ...filled, role: chosen?.role ?? null });
	return { ...draft, filled: { ...filled, to: chosen?.tenure ?? null, letter } };
}

type Written = Pick<Typed, "first" | "last" | "typed"> & { readonly role: Role | null };

/** The letter as it was typed, or as it follows from what is chosen. */
function useLetter({ first, last, role, typed }: Written): string {
	const { turnover: words, story } = useWords();
	const { tag } = useContext(LanguageContext);
	const day = (typedDay: TypedDay) => {
		const date = dayTyped(typedDay);
		return date === null ? "[…]" : dayInWords(date, tag);
	};
	return typed ?? words.away.template(day(first), day(last), role === null ? "[…]" : story.roles[role]);
}

type Filled = Omit<Typed, "typed"> & { readonly letter: string };

function faultsIn({ turnover: { away }, verbs }: Words, { first, last, to, letter, isTold }: Filled): readonly Fault[] {
	const [from, until] = [dayTyped(first), dayTyped(last)];
	const isPast = until !== null && (until < dayOf(new Date()) || (from !== null && until < from));
	return [
		...(from === null ? [{ field: "first", message: away.fromEmpty }] : []),
		...(until === null ? [{ field: "last", message: away.untilEmpty }] : []),
		...(isPast ? [{ field: "last", message: away.untilWrong }] : []),
		...(to === null ? [{ field: "to", message: away.deputyEmpty }] : []),
		...(isTold && letter.trim() === "" ? [{ field: "letter", message: away.letterEmpty }] : []),
		...(isTold && !fitsLetter(letter) ? [{ field: "letter", message: verbs.tooLong }] : []),
	];
}
