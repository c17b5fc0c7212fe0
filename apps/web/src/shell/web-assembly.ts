/** The shortest module that there is (WebAssembly Core Specification §5.5.16): magic number and version. */
const EMPTY = Uint8Array.of(0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00);

/** Whether this browser runs WebAssembly. Tor Browser leaves the name out from the level *Safer* on; others have it, and compile nothing. */
export function runsWebAssembly(): boolean {
	try {
		new WebAssembly.Module(EMPTY);
		return true;
	} catch {
		return false;
	}
}
