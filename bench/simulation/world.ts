import { mkdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { loadActors, type LoadActorsOptions } from "../../app/actors/index.ts";
import { planSessions } from "../../app/input/index.ts";
import { defaults } from "../../runtime/config/index.ts";
import { KnownAnswers, realServices } from "./services.ts";
import type { World } from "./simulate.ts";

/** Repositories of a few files that need each other, with a test. */
const REPOSITORIES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  ledger: {
    "amounts.py":
      '"""Amounts in cents."""\n\n\ndef parse(text):\n    """Reads an amount."""\n    whole, _, part = text.partition(".")\n    return int(whole) * 100 + int(part or 0)\n',
    "book.py":
      '"""A book of entries."""\n\nfrom amounts import parse\n\n\nclass Book:\n    """Keeps entries."""\n\n    def __init__(self):\n        self.entries = []\n\n    def add(self, text):\n        self.entries.append(parse(text))\n',
    "test_amounts.py":
      "from amounts import parse\n\n\ndef test_parse():\n    assert parse('2.50') == 250\n",
  },
  clock: {
    "tick.py":
      '"""Counts up."""\n\n\ndef tick(value, limit):\n    """Moves on by one, and begins again at the limit."""\n    return (value + 1) % limit\n',
  },
};

/** A world with real services and offline models, below a directory that is always the same. */
export async function createWorld(
  actors: LoadActorsOptions,
): Promise<World & { close(): Promise<void> }> {
  const base = path.join(tmpdir(), `hindcast-simulation-${process.pid}`);
  for (const [name, files] of Object.entries(REPOSITORIES)) {
    await mkdir(path.join(base, name), { recursive: true });
    for (const [file, text] of Object.entries(files)) {
      await writeFile(path.join(base, name, file), text);
    }
  }
  const registry = await loadActors(actors);
  const services = [
    ...registry.services,
    ...realServices().filter(({ role }) => !registry.services.some((own) => own.role === role)),
  ];
  return {
    actors: registry,
    config: {
      ...defaults,
      coders: 2,
      search: { ...defaults.search, evaluations: 2 },
      graph_options: { ...defaults.graph_options, threads: 0, cache_bytes: 0 },
    },
    services,
    sessions: planSessions(Object.keys(REPOSITORIES), base),
    answers: new KnownAnswers(),
    close: async () => {
      for (const service of services) await service.close();
      await rm(base, { recursive: true, force: true });
    },
  };
}
