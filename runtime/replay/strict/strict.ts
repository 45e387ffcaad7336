import {
  firstDifference,
  parseAddress,
  requestOfReply,
  type Difference,
  type Draft,
  type Envelope,
} from "../../../protocols/index.ts";
import type { Divergence } from "../divergence.ts";
import { drive, type DrivenStep } from "./drive.ts";
import { draftOf, type CellSettings, type LoggedMailbox } from "./mailbox.ts";

/**
 * What a plain replay cannot show, because it repeats the order and the process of the run. Each
 * agent is folded
 *
 * 1. alone: with no other agent taking turns, so that state of a module shows;
 * 2. with everything frozen that it gets, keeps and sends, so that a change in place throws at the
 *    message that makes it, and not where its consequence is sent;
 * 3. with independent messages in reversed order, so that a fold by arrival shows.
 */
export function strictlyFold(mailbox: LoggedMailbox, settings: CellSettings): Divergence[] {
  const alone = drive(mailbox, { settings });
  const found = differsAlone(mailbox, alone);
  if (found) return [found];
  const frozen = drive(mailbox, { settings, frozen: true });
  const changed = changesInPlace(mailbox, alone, frozen) ?? keepsState(mailbox, alone, frozen);
  if (changed) return [changed];
  const order = dependsOnOrder(mailbox, alone, settings);
  return order ? [order] : [];
}

function differsAlone(
  mailbox: LoggedMailbox,
  alone: readonly DrivenStep[],
): Divergence | undefined {
  const sent = alone.flatMap(({ sent: drafts }) => drafts);
  for (const [at, recorded] of mailbox.sent.entries()) {
    const difference = firstDifference(draftOf(recorded), sent[at]);
    if (!difference) continue;
    const { role } = parseAddress(mailbox.address);
    return finding(mailbox, recorded, difference, {
      failure: alone.find(({ failure }) => failure)?.failure,
      likely: `${role} keeps state outside of its context: folded alone, it sends something else than the log says; look for variables of its module that are written to`,
    });
  }
  return undefined;
}

function changesInPlace(
  mailbox: LoggedMailbox,
  alone: readonly DrivenStep[],
  frozen: readonly DrivenStep[],
): Divergence | undefined {
  for (const [at, step] of frozen.entries()) {
    const { failure, envelope } = step;
    if (!failure || alone[at]?.failure) continue;
    const { role } = parseAddress(mailbox.address);
    const property = /(?:property|delete property) '?([^',]+)'?/.exec(failure.reason)?.[1];
    const path = property === undefined ? ".context" : pathOf(frozen[at - 1]?.context, property);
    return finding(
      mailbox,
      envelope,
      { path, left: alone[at]?.value, right: undefined },
      {
        failure,
        likely: `${role} changes a message or its context in place: with both frozen it throws${failure.place === undefined ? "" : ` at ${failure.place}`}; an assign must return new values`,
      },
    );
  }
  return undefined;
}

/** Where in a context the property is that could not be written; its name alone where several are. */
function pathOf(context: unknown, property: string): string {
  const found = pathsOf(context, property, ".context");
  return found.length === 1 ? (found[0] ?? "") : `.${property}`;
}

function pathsOf(value: unknown, property: string, path: string): string[] {
  if (typeof value !== "object" || value === null) return [];
  if (Array.isArray(value))
    return Number(property) === value.length ? [`${path}[${property}]`] : [];
  return Object.entries(value).flatMap(([key, inner]) => [
    ...(key === property ? [`${path}.${key}`] : []),
    ...pathsOf(inner, property, `${path}.${key}`),
  ]);
}

/** The same messages twice, and other states: something outside of the context takes part. */
function keepsState(
  mailbox: LoggedMailbox,
  alone: readonly DrivenStep[],
  again: readonly DrivenStep[],
): Divergence | undefined {
  for (const [at, { value, context, envelope }] of alone.entries()) {
    const other = again[at];
    const difference = firstDifference(
      { state: value, context },
      { state: other?.value, context: other?.context },
    );
    if (!difference) continue;
    const { role } = parseAddress(mailbox.address);
    return finding(mailbox, envelope, difference, {
      likely: `${role} keeps state outside of its context: the same messages lead to another state the second time; look for variables of its module that are written to`,
    });
  }
  return undefined;
}

function dependsOnOrder(
  mailbox: LoggedMailbox,
  alone: readonly DrivenStep[],
  settings: CellSettings,
): Divergence | undefined {
  const received = reversed(mailbox.received, alone);
  if (!received) return undefined;
  const other = drive(mailbox, { settings, received });
  const difference = firstDifference(causeless(alone), causeless(other));
  if (!difference) return undefined;
  const { role } = parseAddress(mailbox.address);
  const at = Number(/^\[(\d+)\]/.exec(difference.path)?.[1] ?? 0);
  const recorded = mailbox.sent[at] ?? mailbox.spawn;
  const path = difference.path.replace(/^\[\d+\]/, "");
  return finding(
    mailbox,
    recorded,
    { ...difference, path },
    {
      likely: `${role} folds answers in the order in which they arrive: with independent ones reversed it sends something else; number them when they are asked for`,
    },
  );
}

/**
 * The messages with every group of independent ones reversed: those after each other of which the
 * last alone made the agent send something, each an answer, or the only one of its sender. All of
 * them were on their way at the same time, so any order of them could have been recorded. Undefined
 * where there is no such group.
 */
function reversed(
  received: readonly Envelope[],
  alone: readonly DrivenStep[],
): readonly Envelope[] | undefined {
  const result = [...received];
  let start = 0;
  let found = false;
  for (const [at] of received.entries()) {
    const step = alone[at + 1];
    if (!step) break;
    if (step.sent.length === 0 && at < received.length - 1) continue;
    const group = received.slice(start, at + 1);
    if (group.length > 1 && areIndependent(group)) {
      found = true;
      result.splice(start, group.length, ...group.toReversed());
    }
    start = at + 1;
  }
  return found ? result : undefined;
}

function areIndependent(group: readonly Envelope[]): boolean {
  const senders = group.filter(({ id }) => requestOfReply(id) === undefined);
  return new Set(senders.map(({ from }) => from)).size === senders.length;
}

/** Another message of a group is the last one and so the cause, whatever the agent does. */
function causeless(steps: readonly DrivenStep[]): Omit<Draft, "cause">[] {
  return steps.flatMap(({ sent }) => sent.map(({ cause: _cause, ...rest }) => rest));
}

function finding(
  { address }: LoggedMailbox,
  { seq, kind }: Envelope,
  { path, left, right }: Difference,
  { failure, likely }: { failure?: Divergence["error"]; likely: string },
): Divergence {
  return {
    agent: address,
    seq,
    kind,
    what: "differs",
    path,
    recorded: left,
    attempted: right,
    ...(failure ? { error: failure } : {}),
    likely,
  };
}
