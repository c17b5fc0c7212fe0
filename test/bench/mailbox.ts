/** Coming back: opening a mailbox and replying, at 1 to 64 clients in closed loops. */
import { runLoad } from "./load.ts";
import { costOf, costText } from "./request-cost.ts";
import type { Measurement, Row } from "./scene.ts";

const CLIENTS = { quick: [1, 16, 64], usual: [1, 4, 16, 64], full: [1, 4, 16, 64] } as const;
const VISITS = { quick: 160, usual: 1_000, full: 2_000 } as const;

export const mailboxMeasurement: Measurement = {
	name: "mailbox",
	run: async ({ stage, template, workKey, extent, say }) => {
		const rows: Row[] = [];
		let worstAt16 = 0;
		let failures = 0;
		for (const clients of CLIENTS[extent]) {
			const base64 = Buffer.from(template).toString("base64");
			const load = { origin: stage.origin, template: base64, workKey, clients, count: VISITS[extent], mailboxes: 64 };
			const { result: runs, each } = await costOf(stage, 2 * load.count + load.mailboxes, () => runLoad({ kind: "mailbox", ...load }));
			rows.push({ what: `mailbox, ${clients} clients`, figure: costText(each) });
			for (const [name, run] of Object.entries(runs)) {
				const figure = `${run.perSecond.toFixed(0)}/s, p50/p95 ${run.p50Ms.toFixed(1)} / ${run.p95Ms.toFixed(1)} ms, ${run.failed} failed`;
				rows.push({ what: `mailbox ${name}, ${clients} clients`, figure });
				say(`mailbox ${name} with ${clients} clients: ${figure}`);
				failures += run.failed;
				if (clients === 16) worstAt16 = Math.max(worstAt16, run.p95Ms);
			}
		}
		return { rows, figures: { "mailbox.p95Ms": worstAt16, "mailbox.failures": failures } };
	},
};
