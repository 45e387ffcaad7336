import {
  SERVICE_KEY,
  isSessionEnd,
  parseAddress,
  requestOfReply,
  type Body,
  type Envelope,
} from "../../../protocols/index.ts";
import type { PoolAnswer, ServiceAnswer } from "../../contracts/index.ts";
import { Slots } from "./slots.ts";
import { Waits } from "./waits.ts";

interface RoleFacts {
  requests: number;
  open: number;
  answered: number;
  tokens: number;
  cached: number;
  readonly errors: Map<string, number>;
  readonly models: Map<string, number>;
  readonly waits: Waits;
}

/** What the services of a run did, counted message by message. */
export class ServiceFacts {
  readonly #roles = new Map<string, RoleFacts>();
  readonly #open = new Map<string, { readonly role: string; readonly time: number }>();
  /** Agents that were started and have not said their last word, by address. */
  readonly #agents = new Map<string, string>();
  readonly #slots = new Slots();

  add(envelope: Envelope): void {
    const { id, from, to, kind, time } = envelope;
    const asked = requestOfReply(id);
    if (asked !== undefined) this.#answered(asked, envelope);
    else if (parseAddress(to).key === SERVICE_KEY) this.#asked(id, parseAddress(to).role, time);
    else if (kind === "agent.spawn") this.#spawned(envelope);
    else if (kind.endsWith(".finished") || kind === "agent.failed") this.#agents.delete(from);
    if (isSessionEnd(kind)) {
      for (const address of this.#agents.keys()) {
        if (address.startsWith(`${envelope.session}/`)) this.#agents.delete(address);
      }
    }
  }

  answer(last: number, reading: boolean): PoolAnswer {
    const agents: Record<string, number> = {};
    for (const role of this.#agents.values()) agents[role] = (agents[role] ?? 0) + 1;
    return {
      last,
      reading,
      started: this.#slots.start,
      slot_ms: this.#slots.width,
      services: [...this.#roles].map(([role, facts]) => this.#serviceAnswer(role, facts)),
      agents,
    };
  }

  #asked(id: string, role: string, time: number): void {
    const facts = this.#factsOf(role);
    facts.requests += 1;
    facts.open += 1;
    this.#open.set(id, { role, time });
    this.#slots.add(`${role} open`, time, facts.open, "peak");
  }

  #answered(asked: string, { kind, body, time }: Envelope): void {
    const request = this.#open.get(asked);
    if (!request) return;
    this.#open.delete(asked);
    const { role } = request;
    const facts = this.#factsOf(role);
    facts.open -= 1;
    facts.waits.add(Math.max(0, time - request.time));
    this.#slots.add(`${role} open`, time, facts.open + 1, "peak");
    if (kind === "service.failed") {
      count(facts.errors, (body as Body<"service.failed">).code);
      return;
    }
    facts.answered += 1;
    const { tokens, cached, model } = measured(kind, body);
    facts.tokens += tokens;
    facts.cached += cached;
    if (model !== undefined) count(facts.models, model);
    this.#slots.add(`${role} answers`, time, 1);
    this.#slots.add(`${role} tokens`, time, tokens);
  }

  #spawned({ session, body }: Envelope): void {
    const { role, key } = body as Body<"agent.spawn">;
    this.#agents.set(`${session}/${role}/${key}`, role);
  }

  #factsOf(role: string): RoleFacts {
    const known = this.#roles.get(role);
    if (known) return known;
    const facts: RoleFacts = {
      requests: 0,
      open: 0,
      answered: 0,
      tokens: 0,
      cached: 0,
      errors: new Map(),
      models: new Map(),
      waits: new Waits(),
    };
    this.#roles.set(role, facts);
    return facts;
  }

  #serviceAnswer(role: string, facts: RoleFacts): ServiceAnswer {
    const { requests, open, answered, tokens, cached, errors, models, waits } = facts;
    return {
      role,
      requests,
      open,
      answered,
      tokens,
      cached,
      errors: Object.fromEntries(errors),
      models: Object.fromEntries(models),
      median_ms: waits.quantile(0.5),
      p90_ms: waits.quantile(0.9),
      answers: this.#slots.of(`${role} answers`),
      tokens_by_slot: this.#slots.of(`${role} tokens`),
      open_by_slot: this.#slots.of(`${role} open`),
    };
  }
}

/** What an answer says of tokens and of the model. A log may hold anything. */
function measured(
  kind: string,
  body: unknown,
): { tokens: number; cached: number; model: string | undefined } {
  const known = body as Partial<Body<"scorer.scored"> & Body<"author.written">>;
  if (kind === "scorer.scored") {
    const read = (known.variants ?? []).map((variant) =>
      variant.outcome === "scored" ? variant.score.tokens + variant.score.thought_tokens : 0,
    );
    const tokens = read.reduce((sum, value) => sum + value, 0);
    return { tokens, cached: 0, model: known.model };
  }
  const { completion_tokens = 0, details } = known.usage ?? {};
  return { tokens: completion_tokens, cached: details?.cached_tokens ?? 0, model: undefined };
}

function count(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}
