const modifiers =
  "(?:(?:static|public|private|protected|declare|override|readonly|abstract)[ \\t]+)*";
const decorators = "(?:@[\\w.]+(?:\\([^()\\n]*\\))?[ \\t]+)*";
const start = `(?:^|[{;])[ \\t]*${decorators}${modifiers}`;
const accessor = new RegExp(`(${start})accessor(?=[ \\t]+[\\w$#"'[])`, "gm");
const keywordName = new RegExp(`(${start})(abstract|accessor)(?=[ \\t]*[?!]?[ \\t]*[:=;])`, "gm");

/**
 * Blanks the word of `static accessor count = 0`, which the grammars know as a name at most, so
 * that the name after it is read.
 */
export function withoutAccessor(text: string): string {
  if (!text.includes("accessor")) return text;
  return text.replace(accessor, (_all, before: string) => `${before}        `);
}

/**
 * Replaces fields that are called `abstract` or `accessor` by plain names of the same length: the
 * grammar of tree-sitter-typescript 0.23 takes the words for modifiers of what comes next.
 */
export function withPlainNames(text: string): string {
  if (!/abstract|accessor/.test(text)) return text;
  return text.replace(keywordName, (_all, before: string) => `${before}________`);
}
