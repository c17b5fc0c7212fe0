/** What can go wrong at the desk, where the server has no words of its own for it. */
export const trouble = {
	unreachable: "We cannot reach the service. You may be offline. Nothing you typed is lost: try again in a moment.",
	clock: "The date on this device is wrong. Set it right and try again.",
	tooStrict: "This browser turned off WebAssembly. Without it nothing can be opened here. Turn it on, or use another browser.",
	distrust:
		"Something that we were shown does not fit together. Nothing was sent, and nothing is to be believed. Tell whoever runs this service what you see.",
	wrongKeys: "These words do not open the keys that are kept for you. If they were made new, a root must sign new keys for you.",
	noRecipient: "Nobody here may get this concern, because of whom it is about. Help them to take it to a body outside.",
	tooDear: "This device is too slow for the sum that keeps robots out. Nothing you typed is lost. Try again on a faster one.",
	gone: "There is nothing here that you may see. Your key may have ended, or the case is not yours. Nothing was sent, and what you typed is still here. Copy it if you need it. A colleague who can open the case can give it to you.",
	tooLong: "This is too long to send. Nothing you typed is lost: send it in parts.",
	grantee: "Their key has ended meanwhile, or could not be checked. Choose somebody else.",
	fault: "Something on this page failed. Nothing you typed is lost. Try again.",
};
