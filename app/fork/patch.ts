import * as z from "zod";
import { HindcastError, problemOf } from "../../protocols/index.ts";

/** The operations of a JSON patch (RFC 6902) that change values; `move`, `copy`, `test` are not known. */
const Patch = z.array(
  z.discriminatedUnion("op", [
    z.strictObject({ op: z.enum(["add", "replace"]), path: z.string(), value: z.json() }),
    z.strictObject({ op: z.literal("remove"), path: z.string() }),
  ]),
);
export type BodyPatch = z.infer<typeof Patch>;

/** Reads a JSON patch. Throws USAGE for what is none. */
export function parsePatch(text: string): BodyPatch {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new HindcastError("USAGE", "--edit is no JSON", { cause: error });
  }
  const parsed = Patch.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new HindcastError("USAGE", `--edit is no JSON patch: ${problemOf(parsed.error)}`);
}

/** A copy of a value with the operations applied. Throws USAGE for a path that is not there. */
export function applyPatch(value: unknown, patch: BodyPatch): unknown {
  const root = { value: structuredClone(value) };
  for (const operation of patch) {
    const parts = operation.path.split("/").slice(1).map(unescaped);
    let parent: unknown = root;
    let key = "value";
    for (const part of parts) {
      parent = (parent as Record<string, unknown>)[key];
      key = part;
      if (typeof parent !== "object" || parent === null) throw missing(operation.path);
    }
    change(parent as Record<string, unknown> | unknown[], key, operation);
  }
  return root.value;
}

function change(
  parent: Record<string, unknown> | unknown[],
  key: string,
  operation: BodyPatch[number],
): void {
  const { op, path } = operation;
  if (op !== "add" && !Object.hasOwn(parent, key)) throw missing(path);
  if (Array.isArray(parent)) {
    const at = key === "-" ? parent.length : Number(key);
    if (!Number.isInteger(at) || at < 0 || at > parent.length) throw missing(path);
    if (op === "remove") parent.splice(at, 1);
    else parent.splice(at, op === "add" ? 0 : 1, operation.value);
  } else if (op === "remove") delete parent[key];
  else Object.defineProperty(parent, key, { value: operation.value, ...WRITABLE });
}

/** As an assignment would make it, also for names such as `__proto__`. */
const WRITABLE = { writable: true, enumerable: true, configurable: true } as const;

function missing(path: string): HindcastError {
  return new HindcastError("USAGE", `--edit: the message has no ${JSON.stringify(path)}`);
}

function unescaped(part: string): string {
  return part.replaceAll("~1", "/").replaceAll("~0", "~");
}
