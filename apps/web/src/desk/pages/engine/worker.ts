/** The desk's engine itself: answers requests with what `arriving.ts` and `casework.ts` do. */
import { answerPage, ownOrigin } from "../../../shell/engine-port.ts";
import { createArriving } from "./arriving.ts";
import { createCasework } from "./casework.ts";
import { DeskMemory } from "./memory.ts";
import type { Progress, Requests } from "./protocol.ts";

const memory = new DeskMemory();
answerPage<Requests, Progress>({ ...createArriving(ownOrigin(), memory), ...createCasework(memory) });
