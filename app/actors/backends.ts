import { authorService } from "../../agents/author/index.ts";
import {
  AUTHOR_FORMS,
  SCORER_FORMS,
  parseSpec,
  schemeOf,
  type SpecForm,
} from "../../model-servers/index.ts";
import {
  HindcastError,
  isHindcastError,
  reasonOf,
  type AuthorBackend,
  type ScorerBackend,
} from "../../protocols/index.ts";
import type { Config } from "../../runtime/config/index.ts";
import type { DefinedBackend, ServiceDefinition } from "../../runtime/define/index.ts";
import { scorerService } from "../../scoring/scorer/index.ts";
import type { ActorRegistry } from "./registry.ts";

type Backends = Pick<ActorRegistry, "authors" | "scorers">;
type Specs = Pick<Config, "author" | "scorers" | "judge">;

/** An author, a scorer or a judge that a plug-in brings, as a configuration names it. */
interface ChosenBackend<B> {
  readonly spec: string;
  readonly behaviour: string;
  /** Throws CONFIG_INVALID when it cannot be made. */
  readonly create: () => B;
  /** The role, played by the backend. Throws like `create`. */
  readonly service: () => ServiceDefinition;
}

/** What a configuration names of what plug-ins bring, by role. */
export interface ChosenBackends {
  readonly author?: ChosenBackend<AuthorBackend>;
  readonly scorer?: ChosenBackend<ScorerBackend>;
  readonly judge?: ChosenBackend<ScorerBackend>;
}

/**
 * What a configuration names of what plug-ins bring. Throws CONFIG_INVALID for a plug-in's scorer
 * beside another one, since their numbers cannot be compared.
 */
export function chosenBackends(
  { authors, scorers }: Backends,
  { author, scorers: specs, judge }: Specs,
): ChosenBackends {
  const plugged = specs.find((spec) => Object.hasOwn(scorers, schemeOf(spec)));
  if (plugged !== undefined && specs.length > 1) {
    throw new HindcastError(
      "CONFIG_INVALID",
      `scorers: ${plugged} is a plug-in's, whose numbers cannot be compared with those of ` +
        `another; name it alone`,
    );
  }
  const writes = chosen(author, authors, authorService);
  const scores = chosen(plugged, scorers, (backend) => scorerService(backend));
  const judges = chosen(judge, scorers, (backend) => scorerService(backend, "judge"));
  return {
    ...(writes && { author: writes }),
    ...(scores && { scorer: scores }),
    ...(judges && { judge: judges }),
  };
}

function chosen<B>(
  spec: string | undefined,
  backends: Readonly<Record<string, DefinedBackend<B>>>,
  service: (backend: B) => ServiceDefinition,
): ChosenBackend<B> | undefined {
  const name = schemeOf(spec ?? "");
  const backend = Object.hasOwn(backends, name) ? backends[name] : undefined;
  if (spec === undefined || !backend) return undefined;
  const create = (): B => make(backend, spec);
  return { spec, behaviour: backend.behaviour, create, service: () => service(create()) };
}

function make<B>({ name, create }: DefinedBackend<B>, spec: string): B {
  try {
    return create(spec.slice(name.length + 1));
  } catch (error) {
    if (isHindcastError(error)) throw error;
    throw new HindcastError("CONFIG_INVALID", `${spec}: ${reasonOf(error)}`, { cause: error });
  }
}

/** Throws CONFIG_INVALID for a SPEC that neither this version nor a plug-in understands. */
export function checkSpecs({ authors, scorers }: Backends, { author, ...specs }: Specs): void {
  const { scorers: scored, judge } = specs;
  parseSpec(author, withNames(AUTHOR_FORMS, authors));
  for (const spec of [...scored, ...(judge === undefined ? [] : [judge])]) {
    parseSpec(spec, withNames(SCORER_FORMS, scorers));
  }
}

function withNames(
  forms: readonly SpecForm[],
  named: Readonly<Record<string, unknown>>,
): readonly SpecForm[] {
  return [...forms, ...Object.keys(named).map((scheme) => ({ scheme, argument: "..." }))];
}

/**
 * The actors of a run: the behaviours are also those of the author, the scorer and the judge that
 * plug-ins bring and the configuration names.
 */
export function configured(actors: ActorRegistry, config: Specs): ActorRegistry {
  const inUse = Object.entries(chosenBackends(actors, config)) as [string, { behaviour: string }][];
  const behaviours = Object.fromEntries(inUse.map(([role, { behaviour }]) => [role, behaviour]));
  return { ...actors, behaviours: { ...behaviours, ...actors.behaviours } };
}
