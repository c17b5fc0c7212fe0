/** Making keys from words without WebAssembly. */
export const extraSafe = {
	why: "This browser is set to be extra safe. That is fine here, but it makes our sums slow.",
	left: (minutes: number) =>
		minutes === 0
			? "Your seven words need less than a minute more."
			: `Your seven words need about ${minutes} ${minutes === 1 ? "minute" : "minutes"} more.`,
	goOn: "You may go on writing. You need not wait.",
	wait: "Please keep this page open. Nothing is lost.",
};
