import { createAuthor } from "../../agents/author/index.ts";
import { graphService } from "../../agents/graph/index.ts";
import { recorderService, type Keeper } from "../../agents/recorder/index.ts";
import type { Config } from "../../runtime/config/index.ts";
import type { ServiceDefinition } from "../../runtime/define/index.ts";
import { createScorer, scorerService } from "../../scoring/scorer/index.ts";
import type { Roster } from "./roster.ts";
import { authorOptions } from "./settings.ts";

export interface ServiceContext {
  readonly config: Config;
  /** What becomes of finished trajectories. */
  readonly keep: Keeper;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** The built-in services, except where the roster brings its own. */
export function createServices(roster: Roster, context: ServiceContext): ServiceDefinition[] {
  const { config, keep, env } = context;
  const makers: Readonly<Record<string, () => ServiceDefinition>> = {
    graph: () => graphService(),
    author: () => createAuthor(config.author, authorOptions(config, env)),
    scorer: () => scorerService(createScorer(config.scorers)),
    recorder: () => recorderService(keep),
  };
  const replaced = new Set(roster.services.map(({ role }) => role));
  const builtIn = Object.entries(makers).filter(([role]) => !replaced.has(role));
  return [...roster.services, ...builtIn.map(([, make]) => make())];
}
