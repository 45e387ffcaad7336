import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { PrefixMeter, dryAuthor } from "../../agents/author/index.ts";
import { recorderService } from "../../agents/recorder/index.ts";
import { graphService } from "../../agents/graph/index.ts";
import { HindcastError, parseAddress, sha256 } from "../../protocols/index.ts";
import { BLOB_FOLDER, BlobStore, EmbeddedBus } from "../../runtime/bus/index.ts";
import type { Config } from "../../runtime/config/index.ts";
import { createLogger } from "../../runtime/logging/index.ts";
import type { ServiceDefinition } from "../../runtime/define/index.ts";
import { scorerService } from "../../scoring/scorer/index.ts";
import { authorOptions, graphOptions, loadActors, type ActorRegistry } from "../actors/index.ts";
import { planRepositories, type RepositoryFilter } from "../input/index.ts";
import { openingMessages, runOpened } from "../run/opening.ts";
import { runSessions } from "../run/run-sessions.ts";
import { dryScorer } from "./dry-scorer.ts";
import { costsOf, type Costs, type Prices } from "./prices.ts";
import { byteCount, ratioCount, tokenizerCount, type TokenCount } from "./tokens.ts";
import { WorkTally, type Work } from "./work.ts";

/** Tokens that a chat template puts around the two messages of a request. */
const TEMPLATE = 10;

export interface EstimateOptions {
  readonly repositories: readonly string[];
  /** The configuration of the run that is estimated. */
  readonly config: Config;
  readonly filters?: readonly RepositoryFilter[];
  readonly onLeftOut?: (name: string, reason: string) => void;
  /** What relative paths start from; the working directory of the process when absent. */
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly signal?: AbortSignal;
  /** Path of a `tokenizer.json`; the one of the scorers' configuration when absent. */
  readonly tokenizer?: string | undefined;
  /** Tokens of each answer of the author, where they are known from an earlier run. */
  readonly answerTokens?: number | undefined;
  readonly prices?: Prices | undefined;
  /** Called when a session's estimate is complete. */
  readonly onEnd?: (repository: string, done: number, total: number) => void;
}

export interface Estimate {
  /** How tokens were counted. */
  readonly counted: { readonly author: string; readonly answers: string; readonly scorer: string };
  readonly total: Work;
  readonly repositories: readonly {
    readonly repository: string;
    readonly session: string;
    /** Why the run could not be estimated. */
    readonly problem?: string;
    /** What belongs to no file (requirements and plan) included. */
    readonly total: Work;
    readonly files: readonly (Work & { readonly path: string })[];
  }[];
  readonly cost?: Costs;
}

/**
 * What a run will ask of its models, found by a dry run: the same agents on the same graph fill the
 * same prompts and take the same searches, but no model is asked. The author's texts are those of
 * the offline author and the scores are made up, so everything that depends on what a model writes
 * is an approximation: the length of answers, how often one is asked for again, what leaks.
 *
 * @throws HindcastError as `planRepositories`, CONFIG_INVALID, AGENT_MODULE, AGENT_IMPURE, and
 * CONFIG_INVALID where a plug-in's author or scorer would be asked
 */
