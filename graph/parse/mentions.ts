import type { FileRecord, ImportRecord } from "./record.ts";

/** A name in the code that may lead to another file with no import statement. */
export interface MentionRecord {
  start: number;
  end: number;
  /**
   * `type`: can only be a type; `value`: may be a variable too; `base`: a type that is inherited
   * from; `member`: is called on something, such as an extension; `annotation`: names a type as an
   * annotation or attribute does; `none`: looks like a name of these and is another thing.
   */
  role: "type" | "value" | "base" | "member" | "annotation" | "none";
}

const maxMentions = 2000;
const nameShape = /^(?:\\|::)?[A-Za-z_$][\w$]*(?:(?:::|[.\\])[A-Za-z_$][\w$]*)*$/;

/**
 * One record for each different name that a file mentions, in their order. Whether a name leads
 * anywhere is for the resolver to say: most are of the language's own library.
 *
 * @param shorten the part of a name that matters to the resolver; undefined when none does
 */
export function mentionRecords(
  mentions: readonly MentionRecord[],
  source: string,
  record: Pick<FileRecord, "symbols" | "binds">,
  shorten: (name: string, role: MentionRecord["role"]) => string | undefined,
): ImportRecord[] {
  if (mentions.length === 0) return [];
  const variables = variablesOf(record);
  const found = new Map<string, ImportRecord>();
  const lineAt = lineCounter(source);
  let covered = -1;
  for (const { start, end, role } of outermostFirst(mentions)) {
    if (end <= covered && role !== "member") continue;
    const { text, length } = nameAt(source, start, end);
    if (text === undefined) continue;
    if (role !== "member") covered = start + length;
    if (role === "none") continue;
    if (role === "value" && variables.has(/^[\w$]+/.exec(text)?.[0] ?? "")) continue;
    const name = shorten(text, role);
    if (name === undefined) continue;
    // A type that is inherited from must be there when the file is loaded.
    const kind = role === "base" ? "static" : "reference";
    const known = found.get(name);
    if (known !== undefined) {
      if (kind === "static") known.kind = kind;
      continue;
    }
    if (found.size === maxMentions) break;
    const simple = /^@?([\w$]+)(?:`\d+)?$/.exec(name)?.[1];
    const names = simple === undefined ? [] : [simple];
    found.set(name, { specifier: name, names, imported: [...names], line: lineAt(start), kind });
  }
  return [...found.values()];
}

/** Sorted by place, of those that begin together the longest first, and of equals the base. */
function outermostFirst(mentions: readonly MentionRecord[]): MentionRecord[] {
  const rank = { none: 0, base: 1, annotation: 2, type: 3, value: 4, member: 5 };
  return mentions.toSorted(
    (a, b) => a.start - b.start || b.end - a.end || rank[a.role] - rank[b.role],
  );
}

/**
 * A name followed by the number of its type arguments, as in `Map`2`; the arguments themselves
 * are mentions of their own.
 */
function nameAt(
  source: string,
  start: number,
  end: number,
): { text: string | undefined; length: number } {
  const whole = source.slice(start, end);
  const open = whole.indexOf("<");
  const length = open < 0 ? whole.length : open;
  const name = whole.slice(0, length).replace(/\s+/g, "");
  if (!nameShape.test(name) || (open >= 0 && !whole.endsWith(">"))) {
    return { text: undefined, length: 0 };
  }
  return { text: open < 0 ? name : `${name}\`${arity(whole.slice(open + 1, -1))}`, length };
}

function arity(list: string): number {
  let depth = 0;
  let count = 1;
  for (const character of list) {
    if (/[<([]/.test(character)) depth++;
    else if (/[>)\]]/.test(character)) depth--;
    else if (character === "," && depth === 0) count++;
  }
  return count;
}

const typeLike = /^(?:class|interface|enum|record|struct|object|trait|type|annotation|delegate)$/;

function variablesOf({ symbols, binds }: Pick<FileRecord, "symbols" | "binds">): Set<string> {
  const found = new Set(binds);
  const types = new Set<string>();
  for (const symbol of symbols) {
    (typeLike.test(symbol.kind) ? types : found).add(symbol.name);
    for (const name of symbol.binds) found.add(name);
  }
  // A constructor has the name of its type.
  for (const name of types) found.delete(name);
  return found;
}

function lineCounter(source: string): (offset: number) => number {
  let line = 1;
  let at = 0;
  return (offset) => {
    for (; at < offset; at++) if (source.charCodeAt(at) === 10) line++;
    return line;
  };
}
