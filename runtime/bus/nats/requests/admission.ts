import {
  RUN_SESSION,
  replyId,
  requestOfReply,
  type Envelope,
} from "../../../../protocols/index.ts";
import { messageSubject } from "../../../nats/index.ts";
import { requestedRole, routeOf } from "../../routing/index.ts";
import {
  type DeliveredRecord,
  type StreamRecord,
  type RecordLookup,
  soundEnvelope,
  type OnDamaged,
  internalOf,
  labelOf,
} from "../records/index.ts";
import type { AnsweredIds } from "./answers.ts";
import type { Control, ControlReader } from "../control/index.ts";
import type { Admission } from "./role-consumer.ts";

export interface AdmissionHost {
  readonly run: string;
  readonly lookup: RecordLookup;
  readonly control: Control;
  readonly answered: AnsweredIds;
  readonly reader: ControlReader;
  /** Whether this process has given up a session. */
  isReleased(session: string): boolean;
  /** Requests after this position cannot have been handled elsewhere before. */
  fresh(): number;
  /** A record that is no message is left out. */
  readonly damaged: OnDamaged;
}

/**
 * Decides what a message of a consumer is. An acknowledgement does not survive every crash of the
 * server, so a request that may have been handled before is looked up in the log.
 */
export class Admissions {
  readonly #host: AdmissionHost;

  constructor(host: AdmissionHost) {
    this.#host = host;
  }

  async admit(message: DeliveredRecord): Promise<Admission> {
    const { control, lookup } = this.#host;
    const internal = internalOf(message);
    if (internal && internal.record !== "offer") return "done";
    const record = internal ? await lookup.at(internal.seq) : message;
    if (!record || requestOfReply(labelOf(record).id) !== undefined) return "done";
    const envelope = soundEnvelope(record, this.#host.damaged);
    if (!envelope) return "done";
    const route = routeOf(envelope.to);
    const role = requestedRole(route, envelope);
    if (role === undefined || route.session === RUN_SESSION) return "done";
    if (internal && !control.knows(route.session, internal.retry)) {
      const retry = await lookup.at(internal.retry);
      const envelopeOfRetry = retry && soundEnvelope(retry, this.#host.damaged);
      if (envelopeOfRetry) control.apply(envelopeOfRetry);
    }
    if (control.isVoid(record.seq)) return "done";
    if (this.#isOver(route.session)) {
      // What is thrown away here is gone: it has to be the run's last word.
      await this.#host.reader.readUpTo(message.seq);
      if (this.#isOver(route.session)) return "done";
    }
    if (role !== route.spawn && (await this.#answered(message, record, envelope))) return "done";
    return { request: envelope };
  }

  #isOver(session: string): boolean {
    return this.#host.control.isOver(session) || this.#host.isReleased(session);
  }

  async #answered(
    message: DeliveredRecord,
    record: StreamRecord,
    envelope: Envelope,
  ): Promise<boolean> {
    const { answered, control, run } = this.#host;
    const { id, from, to, session } = envelope;
    const reply = replyId(id);
    if (answered.knows(reply)) return true;
    const first = message.attempt === 1 && record === message;
    if (first && record.seq > Math.max(this.#host.fresh(), control.retriedAt(session)))
      return false;
    return answered.holds(reply, session, messageSubject(run, from, to), record.seq);
  }
}
