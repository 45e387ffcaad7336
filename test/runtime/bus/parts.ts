import {
  formatAddress,
  messageId,
  parseAddress,
  type Draft,
  type Envelope,
} from "../../../protocols/index.ts";

/** The run that every test's bus carries. */
export const RUN = "run-1";

export function agent(session: string, role: string, key: string): string {
  return formatAddress({ session, role, key });
}

/** A message with any id. */
export function draft(id: string, from: string, to: string, body: unknown = {}): Draft {
  const { session } = parseAddress(from);
  return { id, run: RUN, session, from, to, kind: "test.message", cause: null, body };
}

/** The n-th message of a sender. */
export function numbered(from: string, n: number, to: string, body: unknown = {}): Draft {
  return draft(messageId(from, n), from, to, body);
}

export async function idsOf(messages: AsyncIterable<Envelope>): Promise<string[]> {
  const all: string[] = [];
  for await (const { id } of messages) all.push(id);
  return all;
}

/** Collects envelopes, and lets a test wait for a number of them. */
export class Inbox {
  readonly envelopes: Envelope[] = [];
  #isEnough: () => boolean = () => false;
  #arrived: () => void = () => {};

  get ids(): string[] {
    return this.envelopes.map(({ id }) => id);
  }

  readonly receive = (envelope: Envelope): void => {
    this.envelopes.push(envelope);
    if (this.#isEnough()) this.#arrived();
  };

  /** Resolves when so many have arrived. */
  async has(count: number): Promise<void> {
    await this.#until(() => this.envelopes.length >= count);
  }

  /** As {@link has}, for who may be sent one of them twice. */
  async hasDifferent(count: number): Promise<void> {
    await this.#until(() => new Set(this.ids).size >= count);
  }

  async #until(isEnough: () => boolean): Promise<void> {
    if (isEnough()) return;
    this.#isEnough = isEnough;
    await new Promise<void>((resolve) => {
      this.#arrived = resolve;
    });
  }
}
