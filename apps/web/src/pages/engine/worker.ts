/** The reporter's engine itself: answers requests with what `raising.ts` and `returning.ts` do. */
import { createRaising } from "../../raising/raising.ts";
import { connectReporter } from "../../reporter/reporter.ts";
import { answerPage, ownOrigin } from "../../shell/engine-port.ts";
import type { Progress, Requests } from "./protocol.ts";
import { createReturning } from "./returning.ts";

const reporter = connectReporter({ origin: ownOrigin() });
answerPage<Requests, Progress>({ ...createRaising(reporter), ...createReturning(reporter) });
