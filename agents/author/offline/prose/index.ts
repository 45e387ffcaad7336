export { counted, listed, sentence, series, withArticle } from "./english.ts";
export { distinct, labelsOf, membersOf, origin, shortPath, stem, topLevel } from "./names.ts";
export { folderOf, type PathRole, roleOf, wordsOfName } from "./path-role.ts";
export { isOrdinary, surprise, wordsOf } from "./surprise.ts";
export { Voice } from "./voice.ts";
