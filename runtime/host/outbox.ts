import type { Draft } from "../../protocols/index.ts";
import type { Bus } from "../bus/index.ts";

/** What one agent sends, on its way into the log. */
export class Outbox {
  /** The last message, on its way. */
  last: Promise<unknown> = Promise.resolve();
  readonly #bus: Pick<Bus, "publish" | "putBlob">;
  readonly #session: string;
  /** Texts on their way into the store, which the messages behind them wait for. */
  #storing: Promise<void> | undefined;

  constructor(bus: Pick<Bus, "publish" | "putBlob">, session: string) {
    this.#bus = bus;
    this.#session = session;
  }

  /** Publishes messages in their order, once the texts that they name are stored. */
  publish(
    drafts: readonly Draft[],
    texts: Iterable<Uint8Array>,
    failed: (error: unknown) => void,
  ): void {
    const stored = [...texts];
    if (stored.length > 0) {
      this.#storing = this.#store(this.#storing, stored);
      // The messages behind it fail with it; an agent that says nothing has nothing to lose.
      this.#storing.catch(() => {});
    }
    const storing = this.#storing;
    for (const draft of drafts) {
      const publish = () => this.#bus.publish(draft);
      this.last = storing ? storing.then(publish) : publish();
      this.last.catch(failed);
    }
  }

  async #store(before: Promise<void> | undefined, texts: readonly Uint8Array[]): Promise<void> {
    await before;
    for (const bytes of texts) await this.#bus.putBlob(this.#session, bytes);
  }
}
