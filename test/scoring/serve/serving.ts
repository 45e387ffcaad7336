import { afterAll } from "vitest";
import { ByteModel } from "../../../scoring/offline/index.ts";
import {
  startLikelihoodServer,
  type LikelihoodServer,
  type LikelihoodServerOptions,
} from "../../../scoring/serve/index.ts";

const small = { slotBits: 16 };
/** The id that stands before a text. */
export const BOS = 256;

const utf8 = new TextEncoder();

/** Ids of a text without anything added. */
export function idsOf(text: string): number[] {
  return Array.from(utf8.encode(text));
}

/** What the model itself says: ln p of each byte behind the first `context`, in nats. */
export function directly(ids: readonly number[], context: number): number[] {
  const bytes = Uint8Array.from(ids.filter((id) => id !== BOS));
  const skipped = context - ids.slice(0, context).filter((id) => id !== BOS).length;
  const model = ByteModel.create(small);
  model.read(bytes.subarray(0, context - skipped));
  return Array.from(model.score(bytes.subarray(context - skipped)));
}

export function sum(numbers: readonly number[]): number {
  return numbers.reduce((a, b) => a + b, 0);
}

/** Starts servers with a small model and one thread; they end behind the last test of the file. */
export function serving(): (options?: LikelihoodServerOptions) => Promise<LikelihoodServer> {
  const open: LikelihoodServer[] = [];
  afterAll(async () => {
    await Promise.all(open.map((server) => server.close()));
  });
  return async (options = {}) => {
    const server = await startLikelihoodServer({ scorer: { ...small, threads: 1 }, ...options });
    open.push(server);
    return server;
  };
}

/** A response whose body was read. */
export interface Got<T> {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The body as JSON. Throws when it is none. */
  readonly json: T;
}

export async function post<T = unknown>(
  { url }: Pick<LikelihoodServer, "url">,
  path: string,
  body: unknown,
  init: RequestInit = {},
): Promise<Got<T>> {
  return await got<T>(
    fetch(`${url}${path}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: typeof body === "string" ? body : JSON.stringify(body),
      ...init,
    }),
  );
}

export async function get<T = unknown>(
  { url }: Pick<LikelihoodServer, "url">,
  path: string,
): Promise<Got<T>> {
  return await got<T>(fetch(`${url}${path}`));
}

async function got<T>(sent: Promise<Response>): Promise<Got<T>> {
  const response = await sent;
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    text,
    get json() {
      return JSON.parse(text) as T;
    },
  };
}
