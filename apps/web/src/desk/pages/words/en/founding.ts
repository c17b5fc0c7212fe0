/** The first three of a new organisation, before it begins. */
type Body = { readonly name: string; readonly remit: string; readonly validFrom: string; readonly validUntil: string | null };

export const founding = {
	todo: (role: string) => `A new organisation begins with you and two others. You are to be its ${role}.`,
	todoLink: "Begin it",
	heading: "Your organisation begins",
	lead: "Three people begin it. Any two of you can then say whose keys count. So each of you must know that the keys of the other two are theirs.",
	name: "Name",
	code: "NHS code",
	bodies: "Told outside, if nobody here answers",
	body: ({ name, remit, validFrom, validUntil }: Body) =>
		`${name} (${remit}), from ${validFrom}${validUntil === null ? "" : ` until ${validUntil}`}.`,
	noBodies: "Nobody yet",
	policy: "Rules for its clocks",
	post: "Your post",
	threeHeading: "The three of you",
	you: "you",
	states: {
		away: "has not come yet",
		here: "is here, and has no key yet",
		keyed: "has made a key",
		signed: "has made a key, and both others have signed it",
	},
	look: "Look again",
	looking: "Looking …",
	keyHeading: "First: make your key",
	keyWhat: "It is made on this device and locked with your seven words. We never see it.",
	makeKey: "Make my key",
	making: "Making your key. This can take some seconds.",
	waitHeading: "Now wait for the others",
	wait: "When all three of you have made a key, a long number shows here. You then read it to each other.",
	readHeading: "Next: read this to each other",
	read: "Meet, or ring each other up. Read out the number on your screen. Each of you must have the same one.",
	fingerprint: "The number of your three keys",
	typed: "What one of the others reads out to you",
	typedHint: "Type it as you hear it, not from your own screen. Spaces do not matter.",
	typedEmpty: "Type the number that one of the others reads out.",
	differs:
		"That is not the number on your screen. Listen once more. If it is still not the same, sign nothing: somebody has put a false key in. Tell whoever sent you the link.",
	sign: "It is the same: sign their keys",
	signing: "Signing",
	signedHeading: "You have signed",
	signed:
		"Each of the others signs too. Then read the number to whoever sent you the link, each of you by yourself. They can begin with no other.",
	poster: "Keep the number. It goes on your posters, so that staff can tell that they write to you and to nobody else.",
	begun: "It has begun. Sign in again to use your keys.",
	signOut: "Sign out",
};
