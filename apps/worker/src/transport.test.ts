import { expect, it } from "vitest";
import { developmentTransport, TransportFault } from "./transport.ts";

it("says in a notice only which role at which organisation something waits for", async () => {
	const lines: string[] = [];
	await developmentTransport((line) => lines.push(line))({ role: "ned_lead", organisation: "Northbrook University Hospitals" });
	expect(lines).toEqual(["notice: something waits for the ned lead at Northbrook University Hospitals"]);
});

it("tells of notices that were not taken by their number alone", () => {
	expect(new TransportFault(3)).toMatchObject({ code: "not-delivered", message: "3 notices were not taken." });
});
