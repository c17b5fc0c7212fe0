/** The reporter's engine itself. It makes a key from words in less than a second or two, so nobody need hear how long that takes. */
import { answerReporter } from "./answering.ts";

answerReporter(() => undefined);
