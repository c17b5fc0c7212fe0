/** How the organisation shows itself to reporters, and whether it still does. */
import type { OrganisationView } from "../../organisation-view.ts";
import { useDesk } from "../use-desk.ts";
import type { Task } from "../use-task.ts";
import { useWords } from "../words/words.ts";

type AppearanceProps = { readonly view: OrganisationView; readonly task: Task; readonly onDone: () => void };

export function Appearance({ view, task, onDone }: AppearanceProps) {
	const { organisation: words } = useWords();
	const { ask, walking } = useDesk();
	const { branding, isShown } = view.branding;
	const again = () =>
		branding !== null &&
		task.start(
			() => ask("propose", { organisation: view.id, change: { kind: "appearance", branding } }),
			() => {
				onDone();
				return words.proposed;
			},
		);
	const facts = branding === null ? [] : [branding.name, branding.colour, branding.contact].filter((each) => each !== "");
	return (
		<>
			<h2 class="nhsuk-heading-m">{words.appearance}</h2>
			{branding === null && <p>{words.appearanceNone}</p>}
			{facts.map((fact) => (
				<p key={fact} dir="auto">
					{fact}
				</p>
			))}
			{branding !== null && !isShown && (
				<div class="todo todo--alarm">
					<p>{words.appearanceHidden}</p>
					{view.myRoot !== null && (
						<button class="nhsuk-button nhsuk-button--small" type="button" onClick={again}>
							{words.appearanceAgain}
						</button>
					)}
				</div>
			)}
			{view.myRoot !== null && (
				<p>
					<button class="link-button" type="button" onClick={() => walking.go({ at: "appearance", organisation: view.id })}>
						{words.appearanceChange}
					</button>
				</p>
			)}
		</>
	);
}
