/** Reporters who all come back at the end, with nothing but their words. The log is read once, before the first mailbox. */
import { deviceClock } from "../../apps/web/src/clock.ts";
import { connectHttp } from "../../apps/web/src/http.ts";
import { type CheckedDeployment, fetchDeployment } from "../../apps/web/src/reporter/intake.ts";
import { type OpenMailbox, openMailbox } from "../../apps/web/src/reporter/mailbox.ts";
import type { Found } from "./record.ts";
import { type FromReader, said, type ToReader } from "./talk.ts";

process.on("message", (asked: ToReader) => {
	void read(asked).then(() => process.disconnect?.());
});

async function read({ address, cases }: ToReader): Promise<void> {
	const http = connectHttp({ origin: address.origin });
	const served = await fetchDeployment(http, deviceClock, { slug: address.slug, logKey: null });
	const whole = await served.log.entries();
	const deployment: CheckedDeployment = { ...served, log: { ...served.log, entries: async () => whole } };
	for (const { caseTag, words } of cases) {
		const message: FromReader = { word: "found", found: await look(() => openMailbox(http, deployment, words), caseTag) };
		process.send?.(message);
	}
}

async function look(open: () => ReturnType<typeof openMailbox>, caseTag: Found["caseTag"]): Promise<Found> {
	try {
		const opening = await open();
		if (opening.outcome !== "opened") return { caseTag, opened: null, why: opening.outcome };
		return { caseTag, opened: seenIn(opening.mailbox), why: "" };
	} catch (fault) {
		return { caseTag, opened: null, why: said(fault) };
	}
}

function seenIn({ mailbox, case: read, findings }: OpenMailbox): Found["opened"] {
	const letters = read.letters.flatMap(({ says }) => {
		if (typeof says !== "object" || says.kind === "private" || says.kind === "feedback") return [];
		return [{ by: says.kind, text: says.content.text }];
	});
	const named = [...findings, ...read.findings].map(({ sequence, code }) => `${code}${sequence === null ? "" : ` (event ${sequence})`}`);
	return { now: mailbox.now, events: mailbox.events, leaves: mailbox.leaves, letters, findings: named };
}
