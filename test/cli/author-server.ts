import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A request as the server saw it. */
export interface Asked {
  /** From 1. */
  readonly number: number;
  readonly authorization: string | undefined;
  readonly body: string;
}

/** Answers one request; true when it did, false for the usual answer. */
export type Behave = (asked: Asked, response: ServerResponse) => boolean | Promise<boolean>;

/** A server that speaks the chat protocol of OpenAI and does what a test wants. */
export interface AuthorServer {
  /** The author's SPEC. */
  readonly spec: string;
  readonly asked: Asked[];
  /** Replaced by a test; false everywhere at first. */
  behave: Behave;
  close(): Promise<void>;
}

/** Tokens that the server says each answer took. */
export const USAGE = { prompt_tokens: 11, completion_tokens: 3 };

export async function startAuthorServer(): Promise<AuthorServer> {
  const asked: Asked[] = [];
  const server: AuthorServer = {
    spec: "",
    asked,
    behave: () => false,
    close: async () => {
      http.closeAllConnections();
      http.close();
      await once(http, "close");
    },
  };
  const http = createServer((request, response) => {
    if (request.method === "GET" || !request.url?.endsWith("/chat/completions")) {
      respond(response, 404, { error: { message: "not found" } });
    } else void answer(request, response, server);
  });
  http.listen(0, "127.0.0.1");
  await once(http, "listening");
  const { port } = http.address() as AddressInfo;
  return Object.assign(server, { spec: `openai:test-model@http://127.0.0.1:${port}/v1` });
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  server: AuthorServer,
): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const one: Asked = {
    number: server.asked.length + 1,
    authorization: request.headers.authorization,
    body: Buffer.concat(chunks).toString("utf8"),
  };
  server.asked.push(one);
  if (await server.behave(one, response)) return;
  respond(response, 200, completion(usualText(one)));
}

/** Sends JSON, or any text as it is. */
export function respond(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): true {
  response.writeHead(status, { "content-type": "application/json", ...headers });
  response.end(typeof body === "string" ? body : JSON.stringify(body));
  return true;
}

export function completion(text: string): unknown {
  const message = { role: "assistant", content: text };
  return {
    id: "c",
    object: "chat.completion",
    choices: [{ index: 0, message, finish_reason: "stop" }],
    usage: { ...USAGE, total_tokens: 14 },
  };
}

/** Any text will do for a thought; a plan is a list, and the graph repairs what it lacks. */
function usualText({ body }: Asked): string {
  const { messages, seed = 0 } = JSON.parse(body) as {
    messages: { content: string }[];
    seed?: number;
  };
  if (messages[0]?.content.includes('"purpose"') === true) {
    return '[{ "path": "main.py", "purpose": "Says one." }]';
  }
  return `First comes what others build upon, in small steps (${seed % 97}).`;
}
