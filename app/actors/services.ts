import type { Logger } from "pino";
import { createAuthor } from "../../agents/author/index.ts";
import { graphService } from "../../agents/graph/index.ts";
import { recorderService, type TrajectoryStore } from "../../agents/recorder/index.ts";
import type { SourceRules } from "../../graph/index.ts";
import type { Config } from "../../runtime/config/index.ts";
import type { ServiceDefinition } from "../../runtime/define/index.ts";
import {
  createJudge,
  createScorer,
  scorerService,
  type RecordedModel,
  type ScorerOptions,
} from "../../scoring/scorer/index.ts";
import { chosenBackends } from "./backends.ts";
import { endpointLog } from "./endpoint-log.ts";
import { authorOptions, graphOptions, scorerOptions } from "./options.ts";
import type { ActorRegistry } from "./registry.ts";

export interface ServiceContext {
  readonly config: Config;
  /** Stores finished trajectories. */
  readonly keep: TrajectoryStore;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Receives a line when a scoring server becomes unusable or usable again. */
  readonly logger?: Logger;
  /** Called with the pool of the scorer's servers, where it has any. */
  readonly onPool?: ScorerOptions["onPool"];
  /** Where repositories may come from that others name; anywhere when absent. */
  readonly rules?: SourceRules;
  /** The models with which the run was scored so far, by role. */
  readonly expected?: Readonly<Partial<Record<"scorer" | "judge", RecordedModel>>>;
  /** Selects the roles to create; all when absent. */
  readonly roles?: (role: string) => boolean;
}

/**
 * Creates the services of a run: those of plug-ins, and the built-in ones for the other roles.
 *
 * @throws HindcastError for a wrong SPEC or prompt
 */
export function createServices(
  actors: ActorRegistry,
  context: ServiceContext,
): ServiceDefinition[] {
  const { config, roles = () => true } = context;
  const fromPlugIns = actors.services.filter(({ role }) => roles(role));
  const { author, scorer, judge } = chosenBackends(actors, config);
  const factories = {
    ...builtIn(context, actors),
    ...(author && { author: author.service }),
    ...(scorer && { scorer: scorer.service }),
    ...(judge && { judge: judge.service }),
  };
  const replaced = new Set(actors.services.map(({ role }) => role));
  const others = Object.entries(factories).filter(([role]) => !replaced.has(role) && roles(role));
  return [...fromPlugIns, ...others.map(([, create]) => create())];
}

/** The roles of all services that a run with this configuration needs. */
export function serviceRoles(actors: Pick<ActorRegistry, "services">, config: Config): string[] {
  const judged = config.judge === undefined ? [] : ["judge"];
  const own = actors.services.map(({ role }) => role);
  return [...new Set(["graph", "author", "scorer", "recorder", ...judged, ...own])];
}

function builtIn(
  { config, keep, env, logger, rules, expected = {}, onPool }: ServiceContext,
  { prompts }: Pick<ActorRegistry, "prompts">,
): Readonly<Record<string, () => ServiceDefinition>> {
  const { judge } = config;
  const scorers = (model: RecordedModel | undefined): ScorerOptions => ({
    ...(model && { expected: model }),
    ...scorerOptions(config, env),
    ...(logger === undefined ? {} : { onChange: endpointLog(logger) }),
  });
  return {
    graph: () => graphService({ ...graphOptions(config, env), ...(rules && { rules }) }),
    author: () => createAuthor(config.author, authorOptions(config, env, prompts)),
    scorer: () => {
      const options = { ...scorers(expected.scorer), ...(onPool && { onPool }) };
      return scorerService(createScorer(config.scorers, options));
    },
    recorder: () => recorderService(keep, graphOptions(config, env)),
    ...(judge === undefined
      ? {}
      : { judge: () => scorerService(createJudge(judge, scorers(expected.judge)), "judge") }),
  };
}
