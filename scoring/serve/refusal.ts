/** What made a server refuse. */
export type RefusalCause =
  /** The request cannot be met: too long, an unknown token, a number out of range. */
  | "invalid"
  /** The body is no JSON, or has fields of other types. */
  | "malformed"
  | "unknown-model"
  | "unsupported"
  | "too-large"
  | "media-type"
  /** The queue is full. */
  | "busy"
  /** A fault that was asked for. */
  | "throttled"
  | "unavailable"
  | "failed";

const statuses: Readonly<Record<RefusalCause, number>> = {
  invalid: 400,
  malformed: 400,
  "unknown-model": 404,
  unsupported: 501,
  "too-large": 413,
  "media-type": 400,
  busy: 503,
  throttled: 429,
  unavailable: 503,
  failed: 500,
};

/** Why a request is not answered; each protocol has its own words and shape for it. */
export class RequestRefusal extends Error {
  readonly reason: RefusalCause;
  /** The field that is wrong. */
  readonly param: string | undefined;

  constructor(reason: RefusalCause, message: string, param?: string) {
    super(message);
    this.name = "Refusal";
    this.reason = reason;
    this.param = param;
  }

  /** The HTTP status that most servers give. */
  get status(): number {
    return statuses[this.reason];
  }
}
