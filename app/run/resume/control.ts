import {
  RUN_SESSION,
  formatAddress,
  messageId,
  type Body,
  type Kind,
} from "../../../protocols/index.ts";
import type { Bus } from "../../../runtime/bus/index.ts";

/** What the records of a resumed run are published with. */
export type ControlBus = Pick<Bus, "run" | "publish" | "sent">;

/** A record in the log that says what a resumed run changes. */
export interface ControlRecord<K extends Kind> {
  readonly kind: K;
  readonly body: Body<K>;
  /** The run's own session when absent. */
  readonly session?: string;
  /** The sender itself when absent: nobody handles the record, the log holds it. */
  readonly to?: string;
}

/** Publishes records, numbered after those that the same sender published before. */
export async function publishControl<K extends Kind>(
  bus: ControlBus,
  sender: "accept" | "adapt" | "retry",
  records: readonly ControlRecord<K>[],
): Promise<void> {
  const from = formatAddress({ session: RUN_SESSION, role: "control", key: sender });
  let count = await bus.sent(from);
  for (const { kind, body, session = RUN_SESSION, to = from } of records) {
    const id = messageId(from, count);
    await bus.publish({ id, run: bus.run, session, from, to, kind, cause: null, body });
    count += 1;
  }
}
