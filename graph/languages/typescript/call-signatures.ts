const opening = /^[ \t]*([ \t])<(?:$|(?:const )?[A-Z]\w*(?: extends |,))/gm;

/**
 * Ends the member before a generic call signature that begins on its own line. Without a
 * semicolon there, the grammar of tree-sitter-typescript 0.23 reads the `<` on as more type
 * arguments, and the rest of the file is an error. The last space of the indentation becomes the
 * semicolon, so that every offset stays.
 */
export function endedSignatures(text: string): string {
  let found = "";
  let at = 0;
  for (const match of text.matchAll(opening)) {
    if (!endsMember(text, match.index)) continue;
    const space = match.index + match[0].indexOf("<") - 1;
    found += `${text.slice(at, space)};`;
    at = space + 1;
  }
  return at === 0 ? text : found + text.slice(at);
}

/** Whether the last line of code before an offset is the end of a type. */
function endsMember(text: string, offset: number): boolean {
  let end = offset - 1;
  while (end > 0) {
    const start = text.lastIndexOf("\n", end - 1) + 1;
    const line = text.slice(start, end).trim();
    if (line !== "" && !/^(?:\/\/|\/?\*)/.test(line))
      return /[\w>)\]}'"`]$/.test(line) && !line.endsWith("=>");
    end = start - 1;
  }
  return false;
}
