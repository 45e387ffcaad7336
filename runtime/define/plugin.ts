import {
  HindcastError,
  type AuthorBackend,
  type Json,
  type ScorerBackend,
  type StepKinds,
  type Strategy,
} from "../../protocols/index.ts";
import type { AgentDefinition } from "./agent.ts";
import { backendHash } from "./behaviour.ts";
import type { AgentExtension } from "./extend.ts";
import type { ServiceDefinition } from "./service.ts";

/** An author or a scorer that a SPEC names: `NAME` or `NAME:ARGUMENT`. */
export interface NamedBackend<B> {
  /** Lower-case name, the scheme of its SPECs. */
  readonly name: string;
  /** Changed by hand when what `create` calls changes what the backend says. */
  readonly version?: string;
  /**
   * Makes the backend for one run. It sends nothing before it is asked. Secrets come from the
   * environment, since SPECs are recorded in logs and trajectories.
   *
   * @param argument what follows the name in the SPEC; empty when nothing does
   */
  readonly create: (argument: string) => B;
}

/** A {@link NamedBackend} with the hash of its behaviour. */
export interface DefinedBackend<B> extends NamedBackend<B> {
  readonly behaviour: string;
}

/** Prompts for the `openai` author; `prompts` of a configuration names them. */
export interface NamedPrompts {
  /** Lower-case name. */
  readonly name: string;
  /** Absolute path of a directory of Markdown files that replace the built-in ones of their names. */
  readonly directory: string;
}

/** Everything that one module adds to Hindcast. */
export interface Plugin {
  readonly type: "plugin";
  readonly name: string;
  readonly agents: readonly AgentDefinition[];
  readonly services: readonly ServiceDefinition[];
  readonly extensions: readonly AgentExtension[];
  /** Search strategies, for `--search NAME`. */
  readonly strategies: readonly Strategy<Json>[];
  /** For `--scorer NAME:ARGUMENT` and `--judge`. */
  readonly scorers: readonly DefinedBackend<ScorerBackend>[];
  /** For `--author NAME:ARGUMENT`. */
  readonly authors: readonly DefinedBackend<AuthorBackend>[];
  readonly prompts: readonly NamedPrompts[];
  readonly steps: StepKinds;
  /** Hash of the module that it comes from; absent for one of the calling program. */
  readonly source?: string;
  /** Roles and names that it takes from another plug-in on purpose. */
  readonly override: readonly string[];
}

export interface PluginOptions {
  /** Lower-case name, for errors and lists. */
  readonly name: string;
  /** Agents; one of a built-in role replaces the built-in agent. */
  readonly agents?: readonly AgentDefinition[];
  /** Services; one of a built-in role replaces the built-in service, whatever its SPEC says. */
  readonly services?: readonly ServiceDefinition[];
  /** Changes to agents that others define, built-in or not. */
  readonly extensions?: readonly AgentExtension[];
  readonly strategies?: readonly Strategy<never>[];
  /** Likelihood models. What they are asked has passed the guards; what they say is not believed. */
  readonly scorers?: readonly NamedBackend<ScorerBackend>[];
  readonly authors?: readonly NamedBackend<AuthorBackend>[];
  readonly prompts?: readonly NamedPrompts[];
  /** Kinds of thought that its agents add. */
  readonly steps?: StepKinds;
  /** Roles and names that it takes though another plug-in takes them too. */
  readonly override?: readonly string[];
}

const NAME = /^[a-z][a-z0-9-]*$/;

/** A plug-in that adds nothing, to begin with. */
export function emptyPlugin(name: string): Plugin {
  return {
    type: "plugin",
    name,
    agents: [],
    services: [],
    extensions: [],
    strategies: [],
    scorers: [],
    authors: [],
    prompts: [],
    steps: {},
    override: [],
  };
}

/** Defines a plug-in. Throws AGENT_MODULE for a wrong name or one that adds nothing. */
export function definePlugin(options: PluginOptions): Plugin {
  const { name, strategies = [], scorers = [], authors = [], ...rest } = options;
  const { agents = [], services = [], extensions = [], prompts = [] } = rest;
  const named = [...scorers, ...authors, ...prompts];
  const wrong = [name, ...named.map((each) => each.name)].find((each) => !NAME.test(each));
  if (wrong !== undefined) {
    const what = wrong === name ? "a plug-in" : `what the plug-in ${name} brings`;
    throw new HindcastError("AGENT_MODULE", `${what} cannot be called ${JSON.stringify(wrong)}`);
  }
  const parts = [agents, services, extensions, strategies, named];
  if (parts.every((part) => part.length === 0)) {
    throw new HindcastError("AGENT_MODULE", `the plug-in ${name} adds nothing`);
  }
  return {
    ...emptyPlugin(name),
    ...rest,
    // A strategy's own state is known to itself alone; it goes through the log as JSON.
    strategies: strategies as readonly Strategy<unknown>[] as readonly Strategy<Json>[],
    scorers: scorers.map((each) => ({ ...each, behaviour: backendHash(each) })),
    authors: authors.map((each) => ({ ...each, behaviour: backendHash(each) })),
  };
}
