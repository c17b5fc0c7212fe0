/** `answerable admin found`: an organisation from a file, its three first roots, and its beginning, by whoever holds the log's key. */
import { randomUUID } from "node:crypto";
import { parseArgs } from "node:util";
import { sign, verify } from "@answerable/crypto/signing";
import { rootHash } from "@answerable/log/key-statement";
import { beginOrganisation } from "@answerable/store/beginning";
import type { StoreContext } from "@answerable/store/context";
import { readDeployment } from "@answerable/store/deployment";
import { type Founder, signaturesOf } from "@answerable/store/founders";
import {
	findFounding,
	foundOrganisation,
	listFoundings,
	type PostInvitation,
	renewFounder,
	withdrawFounding,
} from "@answerable/store/founding";
import { foundingContext } from "@answerable/store/founding-turn";
import { INVITATION_DAYS } from "@answerable/store/invitation-token";
import { Hash } from "@answerable/types/bytes";
import { Role } from "@answerable/types/role";
import type { CivilDate } from "@answerable/types/time";
import type { Answer } from "../answer.ts";
import { CliError } from "../cli-error.ts";
import type { Call } from "../command.ts";
import { planned, readFoundingFile } from "./founding-file.ts";
import { orSay, postInWords } from "./founding-words.ts";
import { readKeys } from "./key-files.ts";
import { requireOwnLog } from "./key-round.ts";
import { asOwner, keyDirectory } from "./place.ts";
import { inWords, joinLink } from "./printed.ts";

const USAGE = `answerable admin found: a new organisation on this deployment, and its first three roots

  admin found FILE
      founds the organisation that the file describes, and prints a one-time link for each of its three first roots. It takes no
      concerns before it has begun. What stands in the file:
        {
          "kind": "provider",                  "external" for a regulator or another body outside
          "slug": "riverside",                 how addresses name it, for ever
          "name": "Riverside Hospitals",
          "odsCode": "RX9",                    its code in the NHS; null without one
          "nation": "england",                 whose days off count
          "policy": "default-england@1",       unless said otherwise the nation's own
          "zone": "Europe/London",             unless said otherwise the policy's own
          "directory": [{                      the bodies outside that it is answerable to
            "body": "care-standards-office",   a body that has begun on this deployment
            "roots": "FINGERPRINT",            of its roots, as the body itself gives it to you
            "validFrom": "2026-04-01", "validUntil": null,
            "remit": "Safety and quality of care",
            "remits": ["quality"]              quality, region, commissioning, counter_fraud, data_protection
          }]
        }
  admin found
      what is being founded, and what it waits for
  admin found --begin SLUG --fingerprint FINGERPRINT
      signs the three with the log's key, so that the organisation begins. The fingerprint is the one that all three read out to you
      from their own screens: it is what their posters will carry
  admin found --renew SLUG --role ROLE
      a new link for a post whose link expired, or whose holder lost their words or will not be it
  admin found --withdraw SLUG
      gives it up before it has begun; its short name and its code are free again

  DATABASE_URL is the owner's address of the database, ANSWERABLE_DATA the folder that holds keys/; without them those of npm start.`;

const OPTIONS = {
	help: { type: "boolean" },
	begin: { type: "string" },
	fingerprint: { type: "string" },
	renew: { type: "string" },
	role: { type: "string" },
	withdraw: { type: "string" },
} as const;

type Asked = ReturnType<typeof readArguments>;

/** Answers the words after `admin found`. */
export async function found(call: Call): Promise<Answer> {
	const asked = readArguments(call.args);
	if (asked.help === true) return { text: USAGE, notes: [] };
	return asOwner(call.environment, async (db) => {
		const deployment = await readDeployment(db);
		if (deployment === null) throw new CliError("This database belongs to no deployment yet: make its keys first, with admin keys.");
		const ctx = foundingContext(db, verify);
		const { begin, renew, withdraw, file } = asked;
		if (begin !== undefined) return beginIt(ctx, { ...asked, begin }, call);
		if (renew !== undefined) return renewIt(ctx, { ...asked, renew }, call);
		if (withdraw !== undefined) return withdrawIt(ctx, withdraw, call);
		return file === undefined ? report(ctx) : foundIt(ctx, { file, isDemo: deployment.madeBy === "demo" }, call);
	});
}

