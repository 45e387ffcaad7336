import { firstDifference, isSessionEnd, type Envelope } from "../../../protocols/index.ts";
import type { AgentCell, StepFailure } from "../../host/index.ts";
import { LogFold, type FoldOptions, type FoldStep } from "../fold.ts";
import { firstChange } from "./change.ts";

/** One of the two versions that fold a log. */
export type Side = "this" | "against";

/** Where two versions of an agent first differ, given the same messages. */
export interface VersionDifference {
  readonly agent: string;
  /** Position of the message that both handled. */
  readonly seq: number;
  readonly kind: string;
  /**
   * `state`: another state or context; `message`: another message, though the state is the same;
   * `exception`: one of them threw; `role`: one of them has no such agent.
   */
  readonly what: "state" | "message" | "exception" | "role";
  /** `.state`, `.context.plan[2]` or, of the messages sent, `.sent[0].body.text`. */
  readonly path: string;
  /** The value in the version that is loaded, and in the one that it is compared with. */
  readonly this: unknown;
  readonly against: unknown;
  /** Position of the first message whose handling sends something else; null when none does. */
  readonly sent_at: number | null;
  readonly error?: StepFailure & { readonly in: Side };
}

type State = AgentCell["state"];

interface Taken {
  readonly step: FoldStep;
  readonly state: State;
  readonly failure: StepFailure | undefined;
}

/** An agent as both versions have it; `found` is set once they differ. */
interface Pair {
  this: State | undefined;
  against: State | undefined;
  last: Pick<Envelope, "seq" | "kind">;
  found: { -readonly [K in keyof VersionDifference]: VersionDifference[K] } | undefined;
}

/**
 * Folds one log through two versions of its agents. Both get the messages that the log holds, not what
 * the other one sends, so that every difference is one of the agent itself and follows from no other.
 */
export class SideBySide {
  readonly differences: VersionDifference[] = [];
  readonly #folds: Readonly<Record<Side, LogFold>>;
  readonly #taken: Record<Side, Taken[]> = { this: [], against: [] };
  readonly #pairs = new Map<string, Pair>();

  constructor(versions: Readonly<Record<Side, Omit<FoldOptions, "onStep">>>) {
    const fold = (side: Side): LogFold =>
      new LogFold({
        ...versions[side],
        onStep: (step) => {
          const { state, failure } = step.cell;
          this.#taken[side].push({ step, state, failure });
        },
      });
    this.#folds = { this: fold("this"), against: fold("against") };
  }

  /** Takes a message twice: agents that change what they get in place must not change it for both. */
  add(message: Envelope, copy: Envelope): void {
    this.#folds.this.add(message);
    this.#folds.against.add(copy);
    const { this: own, against: other } = this.#taken;
    if (own.length > 0 || other.length > 0) this.#compareAll(own.splice(0), other.splice(0));
    if (isSessionEnd(message.kind)) this.#end(`${message.session}/`);
  }

  /** Call once after the last message; returns how many messages each version sends otherwise. */
  finish(): Readonly<Record<Side, number>> {
    this.#end("");
    const countOf = (side: Side): number => {
      const { divergences, more } = this.#folds[side].finish();
      return divergences.length + more;
    };
    return { this: countOf("this"), against: countOf("against") };
  }

  #compareAll(own: readonly Taken[], other: Taken[]): void {
    for (const taken of own) {
      const { cell, envelope } = taken.step;
      const at = other.findIndex(
        ({ step }) => step.cell.address === cell.address && step.envelope.seq === envelope.seq,
      );
      const [match] = at === -1 ? [] : other.splice(at, 1);
      this.#compare(cell.address, envelope, taken, match);
    }
    for (const taken of other) {
      const { cell, envelope } = taken.step;
      this.#compare(cell.address, envelope, undefined, taken);
    }
  }

  #compare(
    agent: string,
    envelope: Pick<Envelope, "seq" | "kind">,
    own: Taken | undefined,
    other: Taken | undefined,
  ): void {
    const { seq, kind } = envelope;
    const known = this.#pairs.get(agent);
    const pair = known ?? { this: undefined, against: undefined, last: envelope, found: undefined };
    if (!known) this.#pairs.set(agent, pair);
    pair.last = { seq, kind };
    if (pair.found) {
      if (own && other && pair.found.sent_at === null && sentDifference(own, other)) {
        pair.found.sent_at = seq;
      }
      return;
    }
    const difference = own && other ? differenceOf(pair, own, other) : roleDifference(own, other);
    pair.this = own?.state;
    pair.against = other?.state;
    if (difference) this.#found(pair, { agent, seq, kind, ...difference });
  }

  /**
   * A context that a version changed in place is the same object as before, and was not looked into:
   * so the last states are compared once as a whole.
   */
  #end(prefix: string): void {
    for (const [agent, pair] of this.#pairs) {
      if (!agent.startsWith(prefix)) continue;
      this.#pairs.delete(agent);
      const { found, last } = pair;
      if (found) continue;
      const difference = firstDifference(visible(pair.this), visible(pair.against));
      if (!difference) continue;
      const { path, left, right } = difference;
      const values = { this: left, against: right };
      this.#found(pair, { agent, ...last, what: "state", path, ...values, sent_at: null });
    }
  }

  #found(pair: Pair, difference: VersionDifference): void {
    pair.found = difference;
    this.differences.push(difference);
  }
}

type Found = Omit<VersionDifference, "agent" | "seq" | "kind">;

/** An agent that one version started and the other did not. */
function roleDifference(own: Taken | undefined, other: Taken | undefined): Found {
  const values = { this: own?.state.value, against: other?.state.value };
  return { what: "role", path: ".state", ...values, sent_at: null };
}

function differenceOf(pair: Pair, own: Taken, other: Taken): Found | undefined {
  const sent = sentDifference(own, other);
  const sent_at = sent ? own.step.envelope.seq : null;
  // What a failed agent sends names the line, which an edit above it moves.
  if (own.failure && own.failure.reason === other.failure?.reason) return undefined;
  if (own.failure ?? other.failure) {
    const [side, error] = own.failure
      ? (["this", own.failure] as const)
      : (["against", other.failure] as const);
    const values = { this: own.failure?.reason, against: other.failure?.reason };
    const thrown = error && { error: { ...error, in: side } };
    return { what: "exception", path: "", ...values, sent_at, ...thrown };
  }
  const difference = firstChange(
    { ...(pair.this && { before: visible(pair.this) }), after: visible(own.state) },
    { ...(pair.against && { before: visible(pair.against) }), after: visible(other.state) },
  );
  if (difference) {
    const { path, left, right } = difference;
    return { what: "state", path, this: left, against: right, sent_at };
  }
  if (!sent) return undefined;
  return {
    what: "message",
    path: `.sent${sent.path}`,
    this: sent.left,
    against: sent.right,
    sent_at,
  };
}

function sentDifference(own: Taken, other: Taken): ReturnType<typeof firstDifference> {
  return firstDifference(own.step.sent, other.step.sent);
}

function visible(state: State | undefined): { readonly state: unknown; readonly context: unknown } {
  return { state: state?.value, context: state?.context };
}
