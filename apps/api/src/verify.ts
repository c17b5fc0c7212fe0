/** How this process checks signatures: by the one strict code, helped by the platform where that gives the same verdict. */
import { verify as strict } from "@answerable/crypto/signing";
import { quicker } from "@answerable/store/native-ed25519";
import { remembering } from "@answerable/store/verified";

/** For acts: the store checks them again when it reads them, and need not compute again what was found good. */
export const verifyAct = remembering(strict);

/** For what is good once. */
export const verifyOnce = quicker(strict);
