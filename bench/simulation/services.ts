import { createAuthor } from "../../agents/author/index.ts";
import { graphService } from "../../agents/graph/index.ts";
import { recorderService, storeAsBlob } from "../../agents/recorder/index.ts";
import { bearsOnTrajectory } from "../../agents/trajectory/index.ts";
import {
  HindcastError,
  hashOf,
  sha256,
  type BlobRef,
  type Envelope,
} from "../../protocols/index.ts";
import { blobAccess } from "../../runtime/bus/index.ts";
import type {
  ServiceDefinition,
  ServiceReply,
  ServiceRequest,
  ServiceTools,
} from "../../runtime/define/index.ts";
import { createScorer, scorerService } from "../../scoring/scorer/index.ts";
import type { SimulatedBus } from "./bus.ts";

/** The built-in services, with offline models. */
export function realServices(): ServiceDefinition[] {
  return [
    graphService({ threads: 0 }),
    createAuthor("offline"),
    scorerService(createScorer(["offline"])),
    recorderService(storeAsBlob(), { threads: 0 }),
  ];
}

/** What a service answered, and the blobs that it stored for it. */
interface Known {
  readonly reply: ServiceReply;
  readonly stored: readonly Uint8Array[];
}

/**
 * Real services, each request asked once: their answers follow from the request alone, so the runs of
 * many seeds share them.
 */
export class KnownAnswers {
  readonly #known = new Map<string, Promise<Known>>();

  /** The service as one life of a worker has it: slow by the seed, and failing where it is told. */
  hosted(
    service: ServiceDefinition,
    bus: SimulatedBus,
    nextFails: () => boolean,
  ): ServiceDefinition {
    const { server } = bus;
    return {
      ...service,
      // Requests come back for lost leases too, which must not make a failure final.
      attempts: 1_000_000,
      timeout: Infinity,
      close: () => Promise.resolve(),
      handle: async (request, tools) => {
        if (server.isAnswered(request.id)) {
          server.violations.push(`${request.id} was answered, and is handled again`);
        }
        if (nextFails()) throw new HindcastError("ENDPOINT_BUSY", "the simulation says so");
        const { reply, stored } = await server.time.outside(this.#ask(service, request, bus));
        await bus.sleep(server.latency(bus.name, "service", request.id));
        for (const bytes of stored) await tools.blobs.put(bytes);
        return structuredClone(reply);
      },
    };
  }

  async #ask(
    service: ServiceDefinition,
    request: ServiceRequest,
    bus: SimulatedBus,
  ): Promise<Known> {
    const { role } = service;
    const { session, kind, body } = request;
    // The recorder alone reads the log. What it makes of it does not depend on the order of sessions.
    const log = role === "recorder" ? logOf(bus.server.log, session) : [];
    const key = hashOf([role, session, kind, body, log]);
    const known = this.#known.get(key) ?? this.#answer(service, request, bus);
    this.#known.set(key, known);
    return known;
  }

  async #answer(
    service: ServiceDefinition,
    request: ServiceRequest,
    { server }: SimulatedBus,
  ): Promise<Known> {
    const stored = new Map<string, Uint8Array>();
    const log = [...server.log];
    const blobs = blobAccess(
      {
        putBlob: (_session, bytes) => {
          const ref: BlobRef = { sha256: sha256(bytes), bytes: bytes.length };
          stored.set(ref.sha256, Uint8Array.from(bytes));
          return Promise.resolve(ref);
        },
        getBlob: (_session, { sha256: hash }) => {
          const bytes = stored.get(hash) ?? server.blobs.get(hash);
          return bytes
            ? Promise.resolve(Uint8Array.from(bytes))
            : Promise.reject(new HindcastError("BLOB_MISSING", hash));
        },
      },
      request.session,
    );
    const tools: ServiceTools = {
      blobs,
      log: async function* (session, from = 1) {
        yield* log.filter((envelope) => envelope.session === session && envelope.seq >= from);
        await Promise.resolve();
      },
      signal: new AbortController().signal,
      note: () => {},
    };
    return { reply: await service.handle(request, tools), stored: [...stored.values()] };
  }
}

function logOf(log: readonly Envelope[], session: string): unknown[] {
  const own = log.filter((each) => each.session === session && bearsOnTrajectory(each.kind));
  const parts = own.map(({ id, kind, cause, body }) => ({ id, kind, cause, body }));
  return parts.toSorted((a, b) => (a.id < b.id ? -1 : 1));
}
