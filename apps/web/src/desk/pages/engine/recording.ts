/** What the desk's engine does to record a concern that somebody told: the same as for a reporter, with a claim code on the slip. */
import { createRaising } from "../../../raising/raising.ts";
import type { Answers } from "../../../shell/engine-protocol.ts";
import { recorderOf, slugOf } from "../../recorder.ts";
import type { DeskMemory } from "./memory.ts";
import type { Progress, Requests } from "./protocol.ts";

type Recording = Pick<Requests, "meet" | "plan" | "send">;

/** Makes the engine's part for recording. */
export function createRecording(origin: string, memory: DeskMemory): Answers<Recording, Progress> {
	const { meet, plan, send } = createRaising(recorderOf(() => memory.desk.session, { origin }));
	return {
		meet: async (organisation) => meet({ slug: await slugOf(memory.desk.session, organisation), roots: null }, () => undefined),
		plan: (form) => plan(form, () => undefined),
		send: (form, onProgress) => send(form, (step) => onProgress({ kind: "sending", step })),
	};
}
