import { decodeEnvelope, type Envelope } from "../../../protocols/index.ts";
import { payloadAt, type Log } from "../../log/index.ts";
import type { IndexedOffset, FrameLocation, MessageRows } from "./log-index/index.ts";
import type { MailboxHistory } from "./mailboxes.ts";

/** Bytes of the log per read, for messages that are close to each other. */
const READ_BYTES = 256 * 1024;

/** Messages between two checks for new ones. */
const BATCH = 512;

/** The messages at these locations, which must be in log order; neighbours share a read. */
async function* readPlaces(
  log: Log,
  locations: readonly FrameLocation[],
): AsyncGenerator<Envelope, void, undefined> {
  let next = 0;
  while (next < locations.length) {
    const group = neighbours(locations, next);
    const start = group[0]?.offset ?? 0;
    const last = group.at(-1);
    const end = last ? last.offset + last.length : start;
    const bytes = await log.readAt(start, end - start);
    for (const { offset } of group) yield decodeEnvelope(payloadAt(bytes, offset - start));
    next += group.length;
  }
}

/** The messages of the rows from one up to another, which is left out. */
export async function* readRows(
  log: Log,
  rows: MessageRows,
  first: number,
  end: number,
): AsyncGenerator<Envelope, void, undefined> {
  for (let next = first; next < end; next += BATCH) {
    const length = Math.min(BATCH, end - next);
    const locations = Array.from({ length }, (_, n) => rows.locationOf(next + n));
    yield* readPlaces(log, locations);
  }
}

function neighbours(locations: readonly FrameLocation[], first: number): readonly FrameLocation[] {
  const start = locations[first]?.offset ?? 0;
  let end = first + 1;
  for (; end < locations.length; end += 1) {
    const location = locations[end];
    if (!location || location.offset + location.length - start > READ_BYTES) break;
  }
  return locations.slice(first, end);
}

/** The messages of a whole run from an indexed offset up to another offset. */
export async function* readAll(
  log: Log,
  from: IndexedOffset,
  end: number,
): AsyncGenerator<Envelope, void, undefined> {
  for await (const records of log.scan(from.offset, end, from.seq)) {
    for (const { envelope } of records) yield envelope;
  }
}

/** A mailbox whose messages are indexed. */
export function indexedHistory(
  log: Log,
  rows: MessageRows,
  mailbox: readonly number[],
): MailboxHistory {
  let done = 0;
  return {
    next() {
      if (done === mailbox.length) return undefined;
      const batch = mailbox.slice(done, done + BATCH);
      done += batch.length;
      return readPlaces(
        log,
        batch.map((row) => rows.locationOf(row)),
      );
    },
  };
}

/** A mailbox whose messages are found by reading the whole log. */
export function scannedHistory(
  log: Log,
  start: IndexedOffset,
  counts: (message: Envelope) => boolean,
  head: () => IndexedOffset,
): MailboxHistory {
  let from = start;
  return {
    next() {
      const to = head();
      if (to.offset === from.offset) return undefined;
      const messages = filtered(readAll(log, from, to.offset), counts);
      from = to;
      return messages;
    },
  };
}

/** The messages that pass a test. */
export async function* filtered(
  messages: AsyncIterable<Envelope>,
  counts: (message: Envelope) => boolean,
): AsyncGenerator<Envelope, void, undefined> {
  for await (const message of messages) if (counts(message)) yield message;
}
