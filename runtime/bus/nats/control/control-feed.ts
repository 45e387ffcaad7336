import {
  CONTROL_ADDRESS,
  RUN_SESSION,
  isHindcastError,
  isSessionEnd,
} from "../../../../protocols/index.ts";
import { controlFilter, mailboxFilter } from "../../../nats/index.ts";
import { sessionOf } from "../../routing/index.ts";
import type { Control } from "./control.ts";
import type { LiveFeed } from "../mailboxes/index.ts";
import {
  type StreamRecord,
  type LogReaderHost,
  type OnDamaged,
  internalOf,
  labelOf,
  reportDamaged,
  scanStream,
  senderOf,
  soundEnvelope,
} from "../records/index.ts";

/** Reads what was said of the run when it must be known now: what is sent out may come late. */
export class ControlReader {
  readonly #host: LogReaderHost & { readonly control: Control };
  #readTo = 0;

  constructor(host: LogReaderHost & { readonly control: Control }) {
    this.#host = host;
  }

  /** All up to here is known. */
  markRead(until: number): void {
    this.#readTo = Math.max(this.#readTo, until);
  }

  /** Makes sure that all up to a position is known; to the end of the log when absent. */
  async readUpTo(until?: number): Promise<void> {
    const { scope, lookup, control, run } = this.#host;
    const end = until ?? (await lookup.end());
    for (let next = this.#readTo + 1; next <= end;) {
      const record = await lookup.next(controlFilter(run), next);
      if (!record || record.seq > end) break;
      if (!internalOf(record)) apply(control, record, reportDamaged(scope.link));
      next = record.seq + 1;
    }
    this.markRead(end);
  }
}

/**
 * Reads what was said of the run, and follows it from there on. The ends of sessions are long and
 * many; their headers say enough.
 */
export async function followControl(
  host: LogReaderHost & { readonly control: Control; readonly live: LiveFeed },
): Promise<{ readonly end: number }> {
  const { scope, run, stream, lookup, control, live } = host;
  const filter = controlFilter(run);
  const damaged = reportDamaged(scope.link);
  const end = await lookup.end();
  const ends = mailboxFilter(run, CONTROL_ADDRESS).slice(0, -">".length);
  for await (const record of scanStream(scope, {
    stream,
    filter,
    from: 1,
    to: end,
    headersOnly: true,
  })) {
    const { id, kind, session } = labelOf(record);
    if (internalOf(record)) continue;
    control.note(session, record.seq);
    if (isSessionEnd(kind) && record.subject.startsWith(ends)) {
      const sender = sessionOf(senderOf(id));
      control.ended(record.seq, { kind, session: sender === RUN_SESSION ? session : sender });
    } else if (kind === "run.retried") {
      const full = await lookup.at(record.seq);
      if (full) apply(control, full, damaged);
    }
  }
  const receive = (record: StreamRecord): void => {
    if (!internalOf(record)) apply(control, record, damaged);
  };
  // Each record is self-contained, so their order does not matter and they can be read again.
  const follow = (): void => {
    live.follow({ filter, from: end + 1, receive, broken: follow });
  };
  follow();
  return { end };
}

/** A record that is no message, or no retry that could be, changes nothing. */
function apply(control: Control, record: StreamRecord, damaged: OnDamaged): void {
  const envelope = soundEnvelope(record, damaged);
  if (!envelope) return;
  try {
    control.apply(envelope);
  } catch (error) {
    if (!isHindcastError(error)) throw error;
    damaged(record, error);
  }
}
