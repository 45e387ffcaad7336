import {
  countOfSender,
  RUN_SESSION,
  messageId,
  replyId,
  requestOfReply,
  type Draft,
  type Envelope,
} from "../../../../protocols/index.ts";
import { messageSubject, sessionFilter } from "../../../nats/index.ts";
import { requestedRole, routeOf } from "../../routing/index.ts";
import type { AnsweredIds } from "./answers.ts";
import type { Control } from "../control/index.ts";
import {
  type LogReaderHost,
  reportDamaged,
  soundEnvelope,
  internalHeaders,
  internalOf,
  labelOf,
  scanStream,
} from "../records/index.ts";
import type { RecordWriter } from "../publish/index.ts";

export interface OffersHost extends LogReaderHost {
  readonly writer: RecordWriter;
  readonly control: Control;
  readonly answered: AnsweredIds;
}

/**
 * Offers the open requests of a session again, and every agent that was started: consumers were
 * told that all of them are done. An offer names the request and goes where the request went; it
 * is made once for each retry, and one that is made twice finds the request answered.
 *
 * @param seq the position of the `run.retried`
 */
export async function offerAgain(
  host: OffersHost,
  retry: Draft,
  seq: number,
  session: string,
): Promise<void> {
  const { run, writer } = host;
  const sent = (countOfSender(retry.id, retry.from) ?? -1) + 1;
  for (const request of await openRequests(host, session)) {
    await writer.write({
      subject: messageSubject(run, request.to, retry.from),
      headers: internalHeaders(`${messageId(retry.from, sent)}.offer.${seq}.${request.seq}`, {
        record: "offer",
        seq: request.seq,
        retry: seq,
        sent,
      }),
      data: new Uint8Array(),
    });
  }
}

/** Position of a message in the log. */
export async function positionOf(
  { scope, run, stream, lookup }: LogReaderHost,
  { id, to, from }: Draft,
): Promise<number | undefined> {
  const filter = messageSubject(run, to, from);
  const last = await lookup.last(filter);
  if (!last || labelOf(last).id === id) return last?.seq;
  const range = { stream, filter, from: 1, to: last.seq, headersOnly: true };
  for await (const record of scanStream(scope, range)) {
    if (!internalOf(record) && labelOf(record).id === id) return record.seq;
  }
  return undefined;
}

async function openRequests(host: OffersHost, session: string): Promise<Envelope[]> {
  const { scope, run, stream, lookup, control, answered } = host;
  const requests: Envelope[] = [];
  const inSession = new Set<string>();
  const filter = sessionFilter(run, session);
  const to = await lookup.end();
  for await (const record of scanStream(scope, { stream, filter, from: 1, to })) {
    if (internalOf(record) || control.isVoid(record.seq)) continue;
    const answer = requestOfReply(labelOf(record).id);
    if (answer !== undefined) inSession.add(answer);
    else {
      const envelope = soundEnvelope(record, reportDamaged(scope.link));
      if (!envelope) continue;
      if (requestedRole(routeOf(envelope.to), envelope) !== undefined) requests.push(envelope);
    }
  }
  const open: Envelope[] = [];
  for (const request of requests) {
    const { id, from, to: asked } = request;
    if (inSession.has(id)) continue;
    // The driver's mailbox is not part of the session.
    const elsewhere = from.startsWith(`${session}/`) ? undefined : messageSubject(run, from, asked);
    const after = request.seq;
    const known = elsewhere && (await answered.holds(replyId(id), RUN_SESSION, elsewhere, after));
    if (!known) open.push(request);
  }
  return open;
}
