import { isHindcastError } from "../../protocols/index.ts";
import type { EndpointClient, ScoreItem } from "../../scoring/endpoints/index.ts";
import type { ScoreQuestion } from "../../scoring/scorer/index.ts";

/** Requests that one endpoint has at a time, as load balancers are commonly set. */
const OUTSTANDING = 32;

interface Place {
  readonly client: EndpointClient;
  outstanding: number;
}

/** Who gets the next request. */
export type Choice = (places: readonly { readonly outstanding: number }[], count: number) => number;

export const roundRobin: Choice = (places, count) => count % places.length;

export const leastOutstanding: Choice = (places) => {
  const loads = places.map(({ outstanding }) => outstanding);
  return loads.indexOf(Math.min(...loads));
};

/**
 * What a client without a pool does: every item is a separate request, sent to an endpoint
 * chosen by a simple rule, at most a fixed number at a time for each, and again when it fails.
 */
export class SimpleRouter {
  readonly #places: readonly Place[];
  readonly #choose: Choice;
  #waiting: (() => void)[] = [];
  #count = 0;

  constructor(clients: readonly EndpointClient[], choose: Choice) {
    this.#places = clients.map((client) => ({ client, outstanding: 0 }));
    this.#choose = choose;
  }

  async score(question: ScoreQuestion): Promise<void> {
    const target = { text: question.target, ids: idsOf(question.target) };
    await Promise.all(
      question.variants.map(({ segments }) => {
        const text = segments.join("");
        const context = { text, ids: [1, ...idsOf(text)] };
        return this.#send({ id: "", context, target });
      }),
    );
  }

  async #send(item: ScoreItem): Promise<void> {
    for (;;) {
      const place = await this.#place();
      try {
        await place.client.score([item], new AbortController().signal);
        return;
      } catch (error) {
        if (!isHindcastError(error) || error.class !== "retry") throw error;
      } finally {
        place.outstanding -= 1;
        this.#waiting.shift()?.();
      }
    }
  }

  async #place(): Promise<Place> {
    for (;;) {
      const free = this.#places.filter(({ outstanding }) => outstanding < OUTSTANDING);
      if (free.length > 0) {
        const place = free[this.#choose(free, this.#count)]!;
        this.#count += 1;
        place.outstanding += 1;
        return place;
      }
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
  }
}

function idsOf(text: string): number[] {
  return Array.from({ length: text.length }, (_, index) => text.charCodeAt(index));
}
