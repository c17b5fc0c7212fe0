/** Who can open it, and since when: from recipients, steps, releases, grants and looks. */
import type { Access } from "../../reporter/access.ts";
import { capital } from "../../reporter/sentence.ts";
import type { MailboxView } from "../../reporter/view.ts";
import { Page } from "../../shell/page.tsx";
import { useWhen } from "../../shell/when.ts";
import { useWords } from "../words/words.ts";

export function AccessPage({ view }: { readonly view: MailboxView }) {
	const { access: words } = useWords().mailbox;
	const groups = [
		["content", words.can],
		["existence", words.knows],
		["nothing", words.not],
	] as const;
	return (
		<Page heading={words.heading}>
			<p>{words.lead}</p>
			{groups.map(([sees, heading]) => (
				<Group key={sees} heading={heading} people={view.access.filter((each) => each.sees === sees)} zone={view.zone} />
			))}
			<p>{view.externalEligible ? words.outside[view.external] : words.grievance}</p>
		</Page>
	);
}

function Group({ heading, people, zone }: { readonly heading: string; readonly people: readonly Access[]; readonly zone: string }) {
	const { access: words } = useWords().mailbox;
	return (
		<>
			<h2 class="nhsuk-heading-m">{heading}</h2>
			{people.length === 0 ? (
				<p>{words.none}</p>
			) : (
				<ul class="nhsuk-list access">
					{people.map((one, index) => (
						<li key={`${one.role} ${one.rung} ${index}`}>
							<Person one={one} zone={zone} />
						</li>
					))}
				</ul>
			)}
		</>
	);
}

function Person({ one, zone }: { readonly one: Access; readonly zone: string }) {
	const { mailbox, story } = useWords();
	const { access: words } = mailbox;
	const when = useWhen(zone);
	const { role, sees, since, by, opens, next, looked, isGone } = one;
	return (
		<>
			<strong>{capital(role === null ? story.unknown : story.roles[role])}</strong>
			{since !== null && <span>{` – ${words.since(when(since))}, ${words[by]}`}</span>}
			{sees === "content" && <p class="nhsuk-body-s">{opens.includes("private") ? words.all : words.part}</p>}
			{isGone && <p class="nhsuk-body-s">{words.gone}</p>}
			{looked !== null && <p class="nhsuk-body-s">{words.looked(when(looked))}</p>}
			{sees === "nothing" && !isGone && <p class="nhsuk-body-s">{next === null ? words.never : words.later(when(next))}</p>}
		</>
	);
}
