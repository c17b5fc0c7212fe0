/** The desk's engine itself: answers requests with what the files beside this one do. */
import { answerPage, ownOrigin } from "../../../shell/engine-port.ts";
import { createAdministration } from "./administration.ts";
import { createArriving } from "./arriving.ts";
import { createCasework } from "./casework.ts";
import { createFounding } from "./founding.ts";
import { createListing } from "./listing.ts";
import { DeskMemory } from "./memory.ts";
import type { Progress, Requests } from "./protocol.ts";
import { createRecording } from "./recording.ts";
import { createTurnover } from "./turnover.ts";
import { createTying } from "./tying.ts";
import { createWatching } from "./watching.ts";

const origin = ownOrigin();
const memory = new DeskMemory();
answerPage<Requests, Progress>({
	...createArriving(origin, memory),
	...createCasework(memory),
	...createFounding(memory),
	...createListing(memory),
	...createTying(memory),
	...createWatching(memory),
	...createRecording(origin, memory),
	...createTurnover(memory),
	...createAdministration(memory),
});
