import { HindcastError, isHindcastError } from "../../../protocols/index.ts";
import { canaryItems, longItems, type CanaryItems } from "./canary-items.ts";
import { lengthOf } from "../answer.ts";
import type { EndpointClient, ScoreItem } from "../client.ts";

/**
 * Nats by which two right answers for a token may differ, in the mean over a target: bf16
 * arithmetic in batches of another composition moves a token by 0.05 to 0.1 nats.
 */
const TOLERANCE = 0.1;
/** The same for one token, which may be an unlikely one. */
const TOKEN_TOLERANCE = 1;
/** Nats that a passage costs after nothing at the least; a server that only says 0 says nothing. */
const SURPRISE = 1;

/**
 * Asks an endpoint what can be checked without knowing its model, before its numbers are believed:
 * one number for each token, none above 0 and none infinite; a text is likelier after itself than
 * after nothing; a number is that of its token and not of a neighbour; two parts add up to the
 * whole; the order of a batch, and what the server has kept of the first try, change nothing
 * beyond noise; nor does it, where prefixes are reused, whether a line ends a long target or has
 * all of that before it.
 *
 * @returns what the model says of a fixed text, in nats a token: right endpoints of one model agree
 * @throws HindcastError ENDPOINT_WRONG with the check that failed and its numbers;
 *   ENDPOINT_CONFIG when the server refuses such simple questions; whatever the client throws
 */
export async function checkCanary(client: EndpointClient, signal: AbortSignal): Promise<number> {
  const items = await canaryItems(client, signal);
  const order = Object.values(items) as ScoreItem[];
  const forward = await scoreAll(client, order, signal);
  for (const item of order) checkNumbers(client, item, forward);
  checkRepetition(client, items, forward);
  checkToken(client, items, forward);
  checkSum(client, items, forward);
  const backward = await scoreAll(client, order.toReversed(), signal);
  for (const item of order) {
    checkNumbers(client, item, backward);
    const apart = differenceOf(numbersOf(forward, item), numbersOf(backward, item));
    if (apart) throw failed(client, "order", `${item.id} again, in another order: ${apart}`);
  }
  if (client.traits.reusesPrefixes) await checkLength(client, signal);
  const said = [items.once, items.whole].flatMap((item) => [...numbersOf(forward, item)]);
  return sum(said) / said.length;
}

/** Long targets are computed in pieces, and what was computed before is left out of them. */
async function checkLength(client: EndpointClient, signal: AbortSignal): Promise<void> {
  const { contextLength = Infinity } = await client.describe(signal);
  const { whole, end } = await longItems(client, signal);
  if (lengthOf(whole) > contextLength) return;
  const numbers = new Map([
    ...(await scoreAll(client, [whole], signal)),
    ...(await scoreAll(client, [end], signal)),
  ]);
  for (const item of [whole, end]) checkNumbers(client, item, numbers);
  const last = numbersOf(numbers, end);
  const apart = differenceOf(numbersOf(numbers, whole).slice(-last.length), last);
  if (apart) throw failed(client, "length", `a line at the end of a long text: ${apart}`);
}

type ItemScores = ReadonlyMap<string, Float64Array>;

async function scoreAll(
  client: EndpointClient,
  items: readonly ScoreItem[],
  signal: AbortSignal,
): Promise<ItemScores> {
  const numbers = new Map<string, Float64Array>();
  const size = client.traits.itemsPerRequest;
  for (let at = 0; at < items.length; at += size) {
    const batch = items.slice(at, at + size);
    const answers = await refused(client, () => client.score(batch, signal));
    if (answers.length !== batch.length) {
      throw failed(client, "count", `${answers.length} answers for ${batch.length} items`);
    }
    for (const [index, { id }] of batch.entries()) numbers.set(id, answers[index]!);
  }
  return numbers;
}

async function refused<T>(client: EndpointClient, ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (!isHindcastError(error) || error.code !== "ENDPOINT_REFUSED") throw error;
    const detail = `${client.name}: the server refuses the check's short texts: ${error.detail}`;
    throw new HindcastError("ENDPOINT_CONFIG", detail, { cause: error });
  }
}

function checkNumbers(
  client: EndpointClient,
  { id, target }: ScoreItem,
  numbers: ItemScores,
): void {
  const values = numbers.get(id)!;
  if (values.length !== target.ids.length) {
    const counts = `${values.length} numbers for ${target.ids.length} tokens`;
    throw failed(client, "count", `${id}: ${counts}`);
  }
  const bad = values.findIndex((value) => !(value <= 0 && value > -Infinity));
  if (bad >= 0) throw failed(client, "range", `${id}: token ${bad} has ${values[bad]}`);
}

function checkRepetition(client: EndpointClient, items: CanaryItems, numbers: ItemScores): void {
  const once = sum(numbersOf(numbers, items.once));
  const again = sum(numbersOf(numbers, items.again));
  if (once > -SURPRISE) {
    throw failed(client, "surprise", `a text after nothing has ${nats(once)}, as if it were known`);
  }
  if (again <= once) {
    const both = `${nats(again)} after itself and ${nats(once)} after nothing`;
    throw failed(client, "repetition", `a text has ${both}`);
  }
}

/** Numbers that are one place off add up like right ones, but do not care which token comes. */
function checkToken(client: EndpointClient, items: CanaryItems, numbers: ItemScores): void {
  const likely = numbersOf(numbers, items.again)[0]!;
  const unlikely = numbersOf(numbers, items.single)[0]!;
  const both = `two tokens in the same place have ${nats(likely)} and ${nats(unlikely)}`;
  if (Math.abs(likely - unlikely) <= TOLERANCE) {
    throw failed(client, "token", `${both}, as if it did not matter which of them comes`);
  }
  if (Math.exp(likely) + Math.exp(unlikely) > 1 + TOLERANCE) {
    throw failed(client, "token", `${both}, together more than certain`);
  }
}

function checkSum(client: EndpointClient, items: CanaryItems, numbers: ItemScores): void {
  const parts = [items.first, items.second].flatMap((item) => [...numbersOf(numbers, item)]);
  const whole = numbersOf(numbers, items.whole);
  const apart = differenceOf(whole, Float64Array.from(parts));
  if (apart === undefined) return;
  const both = `${nats(sum(whole))} in one piece and ${nats(sum(parts))} in two`;
  throw failed(client, "sum", `a text has ${both}: ${apart}`);
}

function numbersOf(numbers: ItemScores, { id }: ScoreItem): Float64Array {
  return numbers.get(id)!;
}

/** How far two answers for the same tokens are apart, or undefined when it may be noise. */
function differenceOf(a: Float64Array, b: Float64Array): string | undefined {
  const apart = a.map((value, at) => Math.abs(value - b[at]!));
  const mean = sum(apart) / apart.length;
  const most = Math.max(...apart);
  if (mean <= TOLERANCE && most <= TOKEN_TOLERANCE) return undefined;
  return `${nats(mean)} a token apart, ${nats(most)} at most; allowed are ${TOLERANCE} and ${TOKEN_TOLERANCE}`;
}

function sum(values: Iterable<number>): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}

function nats(value: number): string {
  return `${value.toFixed(3)} nats`;
}

function failed(client: EndpointClient, check: string, detail: string): HindcastError {
  return new HindcastError("ENDPOINT_WRONG", `${client.name}: check "${check}": ${detail}`);
}
