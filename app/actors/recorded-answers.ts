import { hashOf, parseAddress, requestOfReply, type Envelope } from "../../protocols/index.ts";
import type {
  ServiceDefinition,
  ServiceReply,
  ServiceRequest,
} from "../../runtime/define/index.ts";

/** Answers of a log, given again to whatever is asked again unchanged. */
export class RecordedAnswers {
  readonly #requests = new Map<string, string>();
  readonly #answers = new Map<string, ServiceReply>();
  readonly #reused: (role: string) => boolean;
  /** Requests that were answered from the log. */
  given = 0;

  /** @param reused whether a service of this role would answer as it did then */
  constructor(reused: (role: string) => boolean) {
    this.#reused = reused;
  }

  add({ id, session, to, kind, body }: Envelope): void {
    const asked = requestOfReply(id);
    if (asked === undefined) {
      const { role, key } = parseAddress(to);
      if (key !== "pool" || !this.#reused(role)) return;
      this.#requests.set(id, keyOf(role, { session, kind, body }));
      return;
    }
    const request = this.#requests.get(asked);
    this.#requests.delete(asked);
    // A failure may have had a reason that has passed.
    if (request !== undefined && kind !== "service.failed") {
      this.#answers.set(request, { kind, body });
    }
  }

  /** The service, asked only where the log has no answer. */
  before(service: ServiceDefinition): ServiceDefinition {
    if (!this.#reused(service.role)) return service;
    return {
      ...service,
      handle: (request, tools) => {
        const known = this.#answers.get(keyOf(service.role, request));
        if (!known) return service.handle(request, tools);
        this.given += 1;
        return Promise.resolve(structuredClone(known));
      },
    };
  }
}

function keyOf(role: string, { session, kind, body }: Omit<ServiceRequest, "id" | "from">): string {
  return hashOf([session, role, kind, body]);
}
