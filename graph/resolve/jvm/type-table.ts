import type { FileRecord, SymbolRecord } from "../../parse/record.ts";
import type { FileSet } from "../file-set.ts";

/** What the types of a repository have and inherit, by their simple names. */
export interface TypeTable {
  /** A type's name and those of all that it inherits from. */
  withBases: (type: string) => ReadonlySet<string>;
  /** Types that have a method of a name, or a property. */
  owners: (member: string, ofProperties: boolean) => ReadonlySet<string>;
  /** Types of the values that functions and properties of a name give, as far as they are written. */
  given: (name: string) => ReadonlySet<string>;
  has: (type: string) => boolean;
  /** Whether the name is an alias of another type. */
  isAlias: (name: string) => boolean;
}

const typeKinds = /^(?:class|interface|object|enum|record|annotation)$/;
const none: ReadonlySet<string> = new Set();
/** What types of the platform inherit from, as far as extensions are written for it. */
const platform: ReadonlyMap<string, readonly string[]> = new Map([
  ["String", ["CharSequence", "Comparable"]],
  ["List", ["Collection", "Iterable"]],
  ["MutableList", ["List", "MutableCollection", "MutableIterable"]],
  ["ArrayList", ["MutableList"]],
  ["Set", ["Collection", "Iterable"]],
  ["MutableSet", ["Set", "MutableCollection"]],
  ["MutableCollection", ["Collection", "MutableIterable"]],
  ["MutableIterable", ["Iterable"]],
  ["Collection", ["Iterable"]],
  ["MutableMap", ["Map"]],
  ["Int", ["Number", "Comparable"]],
  ["Long", ["Number", "Comparable"]],
]);

/** Collects the types of source files; of several with one name all count. */
export function typeTable(files: FileSet, paths: readonly string[]): TypeTable {
  const bases = new Map<string, Set<string>>();
  const methods = new Map<string, Set<string>>();
  const properties = new Map<string, Set<string>>();
  const given = new Map<string, Set<string>>();
  const aliases = new Set<string>();
  for (const path of paths) {
    for (const symbol of files.record(path)?.symbols ?? []) {
      const { kind, name, local, parent } = symbol;
      if (local) continue;
      const value = valueType(symbol);
      if (value !== undefined) given.set(name, (given.get(name) ?? new Set()).add(value));
      if (typeKinds.test(kind)) {
        const known = bases.get(name) ?? new Set();
        bases.set(name, known);
        for (const base of symbol.bases ?? []) known.add(simpleName(base));
      } else if (kind === "type") aliases.add(name);
      else if (parent !== undefined) {
        const owners = kind === "method" ? methods : properties;
        owners.set(name, (owners.get(name) ?? new Set()).add(parent));
      }
    }
  }
  const closures = new Map<string, ReadonlySet<string>>();
  return {
    withBases(type) {
      const known = closures.get(type);
      if (known !== undefined) return known;
      const found = new Set([type]);
      for (const each of found) {
        for (const base of bases.get(each) ?? platform.get(each) ?? []) found.add(base);
      }
      closures.set(type, found);
      return found;
    },
    owners: (member, ofProperties) => (ofProperties ? properties : methods).get(member) ?? none,
    given: (name) => given.get(name) ?? none,
    has: (type) => bases.has(type),
    isAlias: (name) => aliases.has(name),
  };
}

/**
 * The type that a file declares for a variable at a line: of a parameter of the function around,
 * a property of the type around, or one at the top; undefined where it is inferred.
 */
export function declaredType(
  { symbols }: FileRecord,
  line: number,
  variable: string,
): string | undefined {
  const around = symbols.filter(
    (symbol) => symbol.line <= line && line <= symbol.endLine && symbol.kind !== "package",
  );
  for (const symbol of around.toReversed()) {
    if (symbol.local) return undefined;
    if (typeKinds.test(symbol.kind)) {
      const property = symbols.find(
        (each) => each.name === variable && each.parent === symbol.name && !each.local,
      );
      if (property !== undefined) return typeIn(property.signature, variable);
    }
    if (symbol.kind !== "property" && symbol.kind !== "variable") {
      const type = typeIn(symbol.signature, variable);
      if (type !== undefined) return type;
    }
    // A local variable or the parameter of a lambda, of which no type is written.
    if (symbol.binds.includes(variable)) return undefined;
  }
  const top = symbols.find((each) => each.name === variable && each.depth === 0 && !each.local);
  return top === undefined ? undefined : typeIn(top.signature, variable);
}

function typeIn(signature: string, variable: string): string | undefined {
  const type = new RegExp(String.raw`(?<![\w.])${variable}\s*:\s*([A-Z][\w.]*)(?!\w|\s*\.\s*\()`);
  const found = type.exec(signature)?.[1];
  return found === undefined || /^[A-Z]\d?$/.test(found) ? undefined : simpleName(found);
}

/** The type that a function returns or a property has, as its head in Kotlin ends with it. */
function valueType({ signature }: SymbolRecord): string | undefined {
  const close = signature.lastIndexOf(")");
  const value = close < 0 ? signature.search(/\bva[lr]\b/) : close;
  const colon = value < 0 ? -1 : signature.indexOf(":", value);
  if (colon < 0 || (close >= 0 && signature.slice(close + 1, colon).trim() !== ""))
    return undefined;
  const type = /^\s*([A-Z][\w.]*)(?![\w.])[^()]*$/.exec(signature.slice(colon + 1))?.[1];
  return type === undefined ? undefined : simpleName(type);
}

/** The receiver's type of an extension, such as `A.B` of `fun <T> A.B<T>.c()`. */
export function receiverOf({ name, signature }: SymbolRecord): string | undefined {
  const found = new RegExp(
    String.raw`\b(?:fun|va[lr])\s+(?:<(.*?)>\s+)?(?:@\w+\s+)?([\w.]+)(?:<.*>)?\??\.\x60?${name}\b`,
  ).exec(signature);
  const type = found?.[2];
  if (type === undefined) return undefined;
  const bound = new RegExp(String.raw`(?:^|[,\s])${type}\s*:\s*([\w.]+)`).exec(
    found?.[1] ?? "",
  )?.[1];
  const isParameter = new RegExp(String.raw`(?:^|[,\s])${type}\b`).test(found?.[1] ?? "");
  return isParameter ? bound : type;
}

/** Whether an extension is a property. */
export function isProperty({ signature }: SymbolRecord): boolean {
  return !/\bfun\b/.test(signature);
}

/** The last part of a name, without `Companion`. */
export function simpleName(type: string): string {
  const parts = type.replace(/\.Companion$/, "").split(".");
  return parts[parts.length - 1] ?? type;
}
