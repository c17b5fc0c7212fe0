/** Taking somebody on: the administrator invites them to a role. What they are given is an appointment, and no key. */
import type { LoginName } from "@answerable/types/desk";
import type { Role } from "@answerable/types/role";
import { signInWithPhone } from "../../infra/demo/authenticator.ts";
import type { Stage } from "../stage/stage.ts";
import type { Party } from "./cast.ts";
import { administratorOf, joinAs, tokenOfLink } from "./joining.ts";

/** Somebody new, signed in; `again` signs them in anew, with the keys that count by then. */
export type Newcomer = Party & { readonly again: () => Promise<Party> };

/** A person who comes by an invitation, with words and a phone of their own, and is to hold a role. */
export async function takeOn(stage: Stage, slug: string, role: Role): Promise<Newcomer> {
	const organisation = stage.credentials.organisations.find((one) => one.slug === slug)?.id;
	if (organisation === undefined) throw new Error(`No organisation is called ${slug}.`);
	const administrator = await administratorOf(stage);
	const { link } = await administrator.desk.admin.invite({ as: "staff", organisation, roles: [role] });
	const login = `new-${role.replaceAll("_", "-")}.${slug}`;
	const { wayIn, desk } = await joinAs(stage, login as LoginName, tokenOfLink(link));
	const phrase = wayIn.phrase.words.join(" ");
	const again = async (): Promise<Party> => ({
		login,
		desk: await signInWithPhone({ origin: stage.origin }, { login, phrase, phone: wayIn.phone.secret }),
	});
	return { login, desk, again };
}
