import type { FrameLocation } from "../log-index/index.ts";

/** Where a request is: in its queue, with a consumer, set aside by a nak, or over. */
export type RequestState = "waiting" | "held" | "delayed" | "settled";

/** A request that is neither answered nor acked. */
export class PendingRequest {
  readonly id: string;
  readonly session: string;
  /** The role asked, or `spawn/<role>`. */
  readonly role: string;
  readonly seq: number;
  readonly location: FrameLocation;
  state: RequestState = "delayed";
  /** Deliveries so far. */
  attempt = 0;
  /** The message, while memory allows; else it is read from the log. */
  bytes: Buffer | undefined;
  /** Brings it back after a nak. */
  timer: NodeJS.Timeout | undefined;

  constructor(id: string, session: string, role: string, seq: number, location: FrameLocation) {
    this.id = id;
    this.session = session;
    this.role = role;
    this.seq = seq;
    this.location = location;
  }

  /** It is not delivered again, whatever becomes of a delivery under way. */
  settle(): void {
    this.state = "settled";
    this.bytes = undefined;
    clearTimeout(this.timer);
    this.timer = undefined;
  }
}