function readArguments(args: readonly string[]) {
	try {
		const { values, positionals } = parseArgs({ args: [...args], options: OPTIONS, strict: true, allowPositionals: true });
		const actions = [values.begin, values.renew, values.withdraw, ...positionals].filter((value) => value !== undefined);
		if (actions.length > 1) throw new CliError("A file, --begin, --renew and --withdraw are asked one at a time.");
		if ((values.fingerprint !== undefined) !== (values.begin !== undefined))
			throw new CliError("--begin and --fingerprint belong together: give what the three read out to you.");
		if ((values.role !== undefined) !== (values.renew !== undefined)) throw new CliError("--renew and --role belong together.");
		return { ...values, file: positionals[0] };
	} catch (cause) {
		if (cause instanceof CliError || !(cause instanceof TypeError)) throw cause;
		throw new CliError(`${cause.message.split(". ")[0]}.\n\n${USAGE}`);
	}
}

async function foundIt(ctx: StoreContext, { file, isDemo }: { file: string; isDemo: boolean }, call: Call): Promise<Answer> {
	const { now } = call;
	const plan = readFoundingFile(file, { today: now.slice(0, 10) as CivilDate, isDemo });
	const organisation = planned(plan, randomUUID());
	const invitations = orSay(await foundOrganisation(ctx, { organisation, directory: plan.directory, now }));
	return {
		text: invitations.map((invitation) => linkOf(invitation, call)).join("\n"),
		notes: [
			`${organisation.name} is founded and takes no concerns yet. Each link lets one person in, once, within ${INVITATION_DAYS} days. Give each to its own person, and let nobody have two: two of the three together decide who may read.`,
			"Each makes a key on their own device. Then the three meet or telephone, read out the fingerprint that their screens show, and sign one another's keys if it is the same. They tell it to you, each by themselves.",
			`Then: npx --no-install answerable admin found --begin ${organisation.slug} --fingerprint FINGERPRINT`,
		],
	};
}

function linkOf({ role, token, expiresAt }: PostInvitation, { environment }: Call): string {
	return `${role.padEnd(16)} ${joinLink(environment, token)}  until ${inWords(expiresAt)}`;
}

async function beginIt(ctx: StoreContext, { begin, fingerprint = "" }: Asked & { readonly begin: string }, call: Call): Promise<Answer> {
	const told = Hash.safeParse(fingerprint.replaceAll(/\s/g, "").toLowerCase());
	if (!told.success)
		throw new CliError("A fingerprint is 64 letters and digits, from 0 to 9 and from a to f; spaces between them do no harm.");
	const { organisation } = orSay(await findFounding(ctx.db, begin));
	const directory = keyDirectory(call.environment);
	await requireOwnLog({ db: ctx.db, directory });
	const { log } = readKeys(directory);
	const signLog = (message: Uint8Array) => sign(log, message);
	const roots = orSay(await beginOrganisation(ctx, { organisation, fingerprint: told.data, signLog, now: call.now }));
	return {
		text: rootHash(roots),
		notes: [
			`${begin} has begun. Concerns can be raised to it once the log's next checkpoint is published. Its posters carry this fingerprint.`,
		],
	};
}

async function renewIt(ctx: StoreContext, { renew, role }: Asked & { readonly renew: string }, call: Call): Promise<Answer> {
	const post = Role.safeParse(role);
	if (!post.success) throw new CliError(`There is no role "${role}".`);
	const { organisation } = orSay(await findFounding(ctx.db, renew));
	const invitation = orSay(await renewFounder(ctx, { organisation, role: post.data, now: call.now }));
	const note =
		"The link before it lets nobody in. If a key was offered for this post it no longer counts, and the other two sign the new one.";
	return { text: linkOf(invitation, call), notes: [note] };
}

async function withdrawIt(ctx: StoreContext, slug: string, { now }: Call): Promise<Answer> {
	const { organisation } = orSay(await findFounding(ctx.db, slug));
	orSay(await withdrawFounding(ctx, { organisation, now }));
	return { text: `${slug} is given up. Nobody comes in by its links, and its short name is free.`, notes: [] };
}

/** Fingerprints are not shown: whoever signs by what a database says signs for whoever wrote it. */
async function report({ db }: StoreContext): Promise<Answer> {
	const slugs = await listFoundings(db);
	if (slugs.length === 0) return { text: "Nothing is being founded. admin found --help says how to found an organisation.", notes: [] };
	const parts = await Promise.all(
		slugs.map(async (slug) => {
			const { founders } = orSay(await findFounding(db, slug));
			return [slug, ...founders.map((founder) => `  ${postInWords(founder, signedBy(founder, founders))}`)].join("\n");
		}),
	);
	return { text: parts.join("\n"), notes: [] };
}

function signedBy({ key }: Founder, founders: readonly Founder[]): number {
	return key === null ? 0 : signaturesOf(key, founders).length;
}
