/** An organisation that begins over the api: the three who may, everybody who may not, and nothing that tells of it before. */

import { sign } from "@answerable/crypto/signing";
import { beginOrganisation } from "@answerable/store/beginning";
import { aKey, fingerprintOf, signatureOf } from "@answerable/store/founding.fixture";
import type { InvitationToken } from "@answerable/types/account";
import { AdminActionList, InviteAnswer } from "@answerable/types/admin";
import { FoundingDesk } from "@answerable/types/founding";
import { IntakeParameters } from "@answerable/types/intake";
import type { RefusalCode } from "@answerable/types/problem";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Beginning, beginning, signingPath } from "./beginning.fixture.ts";
import { NOON } from "./deps.fixture.ts";
import { acceptance } from "./entry.fixture.ts";
import { sealRaise } from "./reporter.fixture.ts";
import { LOG_SEED, memberOf, NORTHBROOK, RULES } from "./trust.fixture.ts";
import { type Desk, deskOf, openWorld, publishNow, type World } from "./world.fixture.ts";

const NOBODYS = "00000000-0000-4000-8000-00000000dead";

let world: World;
let begun: Beginning;
let guardian: Desk;
let administrator: Desk;

beforeAll(async () => {
	world = await openWorld(RULES.demo);
	begun = await beginning(world);
	guardian = await world.signIn(memberOf(NORTHBROOK, "guardian"));
	administrator = await world.administrator();
});
afterAll(() => world.close());

const codeOf = async (answer: Response): Promise<RefusalCode | number> =>
	answer.status < 300 ? answer.status : ((await answer.json()) as { code: RefusalCode }).code;
const shown = async (answer: Response) => ({ status: answer.status, body: await answer.text() });

describe("until it begins", () => {
	test("to reporters there is no such organisation", async () => {
		const [listed, intake, nobodys] = await Promise.all(
			["", "/riverside/intake", "/nobody/intake"].map((end) => Promise.resolve(world.app.request(`/api/organisations${end}`)).then(shown)),
		);
		expect(listed?.body).not.toContain("riverside");
		expect(intake).toEqual(nobodys);
		const raised = await sealRaise({
			intake: await world.intake(),
			spoilHeader: (header) => ({ ...header, organisation: begun.organisation }),
		});
		expect(await codeOf(await world.raise(raised.frame))).toBe("unknown-organisation");
	});

	test("to staff of another organisation and to whoever administers it is like one that nobody has, in every way", async () => {
		const { organisation, founders } = begun;
		for (const desk of [guardian, administrator])
			for (const end of ["", "/founding", "/sole-openers"])
				expect(await shown(await desk.get(`/api/desk/organisations/${organisation}${end}`))).toEqual(
					await shown(await desk.get(`/api/desk/organisations/${NOBODYS}${end}`)),
				);
		const [one, two] = founders;
		for (const desk of [guardian, administrator]) {
			const signing = await desk.post(signingPath(two), signatureOf(one, two));
			expect(await shown(signing)).toEqual(
				await shown(await desk.post(signingPath({ ...two, hash: "ab".repeat(32) as never }), signatureOf(one, two))),
			);
			const offer = await desk.post("/api/desk/proposals", { proposal: two.proposal, countersignature: null });
			expect(await codeOf(offer)).toBe("not-found");
		}
	});

	test("whom the administrator invites or appoints to it sees nothing of it, offers nothing and signs nothing", async () => {
		const { organisation, founders } = begun;
		const [one, two] = founders;
		const made = await administrator.post("/api/admin/invitations", { as: "staff", organisation, roles: ["guardian", "ned_lead"] });
		const { token } = InviteAnswer.parse(await made.json());
		const planted = await deskOf(
			world.app,
			world.post,
			await world.post("/api/desk/invitation/acceptance", acceptance(token as InvitationToken, NOON)),
		);
		const { person } = planted.answer;
		expect(await codeOf(await planted.get(`/api/desk/organisations/${organisation}/founding`))).toBe("not-found");
		for (const role of ["guardian", "ned_lead"] as const) {
			const own = aKey({ organisation, person, role });
			expect(await codeOf(await planted.post("/api/desk/proposals", { proposal: own.proposal, countersignature: null }))).toBe("not-begun");
			expect(await codeOf(await planted.post(signingPath(two), signatureOf(own, two)))).toBe("not-a-root");
		}
		const asGuardian = { ...aKey({ organisation, person, role: "guardian" }), proposal: one.proposal };
		expect(await codeOf(await planted.post(signingPath(two), signatureOf(asGuardian, two)))).toBe("wrong-signature");
		const appointment = await administrator.post("/api/admin/appointments", { person, organisation, role: "board_secretary" });
		expect(await codeOf(appointment)).toBe("already-appointed");
	});

	test("the three see one another's keys, and the administrator's record shows that it was founded at the machine", async () => {
		const { organisation, founders } = begun;
		for (const { desk, person, hash } of founders) {
			const founding = FoundingDesk.parse(await (await desk.get(`/api/desk/organisations/${organisation}/founding`)).json());
			expect(founding.posts.map(({ key }) => key?.hash)).toEqual(founders.map((founder) => founder.hash));
			expect(founding.mine?.key).toBe(hash);
			expect(founding.posts.some((post) => post.person === person)).toBe(true);
		}
		const { actions } = AdminActionList.parse(await (await administrator.get("/api/admin/actions")).json());
		expect(actions.filter(({ what }) => what === "founded-organisation")).toMatchObject([
			{ by: null, organisation, subject: organisation },
		]);
	});

	test("each signs the keys of both others, and with another's session nothing", async () => {
		const [one, two, three] = begun.founders;
		expect(await codeOf(await world.post(signingPath(two), signatureOf(one, two)))).toBe("not-signed-in");
		expect(await codeOf(await one.desk.post(signingPath(two), signatureOf({ ...one, seed: three.seed }, two)))).toBe("wrong-signature");
		for (const by of begun.founders)
			for (const whose of begun.founders)
				if (by !== whose) expect((await by.desk.post(signingPath(whose), signatureOf(by, whose))).status).toBe(200);
	});
});

test("once the operator has signed what the three told, reporters are given its keys, and its founding is over", async () => {
	const { owner, organisation, founders, slug } = begun;
	const beginningOf = {
		organisation,
		fingerprint: fingerprintOf(founders),
		signLog: (message: Uint8Array) => sign(LOG_SEED, message),
		now: NOON,
	};
	expect(await beginOrganisation(owner, beginningOf)).toHaveProperty("roots");
	await publishNow(world.owner);
	const intake = IntakeParameters.parse(await (await world.app.request(`/api/organisations/${slug}/intake`)).json());
	expect(intake.keys.map(({ statement }) => statement.person).sort()).toEqual(founders.map(({ person }) => person).sort());
	const [one] = founders;
	expect(await codeOf(await one.desk.get(`/api/desk/organisations/${organisation}/founding`))).toBe("not-found");
	expect((await one.desk.get(`/api/desk/organisations/${organisation}`)).status).toBe(200);
	expect(await codeOf(await guardian.get(`/api/desk/organisations/${organisation}`))).toBe("not-found");
});
