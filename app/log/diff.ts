import { firstDifference, type Body, type Envelope } from "../../protocols/index.ts";
import { readMessages } from "./read.ts";

/** The first message of an actor that two logs do not agree on. */
export interface SenderDifference {
  /** The address in the first log. */
  readonly sender: string;
  /** Which of its messages, from 1. */
  readonly number: number;
  /** `only`: one of the logs holds no such message. */
  readonly what: "differs" | "only";
  readonly kind: string;
  /** First part of the message that differs; empty where one is missing. */
  readonly path: string;
  /** In the first log and in the second: position and value; null where it is missing. */
  readonly left: { readonly seq: number; readonly value: unknown } | null;
  readonly right: { readonly seq: number; readonly value: unknown } | null;
}

interface Sent {
  readonly seq: number;
  readonly kind: string;
  /** Everything that may be compared. */
  readonly content: { readonly to: string; readonly kind: string; readonly body: unknown };
}

interface LogContent {
  readonly sessions: readonly string[];
  readonly senders: ReadonlyMap<string, readonly Sent[]>;
}

/**
 * Compares two logs by sender, so that the order in which actors took turns does not count. Sessions
 * are matched by their names; where each log has one session, these two are compared whatever they
 * are called. In the order of the first log, then what only the second one has.
 */
export async function diffLogs(left: string, right: string): Promise<SenderDifference[]> {
  const a = await contentOf(left, undefined);
  const b = await contentOf(right, a.sessions);
  const senders = new Set([...a.senders.keys(), ...b.senders.keys()]);
  const found = [...senders].flatMap((sender) =>
    firstOf(sender, a.senders.get(sender) ?? [], b.senders.get(sender) ?? []),
  );
  return found.toSorted((x, y) => (x.left?.seq ?? Infinity) - (y.left?.seq ?? Infinity));
}

async function contentOf(log: string, names: readonly string[] | undefined): Promise<LogContent> {
  const senders = new Map<string, Sent[]>();
  let sessions: readonly string[] = [];
  let rename: { readonly from: string; readonly to: string } | undefined;
  for await (const envelope of readMessages(log)) {
    if (envelope.kind === "run.opened") {
      sessions = (envelope.body as Body<"run.opened">).sessions.map(({ session }) => session);
      const [own, other] = [sessions[0], names?.[0]];
      const both = sessions.length === 1 && names?.length === 1;
      if (both && own !== undefined && other !== undefined && own !== other) {
        rename = { from: own, to: other };
      }
    }
    const { from, to, seq, kind, body } = rename ? renamed(envelope, rename) : envelope;
    const sent = senders.get(from) ?? [];
    sent.push({ seq, kind, content: { to, kind, body } });
    senders.set(from, sent);
  }
  return { sessions, senders };
}

function renamed(envelope: Envelope, { from, to }: { from: string; to: string }): Envelope {
  return JSON.parse(JSON.stringify(envelope).replaceAll(from, to)) as Envelope;
}

function firstOf(
  sender: string,
  left: readonly Sent[],
  right: readonly Sent[],
): SenderDifference[] {
  for (let at = 0; at < Math.max(left.length, right.length); at += 1) {
    const [a, b] = [left[at], right[at]];
    const number = at + 1;
    if (!a || !b) {
      const kind = (a ?? b)?.kind ?? "";
      const side = (sent: Sent | undefined) =>
        sent ? { seq: sent.seq, value: sent.content.body } : null;
      return [{ sender, number, what: "only", kind, path: "", left: side(a), right: side(b) }];
    }
    const difference = firstDifference(a.content, b.content);
    if (!difference) continue;
    const { path } = difference;
    const [x, y] = [difference.left ?? null, difference.right ?? null];
    const sides = { left: { seq: a.seq, value: x }, right: { seq: b.seq, value: y } };
    return [{ sender, number, what: "differs", kind: a.kind, path, ...sides }];
  }
  return [];
}
