import * as z from "zod";
import { HindcastError } from "../../../../protocols/index.ts";
import type { Debuggee } from "../debuggee.ts";

/** The answer to a request, and what happens once it was sent. */
export interface RequestAnswer {
  readonly body?: object;
  readonly after?: () => Promise<void> | undefined | void;
}

/** A request about an open log. */
export type LogRequest = (
  debuggee: Debuggee,
  given: unknown,
) => RequestAnswer | Promise<RequestAnswer>;

/** Requests by their names in the protocol. */
export type RequestTable = Readonly<Record<string, LogRequest>>;

/** A request whose arguments are checked before it is answered. */
export function request<S extends z.ZodType>(
  schema: S,
  answer: (debuggee: Debuggee, args: z.output<S>) => RequestAnswer | Promise<RequestAnswer>,
): LogRequest {
  return (debuggee, given) => answer(debuggee, readArguments(schema, given));
}

/** Throws USAGE with the place that is wrong. */
export function readArguments<S extends z.ZodType>(schema: S, given: unknown): z.output<S> {
  const read = schema.safeParse(given ?? {});
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  const place = ["arguments", ...(issue?.path ?? [])].map(String).join(".");
  throw new HindcastError("USAGE", `${place}: ${issue?.message ?? "not understood"}`);
}

/** A number that names or counts something. */
export const Count = z.int().min(0);
/** A document, as a client names it. */
export const SourceName = z.object({
  name: z.string().optional(),
  path: z.string().optional(),
  sourceReference: Count.optional(),
});
