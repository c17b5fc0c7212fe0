/** The reporter's engine for browsers without WebAssembly. The order matters: see [Note: Without WebAssembly]. */
import "@answerable/crypto/plain";
import { answerReporter } from "./answering.ts";
import { stretchApart } from "./stretch-apart.ts";

answerReporter(stretchApart);
