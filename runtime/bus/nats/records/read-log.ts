import { RUN_SESSION, type Envelope } from "../../../../protocols/index.ts";
import { type ConnectionScope, linkFilter, runFilter, sessionFilter } from "../../../nats/index.ts";
import type { LogFilter } from "../../bus.ts";
import type { Control, ControlReader } from "../control/index.ts";
import type { RecordLookup } from "./lookup.ts";
import { internalOf, labelOf, reportDamaged, soundEnvelope, type StreamRecord } from "./record.ts";
import { scanStream } from "./scan.ts";

export interface LogReaderHost {
  readonly scope: ConnectionScope;
  readonly run: string;
  readonly stream: string;
  readonly lookup: RecordLookup;
}

/** What the reading of one session needs besides. */
export interface SessionReaderHost extends LogReaderHost {
  readonly control: Control;
  readonly reader: ControlReader;
}

/** The messages of the log in order, up to a position. */
export async function* readLog(
  host: SessionReaderHost,
  { session, from = 1 }: LogFilter,
  to: number,
): AsyncGenerator<Envelope> {
  const damaged = reportDamaged(host.scope.link);
  const records =
    session === undefined ? ofRun(host, from, to) : ofSession(host, session, from, to);
  for await (const record of records) {
    if (internalOf(record)) continue;
    const envelope = soundEnvelope(record, damaged);
    if (!envelope) continue;
    if (session === undefined || envelope.session === session) yield envelope;
  }
}

function ofRun({ scope, run, stream }: LogReaderHost, from: number, to: number) {
  return scanStream(scope, { stream, filter: runFilter(run), from, to });
}

/** What was sent to the session's mailboxes, and what was said of it elsewhere. */
async function* ofSession(
  host: SessionReaderHost,
  session: string,
  from: number,
  to: number,
): AsyncGenerator<StreamRecord> {
  const { scope, run, stream } = host;
  const others = new Set<string>();
  const links = { stream, filter: linkFilter(run, session), from: 1, to, headersOnly: true };
  for await (const record of scanStream(scope, links)) {
    const internal = internalOf(record);
    if (internal?.record === "link") others.add(internal.session);
  }
  const own = scanStream(scope, { stream, filter: sessionFilter(run, session), from, to });
  const told = [...others].map((other) => sentToSession(host, session, other, from, to));
  if (session !== RUN_SESSION) told.push(sentToRun(host, session, from, to));
  yield* merged([own, ...told]);
}

/** Messages to the run about the session, whose positions are known. */
async function* sentToRun(
  { lookup, control, reader }: SessionReaderHost,
  session: string,
  from: number,
  to: number,
): AsyncGenerator<StreamRecord> {
  await reader.readUpTo(to);
  for (const seq of control.positionsOf(session)) {
    const record = seq >= from && seq <= to ? await lookup.at(seq) : undefined;
    if (record) yield record;
  }
}

/** Messages to another session about it. */
async function* sentToSession(
  { scope, run, stream, lookup }: LogReaderHost,
  session: string,
  other: string,
  from: number,
  to: number,
): AsyncGenerator<StreamRecord> {
  const range = { stream, filter: sessionFilter(run, other), from, to, headersOnly: true };
  for await (const record of scanStream(scope, range)) {
    if (labelOf(record).session !== session) continue;
    const full = await lookup.at(record.seq);
    if (full) yield full;
  }
}

/** Several ordered parts of the log as one. */
async function* merged(
  parts: readonly AsyncGenerator<StreamRecord>[],
): AsyncGenerator<StreamRecord> {
  const heads = await Promise.all(parts.map(async (part) => ({ part, head: await part.next() })));
  for (;;) {
    let first: (typeof heads)[number] | undefined;
    for (const candidate of heads) {
      if (candidate.head.done) continue;
      if (!first || candidate.head.value.seq < seqOf(first.head)) first = candidate;
    }
    if (!first || first.head.done) return;
    yield first.head.value;
    first.head = await first.part.next();
  }
}

function seqOf(head: IteratorResult<StreamRecord, unknown>): number {
  return head.done ? Infinity : head.value.seq;
}
