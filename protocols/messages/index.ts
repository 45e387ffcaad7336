import type * as z from "zod";
import { HindcastError } from "../errors/index.ts";
import { problemOf } from "../errors/index.ts";
import { agentMessages } from "./agent.ts";
import { authorMessages } from "./author.ts";
import { conforms } from "./conforms.ts";
import { graphMessages } from "./graph.ts";
import { recorderMessages } from "./recorder.ts";
import { runMessages } from "./run.ts";
import { scorerMessages } from "./scorer.ts";

export { knownPart, type KnownPart } from "./newer.ts";

/** Kind to schema of its body. */
export type MessageTable = Readonly<Record<string, z.ZodType>>;

/** Every kind that the built-in roles send. */
export const messages = {
  ...runMessages,
  ...agentMessages,
  ...graphMessages,
  ...authorMessages,
  ...scorerMessages,
  ...recorderMessages,
} as const;

/** A kind of the built-in table. */
export type Kind = keyof typeof messages;

/** The body of a built-in kind. */
export type Body<K extends Kind> = z.infer<(typeof messages)[K]>;

/**
 * Checks a body against the schema of its kind and returns it. Throws MESSAGE_UNKNOWN for a kind
 * that the table lacks and MESSAGE_INVALID, with the place, for a body that does not match.
 */
export function checkBody(
  table: MessageTable,
  kind: string,
  body: unknown,
  where: string,
): unknown {
  const schema = table[kind];
  if (!schema) throw new HindcastError("MESSAGE_UNKNOWN", `${kind} at ${where}`);
  if (conforms(schema, body)) return body;
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  throw new HindcastError("MESSAGE_INVALID", `${kind} at ${where}: ${problemOf(parsed.error)}`);
}
