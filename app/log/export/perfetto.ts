import type { Envelope } from "../../../protocols/index.ts";
import type { MessageIndex } from "../../../runtime/replay/index.ts";

/** An event of Chrome's trace event format, which Perfetto and `chrome://tracing` load. */
export interface TraceEvent {
  readonly name: string;
  /** M: metadata; X: complete; b and e: begin and end of what overlaps; s and f: an arrow. */
  readonly ph: "M" | "X" | "b" | "e" | "s" | "f";
  readonly pid: number;
  readonly tid: number;
  /** Microseconds from the first message. */
  readonly ts: number;
  /** Microseconds. */
  readonly dur?: number;
  readonly cat?: string;
  readonly id?: number;
  /** An arrow ends at the slice around it. */
  readonly bp?: "e";
  readonly args?: Readonly<Record<string, unknown>>;
}

/**
 * A log as trace events: one lane for each mailbox, each message where it arrived, each request from
 * its message to its answer, and an arrow from each message to what its handling sent.
 */
export function traceEvents(index: MessageIndex, shown: readonly Envelope[]): TraceEvent[] {
  const lanes = new Map<string, number>();
  const laneOf = (address: string): number => {
    const lane = lanes.get(address) ?? lanes.size + 1;
    lanes.set(address, lane);
    return lane;
  };
  const [first] = index.messages;
  const ticks = ticksOf(index, first?.time ?? 0);
  const ts = (envelope: Envelope): number => ticks[envelope.seq - 1] ?? 0;
  const events = shown.flatMap((envelope): TraceEvent[] => {
    const { seq, kind, from, to } = envelope;
    const tid = laneOf(to);
    const slice: TraceEvent = {
      name: kind,
      ph: "X",
      pid: 1,
      tid,
      ts: ts(envelope),
      dur: 1,
      cat: "message",
      args: { seq, from },
    };
    const answer = index.answerOf(envelope);
    const wait = { name: kind, pid: 1, tid: laneOf(from), cat: "request", id: seq };
    const waiting: TraceEvent[] = answer
      ? [
          { ...wait, ph: "b", ts: ts(envelope), args: { seq } },
          { ...wait, ph: "e", ts: ts(answer), args: { seq: answer.seq, kind: answer.kind } },
        ]
      : [];
    const cause = index.causeOf(envelope);
    const arrow = { name: "cause", pid: 1, cat: "cause", id: seq };
    const arrows: TraceEvent[] = cause
      ? [
          { ...arrow, ph: "s", tid: laneOf(cause.to), ts: ts(cause) },
          { ...arrow, ph: "f", bp: "e", tid, ts: ts(envelope) },
        ]
      : [];
    return [slice, ...waiting, ...arrows];
  });
  const names = [...lanes].map(([name, tid]): TraceEvent => ({
    name: "thread_name",
    ph: "M",
    pid: 1,
    tid,
    ts: 0,
    args: { name },
  }));
  return [...names, ...events];
}

/** The log's clock has milliseconds; within one, messages follow each other by a microsecond. */
function ticksOf({ messages }: MessageIndex, start: number): number[] {
  let last = -1;
  return messages.map(({ time }) => {
    last = Math.max(last + 1, (time - start) * 1000);
    return last;
  });
}
