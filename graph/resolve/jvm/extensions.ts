import type { Declaration } from "../declared/index.ts";
import type { FileSet } from "../file-set.ts";
import { occurrencesOf, type Occurrence } from "./occurrences.ts";
import { declaredType, isProperty, receiverOf, simpleName, type TypeTable } from "./type-table.ts";

/** The names of a file that may be types of its values. */
export interface Held {
  defined: ReadonlySet<string>;
  /** Imported one by one, or in the code. */
  mentioned: ReadonlySet<string>;
  /** Types of what the functions and properties give that the file names. */
  given: ReadonlySet<string>;
}

/** What decides which extension of a name is meant. */
export interface Receivers {
  files: FileSet;
  types: TypeTable;
  /** Names of members and extensions of the language's own library. */
  library: ReadonlySet<string>;
}

/**
 * Of extensions of one name those that a file can mean. Where the type of what they are used on is
 * declared, that type decides. Elsewhere an extension must be of a type of which the file may hold a
 * value, or of one of the platform that has no such member itself, and no type that the file names
 * may have such a member.
 */
export function meantExtensions(
  receivers: Receivers,
  from: string,
  name: string,
  found: readonly Declaration[],
  held: Held,
): readonly Declaration[] {
  if (found.length === 0) return found;
  const meant = new Set<Declaration>();
  for (const occurrence of occurrencesOf(receivers.files.text(from) ?? "", name)) {
    const type = typeAt(receivers, from, occurrence);
    const { isCalled } = occurrence;
    const shaped = found.filter(({ symbol }) => isProperty(symbol) !== isCalled);
    const owners = receivers.types.owners(name, !isCalled);
    const fitting =
      type === undefined
        ? ofHeld(receivers, name, shaped, owners, held)
        : ofType(receivers.types, type, shaped, owners);
    for (const each of fitting) meant.add(each);
  }
  return [...meant];
}

/** Extensions that a bare call may mean: those of the types that the file itself defines. */
export function ownExtensions(
  { files, types }: Receivers,
  from: string,
  found: readonly Declaration[],
): readonly Declaration[] {
  return found.filter(({ symbol }) => {
    const wanted = simpleName(receiverOf(symbol) ?? "");
    return (
      types.has(wanted) &&
      (files.record(from)?.symbols ?? []).some(({ name }) => types.withBases(name).has(wanted))
    );
  });
}

function typeAt(
  { files, types }: Receivers,
  from: string,
  { line, type, variable }: Occurrence,
): string | undefined {
  if (type !== undefined) return types.has(type) ? type : undefined;
  if (variable === undefined) return undefined;
  if (types.has(variable)) return variable;
  const record = files.record(from);
  const declared = record === undefined ? undefined : declaredType(record, line, variable);
  return declared === undefined || types.isAlias(declared) ? undefined : declared;
}

function ofType(
  types: TypeTable,
  type: string,
  found: readonly Declaration[],
  owners: ReadonlySet<string>,
): readonly Declaration[] {
  const all = types.withBases(type);
  if ([...owners].some((owner) => all.has(owner))) return [];
  return found.filter(({ symbol }) => {
    const wanted = receiverOf(symbol);
    return wanted === undefined || wanted === "Any" || all.has(simpleName(wanted));
  });
}

function ofHeld(
  { types, library }: Receivers,
  name: string,
  found: readonly Declaration[],
  owners: ReadonlySet<string>,
  { defined, mentioned, given }: Held,
): readonly Declaration[] {
  if ([...owners].some((owner) => mentioned.has(owner))) return [];
  const fitting = found.filter(({ symbol }) => {
    const wanted = simpleName(receiverOf(symbol) ?? "");
    if (!types.has(wanted)) return !library.has(name);
    const isIt = (type: string): boolean => types.withBases(type).has(wanted);
    return [...mentioned, ...defined, ...given].some(isIt);
  });
  // Among extensions in several files, only the types determine which is meant.
  return new Set(fitting.map(({ path }) => path)).size > 1 ? [] : fitting;
}
