/** Addresses of what the build makes of a source. */
declare module "*?worker&url" {
	const url: string;
	export default url;
}
