import { HindcastError } from "../../../protocols/index.ts";
import { NOISE } from "./agreement.ts";
import type { EndpointClient, EndpointDescription, TokenIds } from "../../endpoints/index.ts";
import type { RecordedModel } from "../options.ts";

/** Words, indents, accents and symbols that tokenisers of different models cut differently. */
const SAMPLE =
  "def naïve_sum(values: list[float]) -> float:\n\t# Σ over 1234567 items, <|end|> 漢字 🙂\n    return sum(values)\n";

/** What all endpoints of a pool must have in common, for their numbers to be comparable. */
export interface Identity {
  readonly model: string;
  /** Ids before every context. */
  readonly start: TokenIds;
  /** How the sample is tokenised. */
  readonly sample: TokenIds;
  /** What it says of a text that all are asked for, in nats a token, as far as it was asked. */
  readonly opinion?: number | undefined;
}

/** Asks an endpoint who it is. */
export async function identify(
  client: EndpointClient,
  signal: AbortSignal,
): Promise<{ readonly identity: Identity; readonly description: EndpointDescription }> {
  const description = await client.describe(signal);
  const start = await client.startTokens(signal);
  const sample = await client.tokenize(SAMPLE, signal);
  return { identity: { model: description.model, start, sample }, description };
}

/** A name for files: the same for the same model and tokeniser, whatever noise its numbers have. */
export function formatIdentity({ model, start, sample }: Identity): string {
  return JSON.stringify([model, start, sample]);
}

/** Throws CONFIG_INVALID, with both names, for two endpoints that are not the same model. */
export function requireSame(
  first: { readonly name: string; readonly identity: Identity },
  second: { readonly name: string; readonly identity: Identity },
): void {
  const [a, b] = [first.identity, second.identity];
  if (a.model !== b.model) {
    throw differ(`${first.name} serves ${a.model}, ${second.name} serves ${b.model}`);
  }
  if (!sameIds(a.sample, b.sample)) {
    throw differ(`${first.name} and ${second.name} cut the same text into different tokens`);
  }
  if (!sameIds(a.start, b.start)) {
    throw differ(`${first.name} and ${second.name} begin a text with different tokens`);
  }
  const [here, there] = [a.opinion, b.opinion];
  if (here !== undefined && there !== undefined && Math.abs(here - there) > NOISE) {
    const said = `${here.toFixed(3)} and ${there.toFixed(3)} nats a token`;
    throw differ(`${first.name} and ${second.name} give the same text ${said}`);
  }
}

/**
 * Throws CONFIG_INVALID for an endpoint that is not the model with which the run was scored so far:
 * under the same name it may have come back with other weights.
 */
export function requireRecorded(
  { model, canary }: RecordedModel,
  { name, identity }: { readonly name: string; readonly identity: Identity },
): void {
  const { opinion } = identity;
  const apart = opinion === undefined ? 0 : Math.abs(opinion - canary);
  if (identity.model === model && apart <= NOISE) return;
  const now =
    identity.model === model
      ? `says ${opinion?.toFixed(3)} nats a token of a text of which it said ${canary.toFixed(3)}`
      : `serves ${identity.model}`;
  throw new HindcastError(
    "CONFIG_INVALID",
    `scorers: ${name} ${now}, and the run so far was scored with other weights, ${model}; ` +
      "serve those again, or name a server of another model at another address by --scorer",
  );
}

function differ(detail: string): HindcastError {
  return new HindcastError(
    "CONFIG_INVALID",
    `scorers: ${detail}; the endpoints of a pool must be one model, or their numbers mean nothing beside each other`,
  );
}

function sameIds(a: TokenIds, b: TokenIds): boolean {
  return a.length === b.length && a.every((id, index) => id === b[index]);
}
