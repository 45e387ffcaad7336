import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { hashOf, random } from "../../../protocols/index.ts";
import { completionOf, type ChatBody, type Mode, type Reply } from "./modes.ts";

/** A chat request as the server saw it. */
export interface Exchange {
  readonly body: ChatBody;
  readonly text: string;
  /** The mode that it was answered in; undefined for the usual answer. */
  readonly mode: Mode | undefined;
}

interface FaultyServerOptions {
  readonly modes: readonly Mode[];
  /** Part of the requests that a mode answers; those of the fate `adapted` answer all. */
  readonly share: number;
  readonly seed?: number;
}

export interface FaultyServer {
  /** The author's SPEC. */
  readonly spec: string;
  readonly exchanges: readonly Exchange[];
  close(): Promise<void>;
}

/** A chat server that answers a part of its requests as servers were reported to. */
export async function startFaultyServer(options: FaultyServerOptions): Promise<FaultyServer> {
  const exchanges: Exchange[] = [];
  const http = createServer((request, response) => {
    void react(request, response, exchanges, options);
  });
  http.listen(0, "127.0.0.1");
  await once(http, "listening");
  const { port } = http.address() as AddressInfo;
  return {
    spec: `openai:faulty@http://127.0.0.1:${port}/v1`,
    exchanges,
    close: async () => {
      http.closeAllConnections();
      http.close();
      await once(http, "close");
    },
  };
}

async function react(
  request: IncomingMessage,
  response: ServerResponse,
  exchanges: Exchange[],
  options: FaultyServerOptions,
): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  if (!request.url?.endsWith("/chat/completions")) {
    send(response, { status: 404, body: { error: { message: "not found" } } });
    return;
  }
  const text = Buffer.concat(chunks).toString("utf8");
  const body = JSON.parse(text) as ChatBody;
  const answer = usualAnswer(body);
  const chosen = modeOf(exchanges.length, options);
  const reply = chosen?.reply(answer, body);
  exchanges.push({ body, text, mode: reply ? chosen : undefined });
  send(response, reply ?? completionOf({ content: answer }));
}

function modeOf(number: number, { modes, share, seed = 1 }: FaultyServerOptions): Mode | undefined {
  const [only] = modes;
  if (modes.length === 1 && only?.fate === "adapted") return only;
  if (random(seed, "faulty", number) >= share) return undefined;
  return modes[Math.floor(random(seed, "mode", number) * modes.length)];
}

function send(response: ServerResponse, { status = 200, headers, body, cut }: Reply): void {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const length = cut ? { "content-length": String(text.length + 1_000) } : {};
  response.writeHead(status, { "content-type": "application/json", ...length, ...headers });
  if (cut) response.write(text, () => response.destroy());
  else response.end(text);
}

/** A plan for a question for one, else a note that no other is like. */
function usualAnswer(body: ChatBody): string {
  const messages = body["messages"] as readonly { content: string }[];
  const user = messages[1]?.content ?? "";
  const files = /<data name="files">\n([^]*?)\n<\/data>/.exec(user)?.[1];
  if (files !== undefined) {
    const entries = files.split("\n").map((line) => {
      const [path = ""] = line.split(": ");
      return { path, purpose: "Holds what its name says." };
    });
    return JSON.stringify(entries);
  }
  const own = hashOf([user, body["seed"] ?? 0]).slice(0, 6);
  return `<analysis>The notes lack a reason.</analysis>\n<note>First comes what others build upon, in small steps, and then the rest of part ${own}.</note>`;
}
