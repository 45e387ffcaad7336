import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { run } from "../../app/index.ts";
import { defaults } from "../../runtime/config/index.ts";
import type { BenchRow } from "../row.ts";
import { startFaultyServer } from "./chat-server/index.ts";

/** Packages of this project's own dependencies. */
const REPOSITORIES = ["prom-client", "undici"];
/** Characters of a block of a prefix cache, about 16 tokens. */
const BLOCK = 64;

/**
 * What of the prompts, as they are sent, begins like an earlier prompt: the part that a server's
 * prefix cache need not compute again. The server's own count, by blocks of the text.
 */
export async function benchPrompts(
  repositories: readonly string[] = REPOSITORIES,
  evaluations: number = defaults.search.evaluations,
): Promise<BenchRow[]> {
  const place = await mkdtemp(path.join(tmpdir(), "hindcast-prompts-"));
  try {
    const rows: BenchRow[] = [];
    for (const name of repositories) rows.push(...(await measure(name, evaluations, place)));
    return rows;
  } finally {
    await rm(place, { recursive: true, force: true });
  }
}

async function measure(name: string, evaluations: number, place: string): Promise<BenchRow[]> {
  const server = await startFaultyServer({ modes: [], share: 0 });
  try {
    const search = { ...defaults.search, evaluations };
    const { summary } = await run({
      repositories: [`node_modules/${name}`],
      config: { ...defaults, author: server.spec, search, out: path.join(place, name) },
      env: { XDG_STATE_HOME: place, XDG_CACHE_HOME: place },
    });
    const prompts = server.exchanges.map(({ body }) => textOf(body["messages"]));
    const { reusable, characters } = reuseOf(prompts);
    const reported = summary.author?.reusable_share ?? 0;
    const files = summary.sessions.flatMap((session) => session.files).length;
    return [
      {
        name: `${name}, ${files} files, ${prompts.length} requests: characters of prompts that a prefix cache knows`,
        ours: reusable,
        baseline: characters,
        ratio: reusable / characters,
        unit: "characters",
      },
      {
        name: `${name}: the share that the summary reports against the server's count`,
        ours: reported,
        baseline: reusable / characters,
        ratio: (reported * characters) / reusable,
        unit: "of the characters",
      },
    ];
  } finally {
    await server.close();
  }
}

function textOf(messages: unknown): string {
  return (messages as { role: string; content: string }[])
    .map(({ role, content }) => `<|${role}|>${content}`)
    .join("");
}

/** A block is known when the same text with all before it was in an earlier prompt. */
function reuseOf(prompts: readonly string[]): { reusable: number; characters: number } {
  interface Node {
    readonly next: Map<string, Node>;
  }
  const root: Node = { next: new Map() };
  let reusable = 0;
  let characters = 0;
  for (const prompt of prompts) {
    let node = root;
    for (let at = 0; at + BLOCK <= prompt.length; at += BLOCK) {
      const block = prompt.slice(at, at + BLOCK);
      const known = node.next.get(block);
      if (known) reusable += BLOCK;
      const next = known ?? { next: new Map<string, Node>() };
      node.next.set(block, next);
      node = next;
    }
    characters += prompt.length;
  }
  return { reusable, characters };
}
