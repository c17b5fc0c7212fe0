/** About oneself: roles, keys that are missing, and where one is signed in. */
import type { MySession } from "@answerable/types/account";
import type { Hash } from "@answerable/types/bytes";
import type { Role } from "@answerable/types/role";
import { useContext, useEffect, useState } from "preact/hooks";
import { failureOf } from "../../shell/engine.ts";
import type { Fault } from "../../shell/error-summary.tsx";
import { LanguageContext } from "../../shell/language.ts";
import { Page } from "../../shell/page.tsx";
import { keyNumber, personNumber } from "../short-number.ts";
import type { Entered } from "./engine/protocol.ts";
import { failureWords } from "./failure-words.ts";
import { useDesk, useEntered } from "./use-desk.ts";
import { useWords } from "./words/words.ts";

export function AccountPage() {
	const { account: words, shell, trouble } = useWords();
	const { ask, goOut } = useDesk();
	const { name, person, administrator, tenures, keyless: all, foundings, organisations } = useEntered();
	const keyless = all.filter(({ organisation }) => !foundings.includes(organisation));
	const [sessions, setSessions] = useState<readonly MySession[]>([]);
	const [done, setDone] = useState<string | null>(null);
	const [faults, setFaults] = useState<readonly Fault[]>([]);
	const fail = (error: unknown) => setFaults([{ field: null, message: failureWords(trouble, failureOf(error)) }]);
	const show = (asked: Promise<readonly MySession[]>, says: string | null) =>
		asked.then((list) => {
			setSessions(list);
			setDone(says);
		}, fail);
	useEffect(() => void show(ask("sessions", null), null), []);
	const endAll = () => ask("endSessions", null).then(goOut, fail);
	return (
		<Page heading={words.heading} faults={faults}>
			{done !== null && (
				<div class="done" role="status">
					<p>{done}</p>
				</div>
			)}
			<dl class="nhsuk-summary-list">
				<Fact what={words.name} says={[name]} />
				<Fact what={words.number} says={[personNumber(person)]} />
				<Fact
					what={words.roles}
					says={tenures.map(({ role, organisation }) => shell.at(shell.roles[role], organisations.get(organisation) ?? ""))}
				/>
			</dl>
			{tenures.length === 0 && !administrator && <p>{words.noRoles}</p>}
			<Keyless keyless={keyless} onMade={() => setDone(words.keysMade)} onFail={fail} />
			<LockedKeys />
			<Turnover />
			<h2 class="nhsuk-heading-m">{words.sessionsHeading}</h2>
			<p class="nhsuk-body-s">{words.sessionsWhat}</p>
			<Sessions sessions={sessions} onEnd={(id) => void show(ask("endSession", id), words.ended)} />
			<button class="nhsuk-button nhsuk-button--secondary" type="button" onClick={() => void endAll()}>
				{words.endAll}
			</button>
		</Page>
	);
}

function Fact({ what, says }: { readonly what: string; readonly says: readonly string[] }) {
	if (says.length === 0) return null;
	return (
		<div class="nhsuk-summary-list__row">
			<dt class="nhsuk-summary-list__key">{what}</dt>
			<dd class="nhsuk-summary-list__value">
				{says.map((line) => (
					<p key={line}>{line}</p>
				))}
			</dd>
		</div>
	);
}

type KeylessProps = Pick<Entered, "keyless"> & { readonly onMade: () => void; readonly onFail: (error: unknown) => void };

function Keyless({ keyless, onMade, onFail }: KeylessProps) {
	const { account: words, shell } = useWords();
	const { ask } = useDesk();
	const [made, setMade] = useState<ReadonlyMap<string, Hash>>(new Map());
	const open = keyless.filter(({ id }) => !made.has(id));
	if (keyless.length === 0) return null;
	const make = ({ id, organisation, role }: Entered["keyless"][number]) =>
		ask("offerKey", { organisation, role }).then((key) => {
			setMade(new Map(made).set(id, key));
			onMade();
		}, onFail);
	return (
		<>
			<h2 class="nhsuk-heading-m">{words.keylessHeading}</h2>
			<p>{words.keylessWhat}</p>
			{[...made.values()].map((key) => (
				<p key={key}>
					{words.keyNumber} <strong>{keyNumber(key)}</strong>
				</p>
			))}
			{open.map((each) => (
				<button key={each.id} class="nhsuk-button" type="button" onClick={() => void make(each)}>
					{words.makeKeys(shell.roles[each.role])}
				</button>
			))}
		</>
	);
}

/** Keys of words that are lost: nobody can open them, and roots end them. */
function LockedKeys() {
	const { account: words, shell } = useWords();
	const { locked, organisations } = useEntered();
	if (locked.length === 0) return null;
	return (
		<section class="todo todo--alarm" aria-labelledby="locked-keys">
			<h2 class="nhsuk-heading-m" id="locked-keys">
				{words.lockedHeading}
			</h2>
			<ul class="nhsuk-list nhsuk-list--bullet">
				{locked.map(({ tenure, role, organisation }) => (
					<li key={tenure}>{shell.at(shell.roles[role], organisations.get(organisation) ?? "")}</li>
				))}
			</ul>
			<p>{words.lockedWhat}</p>
		</section>
	);
}

/** Ways to let others have what I can open. An outside body has nothing to give: the reporter chose it. */
function Turnover() {
	const { account: words, turnover, shell } = useWords();
	const { walking } = useDesk();
	const tenures = useEntered().tenures.filter(({ role }) => role !== "external_body");
	if (tenures.length === 0) return null;
	return (
		<>
			<h2 class="nhsuk-heading-m">{words.turnoverHeading}</h2>
			<ul class="nhsuk-list">
				{tenures.flatMap(({ tenure, role }) =>
					(GUARDIANS.includes(role) ? (["away", "leaving"] as const) : (["leaving"] as const)).map((at) => (
						<li key={`${at} ${tenure}`}>
							<button class="link-button" type="button" onClick={() => walking.go({ at, tenure })}>
								{turnover[at].link(shell.roles[role])}
							</button>
						</li>
					)),
				)}
			</ul>
		</>
	);
}

/** Who has cases of their own to be covered. */
const GUARDIANS: readonly Role[] = ["guardian", "deputy_guardian", "buddy_guardian"];

function Sessions({ sessions, onEnd }: { readonly sessions: readonly MySession[]; readonly onEnd: (id: MySession["id"]) => void }) {
	const { account: words } = useWords();
	const { tag } = useContext(LanguageContext);
	const dayOf = (date: string) => new Date(`${date}T12:00:00Z`).toLocaleDateString(tag, { dateStyle: "long" });
	const usedAt = (instant: string) => new Date(instant).toLocaleString(tag, { dateStyle: "medium", timeStyle: "short" });
	return (
		<ul class="nhsuk-list sessions">
			{sessions.map(({ id, openedOn, usedAt: used, isThis }) => (
				<li key={id} class="sessions__one">
					<span>
						{`${words.opened(dayOf(openedOn))}, ${words.used(usedAt(used))}`}
						{isThis && <strong>{` (${words.here})`}</strong>}
					</span>
					{!isThis && (
						<button class="link-button" type="button" onClick={() => onEnd(id)}>
							{words.end}
							<span class="nhsuk-u-visually-hidden">{` (${words.endWhich(dayOf(openedOn))})`}</span>
						</button>
					)}
				</li>
			))}
		</ul>
	);
}
