import { StatusReader } from "../../runtime/cluster/index.ts";
import type { NatsLink } from "../../runtime/nats/index.ts";
import type { ClusterAnswer } from "../contracts/index.ts";

/** The runs and workers of a NATS server, for any number of pages that look at them. */
export class ClusterWatch {
  readonly #reader: StatusReader;
  #reading: Promise<ClusterAnswer> | undefined;

  constructor(link: NatsLink) {
    this.#reader = new StatusReader(link);
  }

  /** Throws NATS_UNREACHABLE, NATS_REFUSED. */
  answer(): Promise<ClusterAnswer> {
    this.#reading ??= this.#reader
      .read()
      .then((status) => ({ ...status, at: Date.now() }))
      .finally(() => {
        this.#reading = undefined;
      });
    return this.#reading;
  }
}
