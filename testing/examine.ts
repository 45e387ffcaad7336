import {
  SERVICE_KEY,
  countOf,
  firstDifference,
  isHindcastError,
  parseAddress,
  random,
  reasonOf,
  replyId,
  requestOfReply,
  type Draft,
  type Envelope,
} from "../protocols/index.ts";
import { describeSource } from "../runtime/define/behaviour.ts";
import type { AgentCell } from "../runtime/host/index.ts";
import { cellOf, type Mailbox } from "./mailbox.ts";
import { trapping } from "./traps.ts";

/** Something that an agent must not do. */
export interface Finding {
  readonly check:
    "source" | "repeats" | "changes" | "order" | "ends" | "failures" | "messages" | "fails";
  /** Role of the agent. */
  readonly role: string;
  /** What it does, in which state, and the message that shows it. */
  readonly detail: string;
}

/** Messages of one agent that are more than any agent needs. */
const MESSAGES = 20_000;

/** Orders that independent answers are delivered in, beside the reversed one. */
const SHUFFLES = 3;

/** What gives another result on another machine or at another time. */
const IMPURE =
  /\b(?:process\s*\.\s*\w+|Math\.random|Date\.now|new Date\(\)|performance\.now|randomUUID|randomBytes|readFileSync|existsSync)/;

/**
 * Holds an agent against the promises that replay and recovery rest on: it is folded alone and
 * twice, watched for changes to its input, given independent answers in other orders, and
 * given a failure for each kind of its requests.
 */
export function examine(mailbox: Mailbox): Finding[] {
  return trapping(() => examined(mailbox));
}

function examined(mailbox: Mailbox): Finding[] {
  const { role } = mailbox.definition;
  const finding = (check: Finding["check"], detail: string): Finding => ({ check, role, detail });
  const { outputs, cell } = fold(mailbox, mailbox.messages);
  const at = outputs.findIndex((sent) => sent.some(isOwnFailure));
  const failure = outputs[at]?.find(isOwnFailure);
  if (failure) {
    const { reason } = failure.body as { reason: string };
    const { kind } = at === 0 ? mailbox.spawn : mailbox.messages[at - 1]!;
    const place = cell.failure?.place === undefined ? "" : `, at ${cell.failure.place}`;
    const detail = `${reason}, in ${stateOf(cell)} on ${kind}${place}`;
    return [...sources(mailbox, finding), finding("fails", detail)];
  }
  const again = differenceOf(mailbox, outputs, fold(mailbox, mailbox.messages).outputs);
  const findings = [
    ...sources(mailbox, finding),
    ...changes(mailbox, finding),
    // Whatever order it gets, an agent that does not repeat itself sends something else.
    ...(again
      ? [finding("repeats", `sends something else the second time ${again}`)]
      : orders(mailbox, outputs, finding)),
    ...failures(mailbox, outputs, finding),
    ...timeouts(mailbox, finding),
  ];
  if (!cell.done)
    findings.push(finding("ends", `waits in ${stateOf(cell)} and nothing more comes`));
  if (cell.sent > MESSAGES) findings.push(finding("messages", `sends ${cell.sent} messages`));
  return findings;
}

function isOwnFailure({ kind, body }: Draft): boolean {
  return kind.endsWith(".failed") && isFault(body);
}

type Report = (check: Finding["check"], detail: string) => Finding;

interface Folded {
  readonly cell: AgentCell;
  /** What it sent at each message, the spawn first. */
  readonly outputs: readonly (readonly Draft[])[];
}

function fold(mailbox: Mailbox, messages: readonly Envelope[]): Folded {
  const cell = cellOf(mailbox);
  const outputs = [cell.start(structuredClone(mailbox.spawn))];
  for (const message of messages) outputs.push(cell.receive(structuredClone(message)));
  return { cell, outputs };
}

function sources({ definition }: Mailbox, finding: Report): Finding[] {
  const { config, implementations } = definition.machine;
  const { actions, guards } = implementations;
  const text = JSON.stringify(describeSource([config, actions, guards, definition.outgoing]));
  const found = IMPURE.exec(text)?.[0];
  return found === undefined ? [] : [finding("source", `its machine uses ${found}`)];
}

/** What an agent is given and what it remembers stay as they are: others have the same objects. */
function changes(mailbox: Mailbox, finding: Report): Finding[] {
  const cell = cellOf(mailbox);
  for (const message of [mailbox.spawn, ...mailbox.messages]) {
    const given = structuredClone(message);
    const state = stateOf(cell);
    const { context } = cell.state;
    const before = structuredClone(context);
    if (message === mailbox.spawn) cell.start(given);
    else cell.receive(given);
    const changed = firstDifference(message, given);
    const where = `in ${state} on ${message.kind} (${message.id})`;
    if (changed) return [finding("changes", `changes the message's ${changed.path} ${where}`)];
    const remembered = firstDifference(before, context);
    if (remembered) return [finding("changes", `changes its context${remembered.path} ${where}`)];
  }
  return [];
}

