import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { OfflineScorer, type OfflineScorerOptions } from "../offline/index.ts";
import { Engine, type EngineStats } from "./engine.ts";
import { Front, type FrontStats } from "./front.ts";
import { routesOf, type ProtocolName } from "./protocols/index.ts";

/** How a likelihood server is started. */
export interface LikelihoodServerOptions {
  /** Paths that it has; all of them unless given. */
  readonly protocol?: ProtocolName | "all";
  /** 0, the default, takes any free port. */
  readonly port?: number;
  /** Tokens of prompt and continuation together; 131072 unless given. */
  readonly contextLength?: number;
  /** Name of the model; `hindcast-offline` unless given. */
  readonly model?: string;
  /** Sequences that may wait or run at the same time; 1024 unless given. */
  readonly queue?: number;
  /** Largest body in bytes; 32 MiB unless given. */
  readonly bodyBytes?: number;
  /** What should go wrong; see `Faults`. */
  readonly faults?: string;
  /** What `/version` says. */
  readonly version?: string;
  /** Threads, cache and size of the model. */
  readonly scorer?: OfflineScorerOptions;
  /** Called with errors that no request is to blame for. */
  readonly onError?: (error: unknown) => void;
}

/** Sums since the server started. */
export interface LikelihoodServerStats extends EngineStats, FrontStats {}

/** A server that listens. */
export interface LikelihoodServer {
  /** Without a slash at the end. */
  readonly url: string;
  readonly model: string;
  readonly stats: LikelihoodServerStats;
  /** Answers what it has accepted and ends. */
  close(): Promise<void>;
}

/**
 * Serves the offline model over the wire protocols of inference servers, on the loopback interface.
 *
 * @throws HindcastError USAGE when the faults are not valid; RangeError on model options that
 *   cannot be met; the system's error when the port is taken
 */
export async function startLikelihoodServer(
  options: LikelihoodServerOptions = {},
): Promise<LikelihoodServer> {
  const { model = "hindcast-offline", contextLength = 131_072, queue = 1024 } = options;
  const scorer = new OfflineScorer(options.scorer);
  const engine = new Engine(scorer, queue);
  const front = new Front(engine, {
    routes: routesOf(options.protocol ?? "all"),
    served: {
      model,
      contextLength,
      queue,
      version: options.version ?? "0.0.0",
      started: Math.floor(Date.now() / 1000),
    },
    bodyBytes: options.bodyBytes ?? 32 * 1024 * 1024,
    faults: options.faults ?? "",
    onError: options.onError ?? (() => {}),
  });
  const server = createServer((request, response) => {
    void front.answer(request, response);
  });
  try {
    server.listen(options.port ?? 0, "127.0.0.1");
    await once(server, "listening");
  } catch (error) {
    await scorer.close();
    throw error;
  }
  const { port } = server.address() as AddressInfo;
  let closed: Promise<void> | undefined;
  return {
    url: `http://127.0.0.1:${port}`,
    model,
    get stats() {
      return { ...engine.stats, ...front.stats };
    },
    close: () => (closed ??= close(server, front, scorer)),
  };
}

async function close(server: Server, front: Front, scorer: OfflineScorer): Promise<void> {
  const ended = once(server, "close");
  server.close();
  await front.drain();
  server.closeAllConnections();
  await ended;
  await scorer.close();
}
