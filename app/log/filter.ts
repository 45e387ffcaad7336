import {
  HindcastError,
  messages,
  nearest,
  parseAddress,
  type Envelope,
} from "../../protocols/index.ts";

/** Which messages of a log to show; all that is given must hold. */
export interface MessageFilter {
  readonly session?: string | undefined;
  /** Of the sender or the receiver. */
  readonly role?: string | undefined;
  readonly kind?: string | undefined;
  /** Address of the sender or the receiver, or the end of one, such as `coder/src/app.py`. */
  readonly agent?: string | undefined;
  readonly range?: { readonly from: number; readonly to: number } | undefined;
  /** A text that the message holds, as JSON; in any case of letters. */
  readonly grep?: string | undefined;
}

type Named = "role" | "kind" | "agent";

/**
 * Filters messages, and remembers which names they hold: a name that no message has is a typing
 * error, unless it is a kind that a log may just not hold.
 */
export class FilterMessages {
  readonly #filter: MessageFilter;
  readonly #text: string | undefined;
  readonly #seen = { role: new Set<string>(), kind: new Set<string>() };
  #agentSeen = false;
  #last = 0;

  constructor(filter: MessageFilter) {
    this.#filter = filter;
    this.#text = filter.grep?.toLowerCase();
  }

  matches(envelope: Envelope): boolean {
    const { session, kind, from, to, seq } = envelope;
    const roles = [from, to].map((address) => parseAddress(address).role);
    this.#last = seq;
    this.#seen.kind.add(kind);
    for (const role of roles) this.#seen.role.add(role);
    const { range, agent } = this.#filter;
    const isOfAgent = agent === undefined || [from, to].some((address) => isNamed(address, agent));
    if (isOfAgent) this.#agentSeen = true;
    return (
      isOfAgent &&
      (this.#filter.session === undefined || session === this.#filter.session) &&
      (this.#filter.role === undefined || roles.includes(this.#filter.role)) &&
      (this.#filter.kind === undefined || kind === this.#filter.kind) &&
      (range === undefined || (seq >= range.from && seq <= range.to)) &&
      (this.#text === undefined || JSON.stringify(envelope).toLowerCase().includes(this.#text))
    );
  }

  /** Call after the last message. Throws USAGE for a name that the log does not have. */
  check(): void {
    for (const name of ["role", "kind"] as const) {
      const wanted = this.#filter[name];
      const seen = this.#seen[name];
      if (wanted === undefined || seen.has(wanted)) continue;
      if (name === "kind" && Object.hasOwn(messages, wanted)) continue;
      const known = name === "kind" ? [...new Set([...seen, ...Object.keys(messages)])] : [...seen];
      throw unknown(name, wanted, known);
    }
    const { agent, range } = this.#filter;
    if (agent !== undefined && !this.#agentSeen) throw unknown("agent", agent, []);
    if (range !== undefined && range.from > this.#last) {
      const detail = `--seq ${range.from}: the log ends at ${this.#last}`;
      throw new HindcastError("USAGE", detail);
    }
  }
}

function isNamed(address: string, name: string): boolean {
  return address === name || address.endsWith(`/${name}`);
}

function unknown(name: Named, wanted: string, known: readonly string[]): HindcastError {
  const near = nearest(wanted, known);
  const hint = near === undefined ? "" : `; did you mean ${near}?`;
  const list = known.length > 0 && known.length <= 12 ? `; it has ${known.join(", ")}` : "";
  const detail = `--${name} ${JSON.stringify(wanted)}: no message of the log has it${hint || list}`;
  return new HindcastError("USAGE", detail);
}
