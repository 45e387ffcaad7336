export { checkAuthor } from "./author.ts";
export { checkAuthorAnswers } from "./author-answers.ts";
export { type Check } from "./check.ts";
export { checkGrammars } from "./grammars.ts";
export { checkFolder, checkMemory, checkNode, checkThreads } from "./machine.ts";
export { checkNats } from "./nats.ts";
export { checkScorers } from "./scorer.ts";
