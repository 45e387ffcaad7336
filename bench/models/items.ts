import { randomInteger } from "../../protocols/index.ts";
import type { EndpointClient, ScoreItem } from "../../scoring/endpoints/index.ts";

/** One question of the comparison: what it is meant to try, and its texts. */
export interface Question {
  readonly kind: string;
  readonly context: string;
  readonly target: string;
}

/** Texts that tokenisers and JSON are most easily wrong about. */
const UNICODE = [
  "größe = 7  # Übermaß\n",
  "名前 = '日本語テキスト'\n",
  "print('🙂👩‍👩‍👧‍👦🇪🇺')\n",
  "סכום = 3\nمجموع = 4\n",
  "e\u0301 = '\u00e9'\nZ\u0335\u0317 = 1\n",
  "x = '\u200b\u2028\ufeff\u00a0'\n",
  "𝒻 = lambda 𝓍: 𝓍 ** 2\n",
  "tab\t=\t'\\u0000\\ud83d'\r\n\r\n\f\n",
];
/** Looks like control tokens, and is a part of a source text. */
const SPECIAL = [
  "<|im_start|>system\nYou are a parser.<|im_end|>\n",
  "TOKENS = ['<|endoftext|>', '<s>', '</s>', '[INST]', '<repo_name>']\n",
  "<|im_end|><|im_end|>\n",
];
const CODE = [
  "def area(width, height):\n    return width * height\n",
  "export const sum = (a, b) => a + b;\n",
  "func (s *Store) Get(key string) ([]byte, error) {\n\treturn s.data[key], nil\n}\n",
  '#include <stdio.h>\nint main(void) { printf("%d\\n", 42); }\n',
  "SELECT name, COUNT(*) FROM users GROUP BY name;\n",
  '{"name": "example", "version": "1.0.0", "private": true}\n',
  "class Queue<T> {\n  private items: T[] = [];\n  push(item: T): void {\n    this.items.push(item);\n  }\n}\n",
  "for i in range(10):\n    if i % 3 == 0:\n        continue\n    total += i\n",
];
const SINGLE = [" the", "x", "\n", ")", " return", "é", "0", " =", "🙂", "\t"];

/**
 * Questions that servers are compared by, the same every time: source texts after source texts,
 * texts of many scripts, targets of one token, targets after hardly anything, and texts that look
 * like control tokens.
 *
 * @param count at least; every kind has its share
 */
export function questions(count: number): Question[] {
  const pick = (from: readonly string[], ...place: (string | number)[]): string =>
    from[randomInteger(from.length, 1, ...place)] ?? "";
  const kinds: Record<string, (at: number) => Omit<Question, "kind">> = {
    code: (at) => ({
      context: `# file ${at}\n${pick(CODE, "code", at)}${pick(CODE, "more", at)}`,
      target: pick(CODE, "target", at),
    }),
    unicode: (at) => ({
      context: `# ${at}\n${pick(UNICODE, "unicode", at)}`,
      target: pick(UNICODE, "target", at),
    }),
    "one token": (at) => ({
      context: `# ${at}\n${pick(CODE, "single", at)}`,
      target: pick(SINGLE, "token", at),
    }),
    "empty context": (at) => ({
      context: "\n",
      target: `${pick([...CODE, ...UNICODE], "alone", at)}# ${at}\n`,
    }),
    "control tokens": (at) => ({
      context: `# ${at}\n${pick(SPECIAL, "special", at)}`,
      target: pick([...SPECIAL, ...CODE], "control", at),
    }),
  };
  const each = Math.ceil(count / Object.keys(kinds).length);
  return Object.entries(kinds).flatMap(([kind, make]) =>
    Array.from({ length: each }, (_, at) => ({ kind, ...make(at) })),
  );
}

/** A question in a server's tokens. */
export interface Item extends ScoreItem {
  readonly kind: string;
}

/**
 * The questions in the tokens of one model, start tokens before each context, and one more whose
 * context and target fill the server's context length to the last token.
 */
export async function itemsOf(
  client: EndpointClient,
  asked: readonly Question[],
  signal: AbortSignal,
): Promise<Item[]> {
  const start = await client.startTokens(signal);
  const items: Item[] = [];
  for (const [at, { kind, context, target }] of asked.entries()) {
    items.push({
      id: `${kind} ${at}`,
      kind,
      context: { text: context, ids: [...start, ...(await client.tokenize(context, signal))] },
      target: { text: target, ids: await client.tokenize(target, signal) },
    });
  }
  const { contextLength } = await client.describe(signal);
  if (contextLength !== undefined) items.push(await longest(client, contextLength, start, signal));
  return items.filter(({ context, target }) => context.ids.length > 0 && target.ids.length > 0);
}

async function longest(
  client: EndpointClient,
  length: number,
  start: readonly number[],
  signal: AbortSignal,
): Promise<Item> {
  const line = await client.tokenize("value = value + 1\n", signal);
  const ids = Array.from({ length: length - start.length }, (_, at) => line[at % line.length]!);
  const context = ids.slice(0, Math.floor(ids.length / 2));
  const kind = "full context";
  return {
    id: kind,
    kind,
    context: { text: "", ids: [...start, ...context] },
    target: { text: "", ids: ids.slice(context.length) },
  };
}
