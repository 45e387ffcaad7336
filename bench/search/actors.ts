import {
  HindcastError,
  parseAddress,
  replyId,
  sha256,
  type Body,
  type Draft,
  type Envelope,
} from "../../protocols/index.ts";
import { blobAccess } from "../../runtime/bus/index.ts";
import type {
  AgentDefinition,
  ServiceDefinition,
  ServiceTools,
} from "../../runtime/define/index.ts";
import { AgentCell } from "../../runtime/host/index.ts";

const SESSION = "bench";

/** Roles that may be spawned, with the behaviour that the spawn message names; none is started. */
const SPAWNABLE = { coder: "bench", search: "bench" };

/** Services by their roles. */
export type Cast = Readonly<Record<string, ServiceDefinition>>;

/** What services may use, over blobs in memory. */
export function memoryTools(): ServiceTools {
  const stored = new Map<string, Uint8Array>();
  const blobs = blobAccess(
    {
      putBlob: (_session, bytes) => {
        const ref = { sha256: sha256(bytes), bytes: bytes.length };
        stored.set(ref.sha256, bytes);
        return Promise.resolve(ref);
      },
      getBlob: (_session, ref) => {
        const bytes = stored.get(ref.sha256);
        if (bytes) return Promise.resolve(bytes);
        return Promise.reject(new HindcastError("BLOB_MISSING", ref.sha256));
      },
    },
    SESSION,
  );
  return {
    blobs,
    log: () => {
      throw new Error("nothing here keeps a log");
    },
    signal: new AbortController().signal,
    note: () => {},
  };
}

/**
 * Plays one agent with real services and no bus: what it asks of services is answered in order,
 * the agents that it spawns are not started. Returns everything that it sent.
 */
export async function play(
  definition: AgentDefinition,
  key: string,
  input: unknown,
  cast: Cast,
  tools: ServiceTools,
): Promise<readonly Draft[]> {
  const { role, behaviour } = definition;
  const spawn: Envelope = {
    id: `${SESSION}/main/main#0`,
    run: "bench",
    session: SESSION,
    from: `${SESSION}/main/main`,
    to: `${SESSION}/spawn/${role}`,
    kind: "agent.spawn",
    cause: null,
    seq: 1,
    time: 0,
    body: { role, key, behaviour, input } satisfies Body<"agent.spawn">,
  };
  const cell = new AgentCell(definition, spawn, SPAWNABLE);
  const sent: Draft[] = [];
  let waiting = cell.start(spawn);
  while (waiting.length > 0) {
    sent.push(...waiting);
    const asked = waiting;
    waiting = [];
    for (const draft of asked) {
      const service = cast[parseAddress(draft.to).role];
      if (!service) continue;
      const { id, from, kind, body, session } = draft;
      const reply = await service.handle({ id, session, from, kind, body }, tools);
      const answer = { ...spawn, ...reply, id: replyId(id), from: draft.to, to: from, cause: id };
      waiting.push(...cell.receive(answer));
    }
  }
  return sent;
}
