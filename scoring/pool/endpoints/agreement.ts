import { HindcastError } from "../../../protocols/index.ts";
import type { EndpointClient, TokenizedText } from "../../endpoints/index.ts";

const CONTEXT = `def mean(values):
    return sum(values) / len(values)


`;
const TARGET = `def variance(values):
    centre = mean(values)
    return sum((value - centre) ** 2 for value in values) / len(values)
`;

/**
 * Mean difference for each token, in nats, beyond which two endpoints cannot be the same weights
 * in the same precision: bf16 moves single near-ties by 0.05 to 0.1.
 */
export const NOISE = 0.1;

/** What one endpoint says of a fixed text. */
export interface FixedTextScore {
  readonly name: string;
  /** Log-probability of the text in nats. */
  readonly logprob: number;
  readonly tokens: number;
}

/** What all say, and how far they are from each other. */
export interface Agreement {
  readonly opinions: readonly FixedTextScore[];
  /** Largest difference between two of them, in nats for each token. */
  readonly spread: number;
  readonly agrees: boolean;
}

/**
 * Asks each endpoint for the likelihood of the same text. A name says little: weights of another
 * revision or precision under the same name give numbers that mean nothing beside each other.
 *
 * @throws HindcastError of an endpoint that does not answer
 */
export async function compareEndpoints(
  clients: readonly EndpointClient[],
  signal: AbortSignal,
): Promise<Agreement> {
  const opinions = await Promise.all(clients.map((client) => scoreFixedText(client, signal)));
  const means = opinions.map(({ logprob, tokens }) => logprob / tokens);
  const spread = means.length === 0 ? 0 : Math.max(...means) - Math.min(...means);
  return { opinions, spread, agrees: spread <= NOISE };
}

async function scoreFixedText(
  client: EndpointClient,
  signal: AbortSignal,
): Promise<FixedTextScore> {
  const [start, context, target] = await Promise.all([
    client.startTokens(signal),
    tokenized(client, CONTEXT, signal),
    tokenized(client, TARGET, signal),
  ]);
  const item = {
    id: "agreement",
    context: { text: context.text, ids: [...start, ...context.ids] },
    target,
  };
  const [values] = await client.score([item], signal);
  if (values?.length !== target.ids.length) {
    throw new HindcastError("ENDPOINT_WRONG", `${client.name}: a value for each token is missing`);
  }
  const logprob = values.reduce((sum, value) => sum + value, 0);
  return { name: client.name, logprob, tokens: values.length };
}

async function tokenized(
  client: EndpointClient,
  text: string,
  signal: AbortSignal,
): Promise<TokenizedText> {
  return { text, ids: await client.tokenize(text, signal) };
}