export async function estimate(options: EstimateOptions): Promise<Estimate> {
  const { config, cwd = process.cwd() } = options;
  const { signal = new AbortController().signal } = options;
  const directory = await mkdtemp(path.join(tmpdir(), "hindcast-estimate-"));
  try {
    const actors = await loadActors({ modules: config.agents });
    for (const { role } of actors.services) refusePlugin(role);
    const store = new BlobStore(path.join(directory, BLOB_FOLDER));
    const sessions = await planRepositories(options.repositories, {
      cwd,
      signal,
      limits: config.files,
      sight: config.search.sight,
      filters: options.filters,
      packed: { put: (bytes) => store.put(bytes), get: (ref) => store.get(ref) },
      onLeftOut: options.onLeftOut,
    });
    const tally = new WorkTally();
    const { services: own, counted } = await servicesOf(options, actors, tally);
    const replaced = new Set(actors.services.map(({ role }) => role));
    const services = [...actors.services, ...own.filter(({ role }) => !replaced.has(role))];
    const bus = await EmbeddedBus.create(directory, {
      run: "estimate",
      logger: createLogger({ level: "silent" }),
    });
    for (const record of openingMessages("estimate", runOpened(config, actors, sessions))) {
      await bus.publish(record);
    }
    let ended = 0;
    const pathOf = new Map(sessions.map((plan) => [plan.session, plan.path]));
    const summary = await runSessions({
      bus,
      actors,
      services,
      sessions,
      config,
      directory,
      observe: ({ kind, session }) => {
        if (kind !== "session.finished" && kind !== "session.failed") return;
        ended += 1;
        options.onEnd?.(pathOf.get(session) ?? session, ended, sessions.length);
      },
      note: () => {},
      signal,
    });
    const repositories = summary.sessions.map(({ session, repository, ...end }) => ({
      repository,
      session,
      ...("reason" in end && end.reason !== undefined ? { problem: end.reason } : {}),
      total: tally.of(session),
      files: tally.files(session),
    }));
    const total = tally.total;
    const cost = options.prices && costsOf(total, options.prices);
    return { counted, total, repositories, ...(cost && { cost }) };
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

function refusePlugin(role: string): void {
  if (!["author", "scorer", "judge"].includes(role)) return;
  const detail = `a plug-in brings the ${role}, whose requests only it knows`;
  throw new HindcastError("CONFIG_INVALID", detail);
}

async function servicesOf(options: EstimateOptions, actors: ActorRegistry, tally: WorkTally) {
  const { config, env = process.env, answerTokens } = options;
  const file = options.tokenizer ?? config.scorer_options.tokenizer;
  const tokens = file === undefined ? ratioCount : await tokenizerCount(file);
  const countFor = (specs: readonly string[]): TokenCount =>
    specs.every((spec) => spec === "offline") ? byteCount : tokens;
  const author = authorMeter(options, actors, tokens, tally);
  const scorer = (role: "scorer" | "judge", specs: readonly string[]) =>
    scorerService(
      dryScorer(countFor(specs), config.scorer_options.context_tokens, (score) => {
        const { session, key } = parseAddress(score.asker);
        tally.add(session, key, {
          [role]: { requests: 1, tokens: score.tokens, reusable_tokens: score.reusable },
        });
      }),
      role,
    );
  const { judge } = config;
  return {
    counted: {
      author: tokens.method,
      answers:
        answerTokens === undefined
          ? "as long as the prompts allow: no model was asked"
          : `${answerTokens} tokens each, as given`,
      scorer: countFor(config.scorers).method,
    },
    services: [
      graphService(graphOptions(config, env)),
      author,
      scorer("scorer", config.scorers),
      ...(judge === undefined ? [] : [scorer("judge", [judge])]),
      // What a trajectory holds is checked as in a run, and then forgotten.
      recorderService(
        ({ session }) => Promise.resolve({ sha256: sha256(session), bytes: 0, steps: 0 }),
        graphOptions(config, env),
      ),
    ],
  };
}

function authorMeter(
  { config, env = process.env, answerTokens }: EstimateOptions,
  { prompts }: ActorRegistry,
  tokens: TokenCount,
  tally: WorkTally,
): ServiceDefinition {
  const prefixes = new PrefixMeter();
  return dryAuthor(
    authorOptions(config, env, prompts),
    async ({ session, path: file, messages, answer }) => {
      const { characters, reusable } = prefixes.add(messages);
      const counts = await Promise.all(messages.map(({ content }) => tokens.of(content)));
      const prompt = counts.reduce((sum, count) => sum + count, TEMPLATE);
      const answered = "text" in answer ? await tokens.of(answer.text) : answer.tokens;
      tally.add(session, file, {
        author: {
          requests: 1,
          prompt_tokens: prompt,
          reusable_tokens: (prompt * reusable) / characters,
          completion_tokens: answerTokens ?? answered,
        },
      });
    },
    answerTokens,
  );
}
