import type * as z from "zod";

/** The first thing that a schema finds wrong: its place and what is the matter, on one line. */
export function problemOf(error: z.ZodError): string {
  const [issue] = error.issues;
  const place = issue?.path.map(String).join(".") || "(the whole)";
  return `${place}: ${issue?.message}`;
}

/** A schema's path in the way in which differences are written: `.variants[0].score`. */
export function toPlainPath(path: readonly PropertyKey[]): string {
  return path.map((key) => (typeof key === "number" ? `[${key}]` : `.${String(key)}`)).join("");
}
