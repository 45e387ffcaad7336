import {
  CONTROL_ADDRESS,
  encodeDraft,
  parseAddress,
  requestOfReply,
  type BlobRef,
  type Envelope,
} from "../../../protocols/index.ts";

/** Messages, and the bytes of their envelopes as a stream or a log stores them. */
export interface Traffic {
  messages: number;
  bytes: number;
}

const SERVICES = new Set(["graph", "author", "scorer", "judge", "recorder"]);

/** What a session's messages are: by kind, by who is asked, and the blobs that they name. */
export class TrafficCount {
  readonly kinds = new Map<string, Traffic>();
  /** Requests by the role of the service. */
  readonly requests = new Map<string, number>();
  /** Messages that agents received: each is one step of a machine. */
  steps = 0;
  readonly #blobs = new Map<string, number>();

  take(envelope: Envelope): void {
    const { kind, to, id, body } = envelope;
    const bytes = encodeDraft(envelope).length;
    const traffic = this.kinds.get(kind) ?? { messages: 0, bytes: 0 };
    this.kinds.set(kind, {
      messages: traffic.messages + 1,
      bytes: traffic.bytes + bytes,
    });
    this.#nameBlobs(body);
    if (to === CONTROL_ADDRESS) return;
    const { role } = parseAddress(to);
    const answer = requestOfReply(id) !== undefined;
    if (answer || !SERVICES.has(role)) this.steps += 1;
    else this.requests.set(role, (this.requests.get(role) ?? 0) + 1);
  }

  get total(): Traffic {
    const total = { messages: 0, bytes: 0 };
    for (const { messages, bytes } of this.kinds.values()) {
      total.messages += messages;
      total.bytes += bytes;
    }
    return total;
  }

  /** Distinct blobs, and their bytes. */
  get blobs(): Traffic {
    let bytes = 0;
    for (const size of this.#blobs.values()) bytes += size;
    return { messages: this.#blobs.size, bytes };
  }

  #nameBlobs(value: unknown): void {
    if (typeof value !== "object" || value === null) return;
    if (isBlob(value)) this.#blobs.set(value.sha256, value.bytes);
    else for (const each of Object.values(value)) this.#nameBlobs(each);
  }
}

function isBlob(value: object): value is BlobRef {
  // A trajectory that was recorded is one as well, with the steps that it has.
  return (
    "sha256" in value &&
    "bytes" in value &&
    typeof value.sha256 === "string" &&
    typeof value.bytes === "number"
  );
}
