import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A request as the server saw it. */
export interface Seen {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Readonly<Record<string, unknown>>;
  /** Resolves when the client has gone before it was answered. */
  readonly gone: Promise<void>;
}

/** What is answered: a status and JSON, or whatever is done with the response. */
export type Answer =
  | { readonly status?: number; readonly json: unknown; readonly headers?: Record<string, string> }
  | ((response: ServerResponse, seen: Seen) => void | Promise<void>);

export interface TestServer {
  readonly url: string;
  readonly seen: Seen[];
  /** Connections that were made. */
  readonly connections: () => number;
  /** Requests of one path. */
  of(path: string): Seen[];
  /** Resolves with the next request of this path that is not there yet. */
  next(path: string): Promise<Seen>;
  close(): Promise<void>;
}

/** A server on a free port that answers every request by one function; 404 where it has nothing. */
export async function startServer(answer: (seen: Seen) => Answer | undefined): Promise<TestServer> {
  const seen: Seen[] = [];
  const waiting: { path: string; resolve: (seen: Seen) => void }[] = [];
  let connections = 0;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const text = Buffer.concat(chunks).toString();
      const gone = new Promise<void>((resolve) => {
        response.on("close", () => {
          if (!response.writableFinished) resolve();
        });
      });
      const entry: Seen = {
        method: request.method ?? "",
        path: request.url ?? "",
        headers: request.headers,
        body: (text === "" ? {} : JSON.parse(text)) as Record<string, unknown>,
        gone,
      };
      seen.push(entry);
      for (const one of waiting.filter(({ path }) => path === entry.path)) {
        waiting.splice(waiting.indexOf(one), 1);
        one.resolve(entry);
      }
      const reply = answer(entry) ?? { status: 404, json: { detail: "Not Found" } };
      if (typeof reply === "function") {
        void reply(response, entry);
        return;
      }
      response.writeHead(reply.status ?? 200, {
        "content-type": "application/json",
        ...reply.headers,
      });
      response.end(JSON.stringify(reply.json));
    });
  });
  server.on("connection", () => {
    connections += 1;
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    seen,
    connections: () => connections,
    of: (path) => seen.filter((each) => each.path === path),
    next: (path) =>
      new Promise((resolve) => {
        waiting.push({ path, resolve });
      }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** A body as it is, with status 200. */
export function raw(body: string): Answer {
  return (response) => {
    response.writeHead(200, { "content-type": "application/json" });
    response.end(body);
  };
}

/** Never answers. */
export function hangs(): Answer {
  return () => undefined;
}

/** Sends the head and a part of the body, and never ends it. */
export function stalls(): Answer {
  return (response) => {
    response.writeHead(200, { "content-type": "application/json" });
    response.write("[");
  };
}

/** Begins a body and drops the connection. */
export function cuts(): Answer {
  return (response) => {
    response.writeHead(200, { "content-type": "application/json", "content-length": "1000" });
    response.write("[", () => response.destroy());
  };
}
