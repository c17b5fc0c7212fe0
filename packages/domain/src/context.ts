/** What every rule needs beside the history: the policy and the calendar that were hashed into the raise. */
import type { Calendar, Policy } from "@answerable/types/policy";

export type Context = { readonly policy: Policy; readonly calendar: Calendar };
