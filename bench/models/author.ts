import { createAuthor } from "../../agents/author/index.ts";
import { coderAgent } from "../../agents/coder/index.ts";
import { graphService } from "../../agents/graph/index.ts";
import { mainAgent } from "../../agents/main/index.ts";
import type { Body, MainInput } from "../../protocols/index.ts";
import type { ServiceDefinition, ServiceReply } from "../../runtime/define/index.ts";
import { NO_USAGE, addUsage } from "../../agents/usage/index.ts";
import type { BenchRow } from "../row.ts";
import { memoryTools, play } from "../search/actors.ts";
import { sources } from "../search/corpus.ts";
import { settings } from "../search/problems.ts";

const FILES = 3;
const TIMEOUT = 600_000;

/** A request to a service with its answer. */
interface Handled {
  readonly kind: string;
  readonly reply: ServiceReply;
}

/**
 * The first texts of one small project by an author: requirements, plan, and the thoughts of a few
 * files. The whole count is written to stderr; the row is the share of answers that could be used
 * as they came.
 */
export async function authorReport(spec: string): Promise<BenchRow[]> {
  const [project] = sources().flatMap(({ projects }) => projects);
  if (!project) return [];
  const tools = memoryTools();
  const handled: Handled[] = [];
  const author = createAuthor(spec, { concurrency: 1, timeout: TIMEOUT, maxTokens: 1_024 });
  const cast = {
    author: watched(author, handled),
    graph: watched(graphService({ threads: 0 }), handled),
  };
  const input: MainInput = {
    source: { path: project.root },
    settings: settings(),
    seed: 1,
    coders: FILES,
    max_failed_files: "100%",
  };
  const began = performance.now();
  try {
    for (const { kind, body } of await play(mainAgent, "main", input, cast, tools)) {
      if (kind !== "agent.spawn") continue;
      const spawned = body as Body<"agent.spawn">;
      await play(coderAgent, spawned.key, spawned.input, cast, tools);
    }
  } finally {
    for (const service of Object.values(cast)) await service.close();
  }
  const seconds = (performance.now() - began) / 1000;
  const written = handled.filter(({ kind }) => kind.startsWith("author."));
  const usage = written
    .map(({ reply }) => (reply.body as Partial<Body<"author.written">>).usage ?? NO_USAGE)
    .reduce(addUsage, NO_USAGE);
  const failed = written.filter(({ reply }) => reply.kind === "service.failed").length;
  const ungrounded = handled.filter(
    ({ reply }) =>
      reply.kind === "graph.thought_checked" &&
      (reply.body as Body<"graph.thought_checked">).violations.length > 0,
  ).length;
  process.stderr.write(
    `${spec}: ${project.name}, ${FILES} files: ${written.length} texts in ${seconds.toFixed(0)} s, ` +
      `${usage.requests} requests, ${failed} not to be had, ${ungrounded} name what does not exist\n` +
      `${JSON.stringify(usage.details ?? {})}\n`,
  );
  // Each answer that cannot be used is asked for once more.
  const good = 2 * written.length - Math.max(written.length, usage.requests);
  const unit = "texts";
  const name = "texts that could be used as they came, of those asked for";
  return [{ name, ours: good, baseline: written.length, ratio: good / written.length, unit }];
}

function watched(service: ServiceDefinition, handled: Handled[]): ServiceDefinition {
  return {
    ...service,
    async handle(request, tools) {
      const reply = await service.handle(request, tools);
      handled.push({ kind: request.kind, reply });
      return reply;
    },
  };
}
