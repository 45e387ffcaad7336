import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A request as the server saw it. */
interface SeenRequest {
  readonly authorization: string | undefined;
  readonly body: {
    model: string;
    seed: number;
    messages: { role: string; content: string }[];
    [key: string]: unknown;
  };
}

export type Reaction = (
  response: ServerResponse,
  seen: SeenRequest,
  number: number,
) => void | Promise<void>;

export interface ChatServer {
  readonly url: string;
  readonly seen: SeenRequest[];
  /** What a GET, or a POST to another path than that of chats, is answered; 404 for any other. */
  readonly facts: Record<string, unknown>;
  close(): Promise<void>;
}

/** A chat-completions server on a free port that reacts to request n with the n-th reaction, then with the last. */
export async function startChatServer(...reactions: readonly Reaction[]): Promise<ChatServer> {
  const seen: SeenRequest[] = [];
  const facts: Record<string, unknown> = {};
  const server = createServer((request, response) => {
    const path = request.url ?? "";
    if (path.endsWith("/chat/completions")) void answer(request, response);
    else if (Object.hasOwn(facts, path)) json(response, 200, facts[path]);
    else json(response, 404, { error: { message: "not found" } });
  });
  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const entry: SeenRequest = {
      authorization: request.headers.authorization,
      body: JSON.parse(Buffer.concat(chunks).toString()) as SeenRequest["body"],
    };
    const number = seen.push(entry) - 1;
    const reaction = reactions[Math.min(number, reactions.length - 1)];
    await reaction?.(response, entry, number);
  }
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/v1`,
    seen,
    facts,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

export interface CompletionParts {
  readonly finish?: string;
  readonly usage?: { prompt_tokens: number; completion_tokens: number } | null;
}

/** Answers with a completion; 10 prompt and 5 completion tokens unless told. */
export function says(content: string, parts: CompletionParts = {}): Reaction {
  const { finish = "stop", usage = { prompt_tokens: 10, completion_tokens: 5 } } = parts;
  return (response) => {
    json(response, 200, {
      id: "c",
      object: "chat.completion",
      choices: [{ index: 0, message: { role: "assistant", content }, finish_reason: finish }],
      ...(usage ? { usage } : {}),
    });
  };
}

export function fails(
  status: number,
  headers: Readonly<Record<string, string>> = {},
  message = "no",
): Reaction {
  return (response) => json(response, status, { error: { message } }, headers);
}

/** A body that is called JSON and is none. */
export function garbles(): Reaction {
  return (response) => {
    response.writeHead(200, { "content-type": "application/json" });
    response.end('{"choices": [');
  };
}

/** Begins a body and drops the connection. */
export function cuts(): Reaction {
  return (response) => {
    response.writeHead(200, { "content-type": "application/json", "content-length": "1000" });
    response.write('{"choices": [', () => response.destroy());
  };
}

/** Never answers; the client hangs up. */
export function hangs(): Reaction {
  return (response) =>
    new Promise((resolve) => {
      response.on("close", () => resolve());
    });
}

/** Sends the head and a part of the body, and never ends it. */
export function stalls(): Reaction {
  return (response) =>
    new Promise((resolve) => {
      response.writeHead(200, { "content-type": "application/json" });
      response.write('{"choices": [');
      response.on("close", () => resolve());
    });
}

function json(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, { "content-type": "application/json", ...headers });
  response.end(JSON.stringify(body));
}
