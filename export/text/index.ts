export { contentOf, flatten, type TextSpan } from "./flatten.ts";
export { characters, rangesWhere, type CharacterRange } from "./ranges.ts";
export { FILE_ORDERS, flattenRepository, type FileOrder } from "./raw.ts";
export { DEFAULT_TEMPLATE, parseTemplate, templateHash, type TextTemplate } from "./template.ts";
