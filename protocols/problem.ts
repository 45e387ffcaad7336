import type * as z from "zod";

/** The first thing that a schema finds wrong: its place and what is the matter, on one line. */
export function problemOf(error: z.ZodError): string {
  const [issue] = error.issues;
  const place = issue?.path.map(String).join(".") || "(the whole)";
  return `${place}: ${issue?.message}`;
}
