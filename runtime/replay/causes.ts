import { parseAddress } from "../../protocols/index.ts";
import type { Divergence, DivergenceGroup } from "./divergence.ts";

/** Divergences that are kept in full; after the first of an agent the others rarely say more. */
const LISTED = 50;

/** Positions that a group lists. */
const SEQS = 20;

/** A divergence before all of the log is known; `likely` is given where it cannot change any more. */
export type CauseFinding = Omit<Divergence, "likely"> & { readonly likely?: string };

interface Group {
  readonly first: CauseFinding;
  readonly seqs: number[];
  count: number;
}

/** What is known of a role whose agents were folded. */
interface RoleFacts {
  /** Hash of the behaviour that the run was opened with. */
  recorded: string | undefined;
  loaded: string;
  /** Agents that were started. */
  agents: number;
}

/**
 * Collects divergences and says what likely caused them. One altered message makes one agent
 * disagree; a changed helper makes many agents of its role disagree. So the cause is named at the
 * end, from all of them.
 */
export class Causes {
  readonly #listed: CauseFinding[] = [];
  readonly #groups = new Map<string, Group>();
  readonly #roles = new Map<string, RoleFacts>();
  /** Agents of each role that disagree by themselves. */
  readonly #disagreeing = new Map<string, number>();
  #count = 0;

  get count(): number {
    return this.#count;
  }

  /** An agent was started. */
  started(role: string, recorded: string | undefined, loaded: string): void {
    const facts = this.#roles.get(role) ?? { recorded, loaded, agents: 0 };
    facts.agents += 1;
    this.#roles.set(role, facts);
  }

  add(finding: CauseFinding): void {
    this.#count += 1;
    if (this.#listed.length < LISTED) this.#listed.push(finding);
    const role = roleOf(finding);
    if (finding.likely === undefined) {
      this.#disagreeing.set(role, (this.#disagreeing.get(role) ?? 0) + 1);
    }
    const key = groupKey(finding);
    const group = this.#groups.get(key) ?? { first: finding, seqs: [], count: 0 };
    group.count += 1;
    if (group.seqs.length < SEQS) group.seqs.push(finding.seq);
    this.#groups.set(key, group);
  }

  /** The divergences in the order of the log, each with its likely cause. */
  divergences(): Divergence[] {
    return this.#listed.map((finding) => this.#explained(finding));
  }

  groups(): DivergenceGroup[] {
    return [...this.#groups.values()].map(({ first, seqs, count }) => ({
      role: roleOf(first),
      kind: first.kind,
      what: first.what,
      path: withoutIndexes(first.path),
      count,
      first: this.#explained(first),
      seqs,
    }));
  }

  #explained(finding: CauseFinding): Divergence {
    return { ...finding, likely: finding.likely ?? this.#likely(finding) };
  }

  #likely(finding: CauseFinding): string {
    const role = roleOf(finding);
    const { recorded, loaded, agents } = this.#roles.get(role) ?? { agents: 1 };
    if (recorded !== loaded) {
      return `the behaviour of ${role} changed since: recorded ${recorded ?? "none"}, loaded ${loaded}`;
    }
    const same = "the hash of its behaviour is the same";
    const { error } = finding;
    if (error?.code === "AGENT_IMPURE") {
      return `a helper that ${role} uses changed and is no longer pure, though ${same}: ${error.reason}`;
    }
    if (error) {
      const place = error.place === undefined ? "" : ` at ${error.place}`;
      return `a helper or a constant that ${role} uses changed, though ${same}: it throws${place}`;
    }
    const disagreeing = this.#disagreeing.get(role) ?? 1;
    if (disagreeing > 1 && disagreeing * 3 >= agents) {
      return `a helper or a constant that ${role} uses changed, though ${same}: ${disagreeing} of ${agents} agents disagree with the log`;
    }
    if (agents === 1) {
      return `the log was altered, or a helper or a constant that ${role} uses changed, though ${same}`;
    }
    const others = `${agents - disagreeing} of ${agents} agents of ${role} agree with it`;
    return `the log was altered: ${others}; less likely, a helper or a constant that only this agent uses changed`;
  }
}

function roleOf({ agent }: Pick<CauseFinding, "agent">): string {
  return parseAddress(agent).role;
}

function groupKey(finding: CauseFinding): string {
  const { kind, what, path, error, likely = "" } = finding;
  const cause = likely.replaceAll(/\d+/g, "");
  return JSON.stringify([
    roleOf(finding),
    kind,
    what,
    withoutIndexes(path),
    error?.code,
    error?.place,
    cause,
  ]);
}

function withoutIndexes(path: string): string {
  return path.replaceAll(/\[\d+\]/g, "[]");
}
