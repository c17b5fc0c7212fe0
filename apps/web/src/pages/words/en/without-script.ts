/** What somebody reads whose browser runs no script. */
export const withoutScript = {
	heading: "You can still speak up",
	why: "This page cannot work here, because scripts are turned off in this browser. We need a script to lock your words on your own device, so that nobody on the way can read them. Without it we could only send your words in the open, and we will not do that.",
	what: "Turn scripts on for this page, or use another device. In Tor Browser, choose the level “Standard” or “Safer”. Or use one of the ways below.",
};
