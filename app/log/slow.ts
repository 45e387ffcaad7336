import { SERVICE_KEY, parseAddress, requestOfReply, type Envelope } from "../../protocols/index.ts";

/** How long requests waited for their answers, in milliseconds of the log's clock. */
export interface Waiting {
  readonly name: string;
  readonly requests: number;
  readonly total_ms: number;
  readonly median_ms: number;
  readonly max_ms: number;
  /** Position of the request that waited longest. */
  readonly slowest: number;
}

/** Where the time of a run went. */
export interface SlowReport {
  /** From the first message to the last. */
  readonly elapsed_ms: number;
  /** By kind of request. */
  readonly kinds: readonly Waiting[];
  /** By the role that was asked. */
  readonly roles: readonly Waiting[];
  /** By the agent that asked. */
  readonly agents: readonly Waiting[];
  /** Requests that nobody answered. */
  readonly open: number;
}

interface Waits {
  readonly all: number[];
  slowest: number;
  max: number;
}

/**
 * Adds up the time between requests and answers. A request waits in a queue first, and the log
 * cannot distinguish that time from the work. Groups are listed with the longest total first.
 */
export async function findSlow(log: AsyncIterable<Envelope>): Promise<SlowReport> {
  const open = new Map<string, Pick<Envelope, "from" | "to" | "kind" | "seq" | "time">>();
  const groups = {
    kinds: new Map(),
    roles: new Map(),
    agents: new Map(),
  } as const satisfies Record<string, Map<string, Waits>>;
  let start: number | undefined;
  let end = 0;
  for await (const { id, from, to, kind, seq, time } of log) {
    start ??= time;
    end = time;
    const asked = requestOfReply(id);
    const request = asked === undefined ? undefined : open.get(asked);
    if (asked === undefined) {
      if (parseAddress(to).key === SERVICE_KEY) open.set(id, { from, to, kind, seq, time });
    } else if (request) {
      open.delete(asked);
      const waited = time - request.time;
      add(groups.kinds, request.kind, waited, request.seq);
      add(groups.roles, parseAddress(request.to).role, waited, request.seq);
      add(groups.agents, request.from, waited, request.seq);
    }
  }
  return {
    elapsed_ms: end - (start ?? end),
    kinds: summed(groups.kinds),
    roles: summed(groups.roles),
    agents: summed(groups.agents),
    open: open.size,
  };
}

function add(group: Map<string, Waits>, name: string, waited: number, seq: number): void {
  const waits = group.get(name) ?? { all: [], slowest: seq, max: waited };
  waits.all.push(waited);
  if (waited > waits.max) {
    waits.max = waited;
    waits.slowest = seq;
  }
  group.set(name, waits);
}

function summed(group: ReadonlyMap<string, Waits>): Waiting[] {
  const found = [...group].map(([name, { all, slowest, max }]) => ({
    name,
    requests: all.length,
    total_ms: all.reduce((sum, waited) => sum + waited, 0),
    median_ms: all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)] ?? 0,
    max_ms: max,
    slowest,
  }));
  return found.toSorted((a, b) => b.total_ms - a.total_ms || (a.name < b.name ? -1 : 1));
}
