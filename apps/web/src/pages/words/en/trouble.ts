/** What can go wrong, and what to do. */
export const trouble = {
	unreachable: {
		heading: "We cannot reach the service",
		what: [
			"You may be offline, or the service may be down for a moment. Nothing was lost: what you wrote is still on this page.",
			"Keep this page open and try again when you have a connection.",
		],
	},
	clock: {
		heading: "The date on this device is wrong",
		what: [
			"The clock of this device and ours are more than a day apart. So we cannot tell when your answer is due.",
			"Set the date right and try again, or use another device.",
		],
	},
	nobody: {
		heading: "Nobody here can take this concern",
		what: [
			"Everybody who could get it is left out, because it may be about them. It would reach nobody.",
			"Please take it outside, in one of the ways below.",
		],
	},
	slow: {
		heading: "This device took too long",
		what: [
			"Before a concern is sent, the device must do a sum, which keeps robots out. It took too long. Nothing was lost.",
			"Close other apps and try again.",
		],
	},
	poster: {
		heading: "This does not match your poster",
		what: [
			"The keys that we were shown are not the keys on the poster or slip that you came from. Somebody may be trying to read along.",
			"Do not go on. Use another way to speak up, and tell somebody there what you saw here.",
		],
	},
	unknownOrganisation: {
		heading: "We do not know this organisation",
		what: ["The link or poster is for an organisation that cannot be reached here. Check it, or choose from the list."],
	},
	tooLong: {
		heading: "This is too long",
		what: ["What you wrote is longer than we can send. Please shorten it. You can send more later."],
	},
	distrust: {
		heading: "Something is not right",
		what: [
			"This page checks everything that it is shown before it locks your words. One check failed, so nothing was sent.",
			"Try again later. If it happens again, use another way to speak up, and tell somebody there what you saw here.",
		],
	},
	fault: {
		heading: "That did not work",
		what: [
			"Something on this page failed. What you wrote was not sent.",
			"Please try again. If it fails again, use another way to speak up.",
		],
	},
};
