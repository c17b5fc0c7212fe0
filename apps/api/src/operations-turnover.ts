/** The routes by which people join, leave and take over, and by which an organisation changes its rules. */
import { Hash } from "@answerable/types/bytes";
import { FoundingDesk } from "@answerable/types/founding";
import { OrganisationId } from "@answerable/types/id";
import { Countersignature } from "@answerable/types/key";
import { HandOverList, HandOverQuery, OrganisationDesk, SoleOpenerList } from "@answerable/types/organisation";
import type { RefusalCode } from "@answerable/types/problem";
import { ProposalAnswer, ProposalRequest } from "@answerable/types/proposal";
import { json, type Operation, ORIGIN, type Parameter } from "./operation.ts";
import { DESK } from "./operations-desk.ts";

const ID: Parameter = { name: "id", in: "path", required: true, about: "An organisation of mine.", schema: OrganisationId };
const HASH: Parameter = { name: "hash", in: "path", required: true, about: "SHA-256 of the text that roots sign.", schema: Hash };

/** What may be wrong with a proposal when it is made, and again when it is signed. */
export const PROPOSAL_REFUSALS: readonly RefusalCode[] = [
	"not-found",
	"not-a-root",
	"wrong-signature",
	"not-appointed",
	"not-begun",
	"role-held",
	"still-a-root",
	"sole-opener",
	"not-published",
	"policy-not-adoptable",
	"taken-back",
	"out-of-date",
	"not-allowed",
];

const READING: readonly RefusalCode[] = ["not-signed-in", "not-found", "unavailable"];
const SENDING: readonly RefusalCode[] = ["malformed", "too-large", "not-signed-in", "unavailable", ...PROPOSAL_REFUSALS];

export const turnoverOperations: readonly Operation[] = [
	{
		...DESK,
		id: "readOrganisation",
		method: "get",
		path: "/api/desk/organisations/{id}",
		summary: "An organisation of mine",
		about: "Its roots and their fingerprint, whose keys count from when, who was appointed, and what waits for a second signature.",
		parameters: [ID],
		answers: [json(200, OrganisationDesk, "The organisation. People are opaque ids.")],
		refusals: READING,
	},
	{
		...DESK,
		id: "readFounding",
		method: "get",
		path: "/api/desk/organisations/{id}/founding",
		summary: "An organisation that begins with me",
		about:
			"For the three who were invited to be its first roots, until it begins: what it will be, whose keys were offered, who signed which, and my own key under my words. Each signs the keys of both others (`countersign`), and the operator begins it. To everybody else, and afterwards, there is no such founding.",
		parameters: [ID],
		answers: [json(200, FoundingDesk, "The founding. People are opaque ids.")],
		refusals: READING,
	},
	{
		...DESK,
		id: "listSoleOpeners",
		method: "get",
		path: "/api/desk/organisations/{id}/sole-openers",
		summary: "Who alone can open something",
		about:
			"How many open cases would be shut, in part or whole, if a tenure ended: everybody's for a root, one's own otherwise. Cases from which I am left out are not counted.",
		parameters: [ID],
		answers: [json(200, SoleOpenerList, "Tenures and counts.")],
		refusals: READING,
	},
	{
		...DESK,
		id: "listHandOver",
		method: "get",
		path: "/api/desk/hand-over",
		summary: "What I could give to a colleague",
		about:
			"Open cases of which one of my tenures can open more than a colleague's that may be given it, in pages. Each is given by an act of its own (`granted`), and is not listed again.",
		parameters: [
			{ name: "from", in: "query", required: true, about: "A tenure of mine.", schema: HandOverQuery.shape.from },
			{ name: "to", in: "query", required: true, about: "A colleague's tenure of the same organisation.", schema: HandOverQuery.shape.to },
			{ name: "cursor", in: "query", required: false, about: "Where the page before ended.", schema: HandOverQuery.shape.cursor },
		],
		answers: [json(200, HandOverList, "Cases, and where the next page begins.")],
		refusals: ["malformed", ...READING],
	},
	{
		...DESK,
		id: "propose",
		method: "post",
		path: "/api/desk/proposals",
		summary: "Offer a key, or propose a change that two roots sign",
		about:
			"Whoever was appointed offers the key of their role; before an organisation begins, whoever was invited to be one of its first roots. A root proposes to end a tenure, to let another root take one's place, to adopt a policy, to publish declared interests or to change how the organisation shows itself. The same again changes nothing.",
		parameters: [ORIGIN],
		sent: { media: "application/json", schema: ProposalRequest, about: "The proposal, and the first signature if there is one." },
		answers: [json(201, ProposalAnswer, "It waits."), json(200, ProposalAnswer, "It was proposed before, or was done.")],
		refusals: SENDING,
	},
	{
		...DESK,
		id: "countersign",
		method: "post",
		path: "/api/desk/proposals/{hash}/countersignatures",
		summary: "Sign a proposal as a root",
		about:
			"With the signature of a second root it is done at once: its leaf is written, and whoever has to know is told. Before an organisation begins, the keys that were offered for the other two posts sign, and nothing is done until all three are signed and the operator begins it.",
		parameters: [HASH, ORIGIN],
		sent: { media: "application/json", schema: Countersignature, about: "The root, and its signature over the proposal's text." },
		answers: [json(200, ProposalAnswer, "Signed, and done if it was the second signature.")],
		refusals: SENDING,
	},
	{
		...DESK,
		id: "decline",
		method: "post",
		path: "/api/desk/proposals/{hash}/declines",
		summary: "Say that I will not sign a proposal, or take mine back",
		about:
			"The other roots see it. What I signed of it counts no more, until I sign or propose the same again. It is listed no more once whoever made it took it back, or two roots declined. Nothing is proved with it, and nothing of it is logged.",
		parameters: [HASH, ORIGIN],
		answers: [json(200, ProposalAnswer, "Written down, with whose signatures still count.")],
		refusals: ["not-allowed", "not-signed-in", "not-found", "not-a-root", "out-of-date", "unavailable"],
	},
];