/** Answers to requests that were made together may come in any order. */
function orders(mailbox: Mailbox, outputs: Folded["outputs"], finding: Report): Finding[] {
  const arrangements = [
    (group: readonly Envelope[]) => group.toReversed(),
    ...Array.from(
      { length: SHUFFLES },
      (_, seed) => (group: readonly Envelope[]) =>
        group.toSorted((a, b) => random(seed, a.id) - random(seed, b.id)),
    ),
  ];
  for (const arrange of arrangements) {
    const messages = rearranged(mailbox.messages, outputs, arrange);
    const other = fold(mailbox, messages).outputs;
    const difference = differenceOf(mailbox, outputs, other);
    if (difference === undefined) continue;
    return [
      finding("order", `depends on the order of answers: it sends something else ${difference}`),
    ];
  }
  return [];
}

function rearranged(
  messages: readonly Envelope[],
  outputs: Folded["outputs"],
  arrange: (group: readonly Envelope[]) => readonly Envelope[],
): Envelope[] {
  const result: Envelope[] = [];
  let group: Envelope[] = [];
  for (const [at, message] of messages.entries()) {
    group.push(message);
    if ((outputs[at + 1]?.length ?? 0) === 0 && at < messages.length - 1) continue;
    const areAnswers = group.every(({ id }) => requestOfReply(id) !== undefined);
    result.push(...(areAnswers ? arrange(group) : group));
    group = [];
  }
  return result;
}

/**
 * Where an agent first sent something else, with its state there; undefined where it did not. When
 * it sent the same, and at which message, is not compared.
 */
function differenceOf(
  mailbox: Mailbox,
  outputs: Folded["outputs"],
  other: Folded["outputs"],
): string | undefined {
  const sent = outputs.flatMap((drafts, at) => drafts.map((draft) => ({ draft, at })));
  const others = other.flat();
  const bare = ({ cause: _cause, ...draft }: Draft): unknown => draft;
  for (const [index, { draft, at }] of sent.entries()) {
    const changed = others[index];
    const difference = firstDifference(bare(draft), changed && bare(changed));
    if (!difference) continue;
    const what = JSON.stringify(difference.right)?.slice(0, 80);
    return `${placeAt(mailbox, at)}: ${draft.kind}${difference.path} is ${what}`;
  }
  const [more] = others.slice(sent.length);
  return more && `${placeAt(mailbox, mailbox.messages.length)}: also ${more.kind}`;
}

/** The state in which an agent handles a message of its mailbox, the spawn being number 0. */
function placeAt(mailbox: Mailbox, at: number): string {
  const { cell } =
    at === 0 ? { cell: cellOf(mailbox) } : fold(mailbox, mailbox.messages.slice(0, at - 1));
  return `in ${stateOf(cell)} on ${(at === 0 ? mailbox.spawn : mailbox.messages[at - 1]!).kind}`;
}

/** A service that fails must end the agent, at whichever request. */
function failures(mailbox: Mailbox, outputs: Folded["outputs"], finding: Report): Finding[] {
  const tried = new Set<string>();
  return outputs.flatMap((sent, at) =>
    sent.flatMap((request): Finding[] => {
      const { role, key } = parseAddress(request.to);
      if (key !== SERVICE_KEY || tried.has(`${role} ${request.kind}`)) return [];
      tried.add(`${role} ${request.kind}`);
      const { cell } = fold(mailbox, mailbox.messages.slice(0, at));
      const state = stateOf(cell);
      cell.receive(failureOf(request));
      if (cell.done) return [];
      return [
        finding("failures", `goes on waiting in ${state} when ${role} fails at ${request.kind}`),
      ];
    }),
  );
}

/** Requests that a service did not answer in time. */
function timeouts(mailbox: Mailbox, finding: Report): Finding[] {
  return mailbox.messages.flatMap(({ kind, body }, at) => {
    const { code, reason } = body as { readonly code?: string; readonly reason?: string };
    if (kind !== "service.failed" || code !== "SERVICE_TIMEOUT") return [];
    return [finding("fails", `${reason}, ${placeAt(mailbox, at + 1)}`)];
  });
}

function failureOf(request: Draft): Envelope {
  return {
    id: replyId(request.id),
    run: request.run,
    session: request.session,
    from: request.to,
    to: request.from,
    kind: "service.failed",
    cause: request.id,
    seq: (countOf(request.id) ?? 0) + 1_000_000,
    time: 0,
    body: { code: "SERVICE_FAILED", class: "fatal", reason: "it was made to fail" },
  };
}

/** Whether a failure is the agent's own, and not one that it received. */
function isFault(body: unknown): boolean {
  const { code } = body as { code?: string };
  return ["AGENT_FAILED", "AGENT_IMPURE", "AGENT_UNKNOWN", "MESSAGE_INVALID"].includes(code ?? "");
}

function stateOf(cell: AgentCell): string {
  const { value } = cell.state;
  if (value === undefined) return "its first step";
  return `state ${typeof value === "string" ? value : JSON.stringify(value)}`;
}

/** An error as one line, for findings. */
export function lineOfError(error: unknown): string {
  return isHindcastError(error) ? `${error.code}: ${error.detail}` : reasonOf(error);
}
