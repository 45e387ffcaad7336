import { appendFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Agent, fetch } from "undici";

/** One exchange with a server, as it is kept: one JSON value a line. */
export interface Exchange {
  readonly path: string;
  readonly status: number;
  /** Milliseconds from the last byte of the request to the last of the answer. */
  readonly took: number;
  readonly request: unknown;
  readonly answer: unknown;
}

export interface RecordingProxy {
  /** Base URL to give instead of the server's. */
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Forwards every request to a server and keeps it, with its answer, in a file of JSON lines: what a
 * model really answered is what readers of answers are tested with. On 127.0.0.1 only.
 */
export async function startRecordingProxy(
  target: string,
  file: string,
  port = 0,
): Promise<RecordingProxy> {
  const server = createServer((request, response) => {
    forward(target, file, request, response).catch((error: unknown) => {
      response.writeHead(502, { "content-type": "application/json" });
      response.end(JSON.stringify({ error: { message: String(error) } }));
    });
  });
  server.requestTimeout = 0;
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  const { port: bound } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${bound}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Small machines take minutes for an answer. */
const dispatcher = new Agent({ headersTimeout: 0, bodyTimeout: 0 });

async function forward(
  target: string,
  file: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks);
  const began = performance.now();
  const gone = new AbortController();
  response.on("close", () => gone.abort());
  const { method = "GET", url: path = "/" } = request;
  const answer = await fetch(new URL(path, target), {
    method,
    dispatcher,
    signal: gone.signal,
    headers: { "content-type": request.headers["content-type"] ?? "application/json" },
    ...(body.length === 0 ? {} : { body }),
  });
  const text = await answer.text();
  const took = Math.round(performance.now() - began);
  const kept: Exchange = {
    path,
    status: answer.status,
    took,
    request: parsed(body.toString()),
    answer: parsed(text),
  };
  await appendFile(file, `${JSON.stringify(kept)}\n`);
  response.writeHead(answer.status, {
    "content-type": answer.headers.get("content-type") ?? "application/json",
  });
  response.end(text);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
