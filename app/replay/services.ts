import path from "node:path";
import { storeAsBlob } from "../../agents/recorder/index.ts";
import {
  firstDifference,
  isHindcastError,
  parseAddress,
  reasonOf,
  replyId,
  sha256,
  type BlobRef,
  type Envelope,
} from "../../protocols/index.ts";
import { BLOB_FOLDER, BlobStore, blobAccess, type Bus } from "../../runtime/bus/index.ts";
import type { Config } from "../../runtime/config/index.ts";
import type { ServiceDefinition, ServiceReply, ServiceTools } from "../../runtime/define/index.ts";
import { readLog } from "../../runtime/log/index.ts";
import { collectVoids, type Divergence } from "../../runtime/replay/index.ts";
import { createServices, sessionSettings, type ActorRegistry } from "../actors/index.ts";
import type { Output } from "../output/index.ts";
import { withoutCaches } from "../trust/index.ts";

/** What asking the services of a log again showed. */
export interface ServicesReport {
  /** Requests that were asked again. */
  readonly asked: number;
  readonly divergences: readonly Divergence[];
  /** Requests that could not be asked again, by the reason. */
  readonly unasked: readonly { readonly reason: string; readonly requests: number }[];
}

/**
 * Asks the services that give the same answer to the same request once more: the graph, and the
 * author, the scorers and the judge where they are the offline ones. The prompts of an author are
 * compared with the recorded ones. Nothing is written, no server is asked.
 */
export async function askServicesAgain(
  log: string,
  { opened, config }: Pick<Output, "opened" | "config">,
  actors: ActorRegistry,
): Promise<ServicesReport> {
  const roles = new Set(offlineRoles(config));
  const own = new Set(actors.services.map(({ role }) => role));
  const services = new Map(
    createServices(actors, {
      config: withoutCaches({
        ...config,
        graph_options: { ...config.graph_options, threads: 0, cache_bytes: 0 },
        scorer_options: { ...config.scorer_options, cache_bytes: 0 },
      }),
      keep: storeAsBlob(),
      env: {},
      roles: (role) => roles.has(role) && !own.has(role),
    }).map((service) => [service.role, service]),
  );
  const asking = new Asking(log, services);
  const voids = await collectVoids(readLog(log, { holding: "run.retried" }));
  try {
    for await (const envelope of readLog(log)) {
      if (!voids.has(envelope.seq)) await asking.add(envelope);
    }
  } finally {
    await Promise.all([...services.values()].map((service) => service.close()));
  }
  const divergences = [...changedPrompts(opened, config, actors), ...asking.divergences];
  const unasked = [...asking.unasked].map(([reason, requests]) => ({ reason, requests }));
  return { asked: asking.asked, divergences, unasked };
}

function offlineRoles({ author, scorers, judge }: Config): string[] {
  return [
    "graph",
    ...(author === "offline" ? ["author"] : []),
    ...(scorers.every((spec) => spec === "offline") ? ["scorer"] : []),
    ...(judge === "offline" ? ["judge"] : []),
  ];
}

/** Prompts whose text is not the one that the run was opened with. */
function changedPrompts(
  { settings }: Pick<Output, "opened">["opened"],
  config: Config,
  actors: ActorRegistry,
): Divergence[] {
  const difference =
    settings.prompts &&
    firstDifference(settings.prompts, sessionSettings(config, actors).prompts ?? {});
  if (!difference) return [];
  const { path: where, left, right } = difference;
  return [
    {
      agent: "run/control/driver",
      seq: 1,
      kind: "run.opened",
      what: "differs",
      path: `.body.settings.prompts${where}`,
      recorded: left,
      attempted: right,
      likely: `the prompt ${where.slice(1)} changed since: recorded and today's have other hashes`,
    },
  ];
}

class Asking {
  readonly divergences: Divergence[] = [];
  /** Reason to the number of requests. */
  readonly unasked = new Map<string, number>();
  asked = 0;
  readonly #log: string;
  readonly #services: ReadonlyMap<string, ServiceDefinition>;
  readonly #open = new Map<string, Envelope>();
  readonly #bus: Pick<Bus, "putBlob" | "getBlob">;

  constructor(log: string, services: ReadonlyMap<string, ServiceDefinition>) {
    this.#log = log;
    this.#services = services;
    this.#bus = readOnly(new BlobStore(path.join(path.dirname(log), BLOB_FOLDER)));
  }

  async add(envelope: Envelope): Promise<void> {
    const { role, key } = parseAddress(envelope.to);
    const service = key === "pool" ? this.#services.get(role) : undefined;
    if (service && envelope.kind in service.accepts) {
      this.#open.set(replyId(envelope.id), envelope);
    }
    const request = this.#open.get(envelope.id);
    if (!request) return;
    this.#open.delete(envelope.id);
    // What failed may have failed for a reason that has passed.
    if (envelope.kind === "service.failed") return this.#leave("the recorded answer is a failure");
    await this.#compare(request, envelope);
  }

  async #compare(request: Envelope, recorded: Envelope): Promise<void> {
    const { role } = parseAddress(request.to);
    const service = this.#services.get(role);
    if (!service) return;
    let reply: ServiceReply;
    try {
      reply = await service.handle(request, this.#tools(request.session));
    } catch (error) {
      const code = isHindcastError(error) ? error.code : "SERVICE_FAILED";
      const lacking = request.kind === "graph.survey" || code === "BLOB_MISSING";
      if (lacking) return this.#leave(`${request.kind}: ${code}: ${reasonOf(error)}`);
      reply = { kind: "service.failed", body: { code, reason: reasonOf(error) } };
    }
    this.asked += 1;
    const { kind, body } = recorded;
    const difference = firstDifference({ kind, body }, { kind: reply.kind, body: reply.body });
    if (!difference) return;
    this.divergences.push({
      agent: recorded.from,
      seq: recorded.seq,
      kind,
      what: "differs",
      path: difference.path,
      recorded: difference.left,
      attempted: difference.right,
      likely: likelyOf(request, role, difference.path),
    });
  }

  #tools(session: string): ServiceTools {
    const log = this.#log;
    return {
      blobs: blobAccess(this.#bus, session),
      async *log(of) {
        for await (const envelope of readLog(log)) if (envelope.session === of) yield envelope;
      },
      signal: new AbortController().signal,
      note: () => {},
    };
  }

  #leave(reason: string): void {
    this.unasked.set(reason, (this.unasked.get(reason) ?? 0) + 1);
  }
}

function likelyOf({ kind, from }: Envelope, role: string, where: string): string {
  const asked = `asked again with the same ${kind} of ${from}`;
  if (kind === "graph.survey") {
    return `the repository changed since, or ${role} reads it otherwise: ${asked}`;
  }
  if (/\.(?:outcome|leak|exposure|audit)\b/.test(where)) {
    return `a constant or a rule of the leak guard changed: ${asked}, it decides otherwise`;
  }
  return `the code of ${role} changed since, or the answer in the log was altered: ${asked}`;
}

/** The blobs of a log; what is put is kept in memory. */
function readOnly(store: BlobStore): Pick<Bus, "putBlob" | "getBlob"> {
  const own = new Map<string, Uint8Array>();
  return {
    getBlob: (_session, ref) => {
      const bytes = own.get(ref.sha256);
      return bytes ? Promise.resolve(bytes) : store.get(ref);
    },
    putBlob: (_session, bytes) => {
      const ref: BlobRef = { sha256: sha256(bytes), bytes: bytes.length };
      own.set(ref.sha256, bytes);
      return Promise.resolve(ref);
    },
  };
}
