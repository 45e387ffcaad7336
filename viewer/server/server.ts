import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { isLoopbackHost, isOwnOrigin } from "../../model-servers/http/index.ts";
import { isHindcastError, reasonOf } from "../../protocols/index.ts";
import type { AnswerQuery } from "../api/index.ts";
import { errorAnswer, send, sendJson } from "./send.ts";
import type { PageFiles } from "./page-files.ts";

/** What is served, and where. */
export interface ViewerOptions {
  readonly page: PageFiles;
  readonly answers: {
    ask(name: string, query: AnswerQuery): Promise<unknown> | undefined;
  };
  /** 0, the default, takes any free port. */
  readonly port?: number;
  /** Called with errors that no request is to blame for. */
  readonly onError?: (error: unknown) => void;
}

/** A page that is served. */
export interface Viewer {
  /** Without a slash at the end. */
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Serves the page and the answers to its questions on the loopback interface. It reads only: every
 * method but GET and HEAD is refused, and so is a request that names another host, which a page
 * from elsewhere could make a browser send.
 *
 * @throws the system's error when the port is taken
 */
export async function startViewer(options: ViewerOptions): Promise<Viewer> {
  const server = createServer((request, response) => {
    answer(request, response, options).catch((error: unknown) => {
      options.onError?.(error);
      if (response.headersSent) response.destroy();
      else sendJson(response, 500, errorAnswer("SERVICE_FAILED", reasonOf(error)));
    });
  });
  server.listen(options.port ?? 0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: async () => {
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  { page, answers }: ViewerOptions,
): Promise<void> {
  if (!isLoopbackHost(request.headers.host)) {
    return send(response, 403, "text/plain", "Unknown Host header.\n");
  }
  if (!isOwnOrigin(request.headers.origin)) {
    return send(response, 403, "text/plain", "Pages may not use this server.\n");
  }
  if (request.method !== "GET" && request.method !== "HEAD") {
    return send(response, 405, "text/plain", "This server only reads.\n");
  }
  const target = request.url ?? "/";
  const mark = target.indexOf("?");
  const pathname = mark === -1 ? target : target.slice(0, mark);
  const searchParams = new URLSearchParams(mark === -1 ? "" : target.slice(mark));
  if (pathname === "/") return send(response, 200, "text/html", page.html);
  if (pathname === "/page.js") return send(response, 200, "text/javascript", page.script);
  if (pathname === "/page.css") return send(response, 200, "text/css", page.style);
  const name = /^\/api\/([a-z-]+)$/.exec(pathname)?.[1];
  const asked =
    name === undefined ? undefined : answers.ask(name, Object.fromEntries(searchParams));
  if (!asked) return send(response, 404, "text/plain", "There is nothing here.\n");
  try {
    sendJson(response, 200, await asked);
  } catch (error) {
    if (!isHindcastError(error)) throw error;
    sendJson(response, error.code === "USAGE" ? 404 : 422, errorAnswer(error.code, error.detail));
  }
}
