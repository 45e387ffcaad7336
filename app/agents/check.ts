import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { formatAddress, type Body, type Envelope } from "../../protocols/index.ts";
import { LOG_FILE } from "../../runtime/bus/index.ts";
import { defaults } from "../../runtime/config/index.ts";
import { isSpawn } from "../../runtime/define/index.ts";
import type { RoleDefinition } from "../../runtime/load/index.ts";
import { readLog } from "../../runtime/log/index.ts";
import { checkAuthor, checkScorer, examine, type Finding } from "../../testing/index.ts";
import { chosenBackends, loadActors } from "../actors/index.ts";
import { run } from "../run/index.ts";
import { verify } from "../verify/index.ts";

/** A repository of three files, one of which needs another: enough for every role to have work. */
const SAMPLE: Readonly<Record<string, string>> = {
  "README.md": "# Ledger\n\nAdds up amounts.\n",
  "ledger/amounts.py":
    '"""Amounts in cents."""\n\n\ndef parse(text):\n    """Reads an amount."""\n    whole, _, part = text.partition(".")\n    return int(whole) * 100 + int(part.ljust(2, "0")[:2] or 0)\n',
  "ledger/book.py":
    '"""A book of entries."""\n\nfrom ledger.amounts import parse\n\n\nclass Book:\n    """Keeps entries and their sum."""\n\n    def __init__(self):\n        self.entries = []\n\n    def add(self, text):\n        self.entries.append(parse(text))\n        return self.total()\n\n    def total(self):\n        return sum(self.entries)\n',
};

/** Milliseconds in which a plug-in's service answers a request of the check. */
const SERVICE_TIMEOUT = 20_000;

/** Messages that no agent needs for the sample. */
const MESSAGES = 2000;

export interface CheckOptions {
  /** SPEC of an author that the modules bring, which is checked and writes the sample's texts. */
  readonly author?: string;
  /** The same for a scorer. */
  readonly scorer?: string;
  /** What the calling program defines, beside what the modules do. */
  readonly definitions?: readonly RoleDefinition[];
  /** Milliseconds in which each of their services answers a request; 20,000 when absent. */
  readonly serviceTimeout?: number;
}

/** What a check of modules found. */
export interface CheckedModules {
  readonly ok: boolean;
  /** Agents that were folded, by address. */
  readonly agents: number;
  readonly findings: readonly Finding[];
}

/**
 * Runs modules on a small repository with the offline models, verifies what comes out, and holds
 * each agent of the log against the promises of replay: see `examine` of `hindcast/testing`.
 *
 * @throws HindcastError AGENT_MODULE, AGENT_IMPURE
 */
export async function checkModules(
  modules: readonly string[],
  options: CheckOptions = {},
): Promise<CheckedModules> {
  const { definitions = [], serviceTimeout = SERVICE_TIMEOUT, author, scorer } = options;
  const base = await mkdtemp(path.join(tmpdir(), "hindcast-check-"));
  try {
    const actors = await loadActors({ modules, definitions });
    const repository = path.join(base, "sample");
    for (const [file, text] of Object.entries(SAMPLE)) {
      await mkdir(path.dirname(path.join(repository, file)), { recursive: true });
      await writeFile(path.join(repository, file), text);
    }
    const config = {
      ...defaults,
      out: path.join(base, "out"),
      agents: [...modules],
      max_messages: MESSAGES,
      ...(author === undefined ? {} : { author }),
      ...(scorer === undefined ? {} : { scorers: [scorer] }),
    };
    const findings = await checkedBackends(chosenBackends(actors, config));
    const hurried = actors.services.map((service) => ({
      ...service,
      timeout: Math.min(service.timeout, serviceTimeout),
    }));
    const { directory, summary } = await run({
      repositories: [repository],
      config,
      // The last that take a role have it.
      definitions: [...definitions, ...hurried],
    });
    for (const { status, code, reason } of summary.sessions) {
      if (status === "done") continue;
      findings.push({ check: "fails", role: "(session)", detail: `${code}: ${reason}` });
    }
    if (summary.sessions.every(({ status }) => status === "done")) {
      const { findings: broken } = await verify({ target: directory });
      for (const { path: where, detail } of broken) {
        findings.push({ check: "fails", role: "(trajectory)", detail: `${where}: ${detail}` });
      }
    }
    const agentByRole = new Map(actors.agents.map((agent) => [agent.role, agent]));
    const boxes = await mailboxesOf(path.join(directory, LOG_FILE));
    for (const [spawn, messages] of boxes.values()) {
      const definition = agentByRole.get((spawn.body as Body<"agent.spawn">).role);
      if (!definition) continue;
      findings.push(...examine({ definition, spawn, messages, behaviours: actors.behaviours }));
    }
    const unique = new Map(findings.map((each) => [JSON.stringify(each), each]));
    return { ok: unique.size === 0, agents: boxes.size, findings: [...unique.values()] };
  } finally {
    await rm(base, { recursive: true, force: true });
  }
}

/** What authors and scorers of the modules do that they must not. */
async function checkedBackends({
  author,
  scorer,
}: ReturnType<typeof chosenBackends>): Promise<Finding[]> {
  return [
    ...(author ? await closed(author.create(), checkAuthor) : []),
    ...(scorer ? await closed(scorer.create(), checkScorer) : []),
  ];
}

async function closed<B extends { close(): Promise<void> }>(
  backend: B,
  check: (backend: B) => Promise<Finding[]>,
): Promise<Finding[]> {
  try {
    return await check(backend);
  } finally {
    await backend.close();
  }
}

/** The messages that each agent of a log received, without its spawn. */
async function mailboxesOf(
  log: string,
): Promise<ReadonlyMap<string, readonly [Envelope, Envelope[]]>> {
  const boxes = new Map<string, readonly [Envelope, Envelope[]]>();
  for await (const envelope of readLog(log)) {
    if (isSpawn(envelope)) {
      const { role, key } = envelope.body as Body<"agent.spawn">;
      boxes.set(formatAddress({ session: envelope.session, role, key }), [envelope, []]);
    } else boxes.get(envelope.to)?.[1].push(envelope);
  }
  return boxes;
}
