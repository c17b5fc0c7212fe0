/** Other forms of a page, where they are given. */
export const aids = {
	bsl: "Watch this page in British Sign Language (BSL)",
	easyRead: "Read this page in Easy Read, with short words and pictures",
	captions: "Captions",
	transcript: "What the video says",
};
