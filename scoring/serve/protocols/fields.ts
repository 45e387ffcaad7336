import type { z } from "zod";
import { RequestRefusal } from "../refusal.ts";

/** A body in the shape that a route wants. Throws a Refusal that names the first wrong field. */
export function parseBody<T extends z.ZodType>(schema: T, body: unknown): z.output<T> {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const { issues } = parsed.error;
  const places = issues.map(({ path, message }) => `  ${["body", ...path].join(".")}: ${message}`);
  const count = `${issues.length} validation error${issues.length === 1 ? "" : "s"}`;
  const first = ["body", ...(issues[0]?.path ?? [])].join(".");
  throw new RequestRefusal("malformed", [`${count}:`, ...places].join("\n"), first);
}

/** The longest continuation that the server writes. */
const mostWritten = 4096;

/** Throws when a continuation would be longer than the server writes. */
export function checkWritten(tokens: number, param: string): void {
  if (tokens > mostWritten) {
    throw new RequestRefusal(
      "invalid",
      `${param}=${tokens} is more than this server generates: ${mostWritten}.`,
      param,
    );
  }
}
