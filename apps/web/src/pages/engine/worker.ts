/** The reporter's engine itself: answers requests with what `reporting.ts` and `returning.ts` do. */
import { connectReporter } from "../../reporter/reporter.ts";
import { answerPage, ownOrigin } from "../../shell/engine-port.ts";
import type { Progress, Requests } from "./protocol.ts";
import { createReporting } from "./reporting.ts";
import { createReturning } from "./returning.ts";

const reporter = connectReporter({ origin: ownOrigin() });
answerPage<Requests, Progress>({ ...createReporting(reporter), ...createReturning(reporter) });
