import type { Logger } from "pino";
import { createAuthor } from "../../agents/author/index.ts";
import { graphService } from "../../agents/graph/index.ts";
import { keepAsBlob, recorderService, type Keeper } from "../../agents/recorder/index.ts";
import type { Config } from "../../runtime/config/index.ts";
import type { ServiceDefinition } from "../../runtime/define/index.ts";
import {
  createJudge,
  createScorer,
  scorerService,
  type ScorerOptions,
} from "../../scoring/scorer/index.ts";
import { endpointLog } from "./endpoint-log.ts";
import type { Roster } from "./roster.ts";
import { authorOptions, graphOptions, scorerOptions } from "./settings.ts";

export interface ServiceContext {
  readonly config: Config;
  /** What becomes of finished trajectories. */
  readonly keep: Keeper;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Hears of scoring servers that come and go. */
  readonly logger?: Logger;
  /** Roles to make; all when absent. */
  readonly roles?: (role: string) => boolean;
}

/** The built-in services, except where the roster brings its own. */
export function createServices(roster: Roster, context: ServiceContext): ServiceDefinition[] {
  const { roles = () => true } = context;
  const makers = makersOf(context);
  const builtIn = Object.entries(makers).filter(([role]) => !brings(roster, role) && roles(role));
  const brought = roster.services.filter(({ role }) => roles(role));
  return [...brought, ...builtIn.map(([, make]) => make())];
}

/** The roles of all services that a run with this configuration asks. */
export function serviceRoles(roster: Roster, config: Config): string[] {
  const makers = makersOf({ config, keep: keepAsBlob(), env: {} });
  return [...new Set([...Object.keys(makers), ...roster.services.map(({ role }) => role)])];
}

function brings(roster: Roster, wanted: string): boolean {
  return roster.services.some(({ role }) => role === wanted);
}

function makersOf({
  config,
  keep,
  env,
  logger,
}: ServiceContext): Readonly<Record<string, () => ServiceDefinition>> {
  const { judge } = config;
  const scorers = (): ScorerOptions => ({
    ...scorerOptions(config, env),
    ...(logger === undefined ? {} : { onChange: endpointLog(logger) }),
  });
  return {
    graph: () => graphService(graphOptions(config, env)),
    author: () => createAuthor(config.author, authorOptions(config, env)),
    scorer: () => scorerService(createScorer(config.scorers, scorers())),
    recorder: () => recorderService(keep, graphOptions(config, env)),
    ...(judge === undefined
      ? {}
      : { judge: () => scorerService(createJudge(judge, scorers()), "judge") }),
  };
}
