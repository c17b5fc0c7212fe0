/** Something that whoever typed the command can put right: said in a sentence, without a stack. */
export class CliError extends Error {}
