/** How to stay safe on a computer that others can look into. Said plainly, with what we cannot do. */
export const safe = {
	heading: "How to stay safe on this computer",
	lead: "We keep no record of you. But others may be able to see what you do.",
	points: [
		{
			what: "A work computer or work wifi",
			how: "Your employer may see that you came to this website, though not what you wrote. Your own phone on its own data is safer.",
		},
		{
			what: "The list of visited pages",
			how: "“Leave now” takes our pages away from this tab. The browser may still list the address of this website. A private window does not.",
		},
		{ what: "Your name at work", how: "Do not copy from work files or e-mails, and do not use words that only you would use." },
		{ what: "Your slip", how: "Write the seven words on paper. Do not save them on a work computer." },
		{
			what: "If you are watched closely",
			how: "Use the free Tor Browser at home, at the level “Standard” or “Safer”. It hides even that you came here.",
		},
	],
	onion: {
		heading: "Our address in Tor Browser",
		how: "This website has a second address. It opens in Tor Browser and nowhere else. Copy it, and paste it there.",
	},
	fingerprint: {
		heading: "Are these our real pages?",
		what: "Our pages are made of files. A public list names each of them. The list that you were given has this fingerprint:",
		how: "Read it out to somebody who opened this page in another place. If theirs is the same, you were given the same list. A false page could show a false fingerprint. So ask somebody you trust to check the files too.",
	},
};
