import type { TenureId } from "@answerable/types/id";
import type { Instant } from "@answerable/types/time";
import { expect, test } from "vitest";
import type { CaseView, DeskEntry } from "../../case-view.ts";
import { sentAlready } from "./sent-already.ts";

const [ME, OTHER] = [crypto.randomUUID(), crypto.randomUUID()] as [TenureId, TenureId];
const [TEN, ELEVEN] = ["2026-11-26T10:00:00Z", "2026-11-26T11:00:00Z"] as [Instant, Instant];

const entry = (by: object, at: Instant, says: unknown) => ({ by, at, letters: [{ says }] }) as unknown as DeskEntry;
const mine = (text: string, at: Instant) => entry({ actor: "handler", tenure: ME }, at, { kind: "letter", content: { text } });
const view = (...entries: DeskEntry[]): Pick<CaseView, "entries" | "tenure"> => ({ entries, tenure: ME });

test("the same words that I sent before are known, by when I sent them last", () => {
	const sent = view(mine("From Monday two nurses.", TEN), mine("From Monday two nurses.", ELEVEN), mine("Something else.", ELEVEN));
	expect(sentAlready(sent, " From Monday two nurses.\n")).toBe(ELEVEN);
	expect(sentAlready(sent, "From Monday two")).toBeNull();
	expect(sentAlready(view(mine("", TEN)), " ")).toBeNull();
});

test("not what a colleague sent, what the reporter wrote, nor what cannot be read", () => {
	const content = { kind: "letter", content: { text: "Thank you." } };
	const others = view(
		entry({ actor: "handler", tenure: OTHER }, TEN, content),
		entry({ actor: "reporter" }, TEN, content),
		entry({ actor: "handler", tenure: ME }, TEN, "gone"),
	);
	expect(sentAlready(others, "Thank you.")).toBeNull();
});
