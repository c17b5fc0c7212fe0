import type { AcceptRequest, InvitationRequest } from "@answerable/types/account";
import type { AppointRequest, InviteRequest } from "@answerable/types/admin";
import type { BeginningsRequest, DeskActRequest } from "@answerable/types/desk";
import type { OrganisationId } from "@answerable/types/id";
import type { MailboxActRequest, MailboxOpening } from "@answerable/types/intake";
import type { ProposalRequest } from "@answerable/types/proposal";
import { expect, expectTypeOf, test } from "vitest";
import { type ApiClient, apiClient } from "./client.ts";
import { ORIGIN, testApp } from "./deps.fixture.ts";
import { OPERATIONS, operationFor } from "./operations.ts";

const TAG = "ab".repeat(32) as never;
const ID = "33333333-3333-4333-8333-333333333333" as never;
/** What is sent does not matter here, only where it goes and that its type is the route's. */
const anything = <T>() => ({}) as T;

/** Every route, called by its type. A route that is missing here fails the test below; one that the app's type lacks does not compile. */
const CALLS: Readonly<Record<string, (client: ApiClient) => Promise<Response>>> = {
	showPages: (client) => client.index.$get(),
	showDesk: (client) => client.desk.$get(),
	showInvitation: (client) => client.join.$get(),
	listAids: (client) => client.aids.$get(),
	showAid: (client) => client.aids[":file"].$get({ param: { file: "before.mp4" } }),
	showStatus: (client) => client.status.$get(),
	checkAlive: (client) => client.healthz.$get(),
	checkReady: (client) => client.readyz.$get(),
	showApi: (client) => client.api.$get(),
	describeApi: (client) => client["openapi.json"].$get(),
	readCheckpoint: (client) => client.log.checkpoint.$get(),
	readLogKey: (client) => client.log.key.$get(),
	readPages: (client) => client.log.pages.$get(),
	readEarlierPages: (client) => client.log.pages[":number"].$get({ param: { number: "1" } }),
	listOrganisations: (client) => client.api.organisations.$get(),
	readIntake: (client) => client.api.organisations[":slug"].intake.$get({ param: { slug: "northbrook" }, query: { severity: "S1" } }),
	fetchWork: (client) => client.api.organisations[":slug"].work.$get({ param: { slug: "northbrook" }, query: { severity: "S1" } }),
	raiseConcern: (client) => client.api.concerns.$post(),
	openMailbox: (client) => client.api.mailbox.$post({ json: anything<MailboxOpening>() }),
	actAsReporter: (client) => client.api.mailbox.acts.$post({ json: anything<MailboxActRequest>() }),
	signIn: (client) => client.api.desk.session.$post({ json: { name: "guardian" as never, secret: TAG, code: "000000" } }),
	signOut: (client) => client.api.desk.session.$delete(),
	openInvitation: (client) => client.api.desk.invitation.$post({ json: anything<InvitationRequest>() }),
	acceptInvitation: (client) => client.api.desk.invitation.acceptance.$post({ json: anything<AcceptRequest>() }),
	listSessions: (client) => client.api.desk.sessions.$get(),
	endSessions: (client) => client.api.desk.sessions.$delete(),
	endSession: (client) => client.api.desk.sessions[":session"].$delete({ param: { session: TAG } }),
	listAppointments: (client) => client.api.desk.appointments.$get(),
	listConfirmations: (client) => client.api.desk.confirmations.$get(),
	confirmRenewal: (client) => client.api.desk.confirmations[":invitation"].$post({ param: { invitation: ID } }),
	watchDesk: (client) => client.api.desk.watch.$post({ json: anything() }),
	watchAdministration: (client) => client.api.desk["admin-actions"].$get(),
	inviteSomebody: (client) => client.api.admin.invitations.$post({ json: anything<InviteRequest>() }),
	listInvitations: (client) => client.api.admin.invitations.$get(),
	revokeInvitation: (client) => client.api.admin.invitations[":invitation"].$delete({ param: { invitation: ID } }),
	renewAccess: (client) => client.api.admin.people[":person"].renewals.$post({ param: { person: ID }, json: { kind: "phone" } }),
	listPeople: (client) => client.api.admin.people.$get(),
	removePerson: (client) => client.api.admin.people[":person"].$delete({ param: { person: ID } }),
	appointPerson: (client) => client.api.admin.appointments.$post({ json: anything<AppointRequest>() }),
	endAppointment: (client) => client.api.admin.appointments[":appointment"].$delete({ param: { appointment: ID } }),
	listAdminActions: (client) => client.api.admin.actions.$get(),
	listCases: (client) => client.api.desk.cases.$get({ query: {} }),
	readBeginnings: (client) => client.api.desk.beginnings.$post({ json: anything<BeginningsRequest>() }),
	listNotices: (client) => client.api.desk.notices.$get(),
	readCase: (client) => client.api.desk.cases[":tag"].$get({ param: { tag: TAG }, query: { tenure: ID } }),
	listGrantees: (client) => client.api.desk.cases[":tag"].grantees.$get({ param: { tag: TAG }, query: { tenure: ID } }),
	actOnCase: (client) => client.api.desk.cases[":tag"].acts.$post({ param: { tag: TAG }, json: anything<DeskActRequest>() }),
	readOrganisation: (client) => client.api.desk.organisations[":id"].$get({ param: { id: ID } }),
	readFounding: (client) => client.api.desk.organisations[":id"].founding.$get({ param: { id: ID } }),
	listSoleOpeners: (client) => client.api.desk.organisations[":id"]["sole-openers"].$get({ param: { id: ID } }),
	listHandOver: (client) => client.api.desk["hand-over"].$get({ query: anything() }),
	propose: (client) => client.api.desk.proposals.$post({ json: anything<ProposalRequest>() }),
	countersign: (client) => client.api.desk.proposals[":hash"].countersignatures.$post({ param: { hash: TAG }, json: anything() }),
	decline: (client) => client.api.desk.proposals[":hash"].declines.$post({ param: { hash: TAG } }),
};

/** Their place has slashes in it, which no typed path can say. */
const UNTYPED = ["readTile", "showPagePart"];

test("every route in the document is in the client's type, but those whose place has slashes", () => {
	expect(Object.keys(CALLS).sort()).toEqual(
		OPERATIONS.map(({ id }) => id)
			.filter((id) => !UNTYPED.includes(id))
			.sort(),
	);
});

test.each(Object.entries(CALLS))("%s goes to its own route", async (id, call) => {
	const asked: string[] = [];
	const client = apiClient(ORIGIN, {
		fetch: (async (input: RequestInfo | URL, init?: RequestInit) => {
			asked.push(operationFor(init?.method ?? "GET", new URL(String(input)).pathname)?.id ?? "none");
			return new Response("{}");
		}) as typeof fetch,
	});
	await call(client);
	expect(asked).toEqual([id]);
});

test("a call through the client is answered by the app, in the type that the route has", async () => {
	const card = { id: ID as OrganisationId, slug: "northbrook", name: "Northbrook" };
	const { app } = testApp({ organisations: async () => [card] });
	const client = apiClient(ORIGIN, {
		fetch: ((input: RequestInfo | URL, init?: RequestInit) => app.request(String(input), init)) as typeof fetch,
	});
	const { organisations } = await (await client.api.organisations.$get()).json();
	expectTypeOf(organisations[0]?.slug).toEqualTypeOf<string | undefined>();
	expect(organisations).toEqual([card]);
});
