import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Counter, Gauge, Registry, collectDefaultMetrics } from "prom-client";
import { HindcastError, reasonOf } from "../../protocols/index.ts";
import type { RunHosts } from "./worker.ts";

/** Metrics over HTTP, on loopback alone. */
export interface MetricsServer {
  readonly url: string;
  close(): Promise<void>;
}

/** A worker's Prometheus metrics, read from its hosted runs on each scrape. */
function registryOf(hostings: () => RunHosts): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const gauge = (name: string, help: string, labels: string[], collect: (gauge: Gauge) => void) =>
    new Gauge({
      name,
      help,
      labelNames: labels,
      registers: [registry],
      collect() {
        this.reset();
        collect(this);
      },
    });
  const counter = (
    name: string,
    help: string,
    labels: string[],
    collect: (counter: Counter) => void,
  ) =>
    new Counter({
      name,
      help,
      labelNames: labels,
      registers: [registry],
      collect() {
        this.reset();
        collect(this);
      },
    });
  gauge("hindcast_agents", "Live agents", ["run", "role"], (metric) => {
    for (const [run, hosting] of hostings()) {
      for (const [role, count] of Object.entries(hosting.share().agents)) {
        metric.set({ run, role }, count);
      }
    }
  });
  gauge("hindcast_requests", "Requests in hand", ["run", "role"], (metric) => {
    for (const [run, hosting] of hostings()) {
      for (const [role, count] of Object.entries(hosting.share().requests)) {
        metric.set({ run, role }, count);
      }
    }
  });
  counter("hindcast_steps_total", "Messages that agents handled", ["run"], (metric) => {
    for (const [run, hosting] of hostings()) metric.inc({ run }, hosting.share().steps);
  });
  counter("hindcast_code_tokens_total", "Tokens of code reconstructed", ["run"], (metric) => {
    for (const [run, { meter }] of hostings()) metric.inc({ run }, meter.tokens);
  });
  counter("hindcast_model_tokens_total", "Tokens that models wrote", ["run"], (metric) => {
    for (const [run, { meter }] of hostings()) metric.inc({ run }, meter.written);
  });
  counter("hindcast_messages_total", "Messages published", ["run", "kind"], (metric) => {
    for (const [run, { meter }] of hostings()) {
      for (const [kind, count] of meter.messages) metric.inc({ run, kind }, count);
    }
  });
  return registry;
}

/**
 * Serves `/metrics` to this machine. Throws USAGE when the port is taken.
 *
 * @param port 0 lets the system choose
 */
export async function serveMetrics(port: number, hostings: () => RunHosts): Promise<MetricsServer> {
  const registry = registryOf(hostings);
  const server = createServer((request, response) => {
    // A page in a browser could otherwise reach it through a name that it controls.
    const host = (request.headers.host ?? "").replace(/:\d+$/, "");
    if (!["127.0.0.1", "localhost", "[::1]"].includes(host)) {
      response.writeHead(403).end();
    } else if (request.method !== "GET" || request.url !== "/metrics") {
      response.writeHead(404).end();
    } else {
      registry.metrics().then(
        (text) => response.writeHead(200, { "content-type": registry.contentType }).end(text),
        () => response.writeHead(500).end(),
      );
    }
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error) => {
      reject(new HindcastError("USAGE", `--metrics-port ${port}: ${reasonOf(error)}`));
    });
    server.listen(port, "127.0.0.1", resolve);
  });
  const { port: chosen } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${chosen}/metrics`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
