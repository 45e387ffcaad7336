import type * as z from "zod";
import {
  HindcastError,
  messages,
  type Address,
  type Body,
  type Kind,
  type MessageTable,
} from "../../protocols/index.ts";
import { toAgent, toService, type Incoming, type Outgoing } from "./send.ts";

/** `area.word`, in lower case: what a kind of message is called. */
const KIND = /^[a-z][a-z0-9-]*\.[a-z][a-z0-9_]*$/;

/** The events that the kinds of a table arrive as. */
export type EventsOf<T extends MessageTable> = {
  [K in keyof T & string]: Incoming<K, z.output<T[K]>>;
}[keyof T & string];

/** The requests that a service with this table is handed; the body has passed its schema. */
export type RequestOf<T extends MessageTable> = {
  [K in keyof T & string]: {
    readonly id: string;
    readonly session: string;
    readonly from: string;
    readonly kind: K;
    readonly body: z.output<T[K]>;
  };
}[keyof T & string];

/** The answers that a service with this table may give; a failure is always one. */
export type ReplyOf<T extends MessageTable> =
  | { [K in keyof T & string]: { readonly kind: K; readonly body: z.input<T[K]> } }[keyof T &
      string]
  | { readonly kind: "service.failed"; readonly body: Body<"service.failed"> };

/** The body of a kind of a table, or of a built-in kind. */
type BodyIn<T extends MessageTable, K extends string> = K extends keyof T
  ? z.input<T[K]>
  : K extends Kind
    ? Body<K>
    : never;

/** Kinds of a plug-in, with the functions that send them. */
export interface Messages<T extends MessageTable> {
  /** Kind to schema, for `accepts` and `sends`. */
  readonly messages: T;
  /** A request of one of these kinds, or of a built-in one: see {@link toService}. */
  toService<K extends (keyof T & string) | Kind>(
    self: Address,
    role: string,
    kind: K,
    body: BodyIn<T, K>,
    tag?: string,
  ): Outgoing;
  /** A message of one of these kinds, or of a built-in one: see {@link toAgent}. */
  toAgent<K extends (keyof T & string) | Kind>(to: string, kind: K, body: BodyIn<T, K>): Outgoing;
}

/**
 * Defines the kinds of message of a plug-in. Throws AGENT_MODULE for a name that is not of the form
 * `area.word`, and for one that a built-in kind has.
 */
export function defineMessages<T extends MessageTable>(table: T): Messages<T> {
  for (const kind of Object.keys(table)) {
    if (!KIND.test(kind)) {
      throw new HindcastError("AGENT_MODULE", `the kind ${kind} is not of the form area.word`);
    }
    if (Object.hasOwn(messages, kind)) {
      throw new HindcastError("AGENT_MODULE", `the kind ${kind} is a built-in one`);
    }
  }
  return {
    messages: table,
    toService: (self, role, kind, body, tag) =>
      toService(self, role, kind as Kind, body as Body<Kind>, tag),
    toAgent: (to, kind, body) => toAgent(to, kind as Kind, body as Body<Kind>),
  };
}

/** The part of a table of kinds that a role accepts or sends. */
export function pickMessages<T extends MessageTable, K extends keyof T & string>(
  table: T,
  ...kinds: readonly K[]
): Pick<T, K> {
  return Object.fromEntries(kinds.map((kind) => [kind, table[kind]])) as unknown as Pick<T, K>;
}
