import { isHindcastError, type HindcastError } from "../../../protocols/index.ts";
import {
  createEndpointClient,
  type EndpointClient,
  type EndpointOptions,
  type ScoreItem,
} from "../../../scoring/endpoints/index.ts";
import { startServer, type Answer, type Seen, type TestServer } from "./test-server.ts";
import { BOS, tokensOf, toyLogprobs } from "./toy-model.ts";

export const never = new AbortController().signal;

/** An item over the toy model's tokens; the context begins with the start token. */
export function itemOf(id: string, context: string, target: string): ScoreItem {
  return {
    id,
    context: { text: context, ids: [BOS, ...tokensOf(context)] },
    target: { text: target, ids: tokensOf(target) },
  };
}

/** What the toy model says of an item. */
export function expected({ context, target }: ScoreItem): Float64Array {
  const values = toyLogprobs([...context.ids, ...target.ids]).slice(context.ids.length);
  return Float64Array.from(values, (value) => value!);
}

/** Runs with a server and a client of it, and ends both. */
export async function withServer<T>(
  spec: (url: string) => string,
  answer: (seen: Seen) => Answer | undefined,
  run: (client: EndpointClient, server: TestServer) => Promise<T>,
  options: EndpointOptions = {},
): Promise<T> {
  const server = await startServer(answer);
  const client = createEndpointClient(spec(server.url), options);
  try {
    return await run(client, server);
  } finally {
    await client.close();
    await server.close();
  }
}

/** The error of ours that a promise ends with. */
export async function failureOf(promise: Promise<unknown>): Promise<HindcastError> {
  const [result] = await Promise.allSettled([promise]);
  if (result.status === "fulfilled") throw new Error(`no failure: ${JSON.stringify(result.value)}`);
  if (!isHindcastError(result.reason)) throw result.reason;
  return result.reason;
}
