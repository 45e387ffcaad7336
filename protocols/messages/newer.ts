import type * as z from "zod";
import { toPlainPath } from "../errors/index.ts";

/** A value as this version knows it. */
export interface KnownPart {
  readonly value: unknown;
  /** Places of the fields that were left out, such as `.body.score.entropy`. */
  readonly unknown: readonly string[];
}

/** Rounds of leaving out: a field may hide others until it is gone. */
const ROUNDS = 8;

/**
 * What a schema knows of a value that a newer version wrote: the value without the fields that the
 * schema does not know. Undefined when anything else is wrong with it.
 */
export function knownPart(schema: z.ZodType, value: unknown): KnownPart | undefined {
  const unknown: string[] = [];
  let known = value;
  for (let round = 0; round < ROUNDS; round += 1) {
    const parsed = schema.safeParse(known);
    if (parsed.success) return { value: known, unknown };
    const fields = unknownFields(parsed.error.issues);
    if (!fields) return undefined;
    known = structuredClone(known);
    for (const field of fields) {
      unknown.push(toPlainPath(field));
      remove(known, field);
    }
  }
  return undefined;
}

type Path = readonly PropertyKey[];

/** The paths of fields that a schema does not know; undefined when one issue is something else. */
function unknownFields(issues: readonly z.core.$ZodIssue[], at: Path = []): Path[] | undefined {
  const found: Path[] = [];
  for (const issue of issues) {
    const place = [...at, ...issue.path];
    if (issue.code === "unrecognized_keys") {
      found.push(...issue.keys.map((key) => [...place, key]));
    } else if (issue.code === "invalid_union") {
      const branch = issue.errors
        .map((errors) => unknownFields(errors, place))
        .find((fields) => fields !== undefined && fields.length > 0);
      if (!branch) return undefined;
      found.push(...branch);
    } else return undefined;
  }
  return found;
}

function remove(value: unknown, path: Path): void {
  let parent = value as Record<PropertyKey, unknown> | undefined;
  for (const key of path.slice(0, -1)) {
    parent = parent?.[key] as Record<PropertyKey, unknown> | undefined;
  }
  const last = path.at(-1);
  if (parent && last !== undefined) delete parent[last];
}
