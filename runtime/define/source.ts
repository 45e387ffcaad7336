import { hashOf } from "../../protocols/index.ts";
import type { AgentDefinition } from "./agent.ts";
import type { AgentExtension } from "./extend.ts";
import type { Plugin } from "./plugin.ts";
import type { ServiceDefinition } from "./service.ts";

type Definition = AgentDefinition | ServiceDefinition | AgentExtension | Plugin;

/** A definition whose behaviour also covers the source that it comes from, by its hash. */
export function withSource<D extends Definition>(definition: D, source: string): D;
export function withSource(definition: Definition, source: string): Definition {
  switch (definition.type) {
    case "plugin": {
      const { agents, services, extensions, scorers, authors } = definition;
      return {
        ...definition,
        source,
        agents: agents.map((agent) => withSource(agent, source)),
        services: services.map((service) => withSource(service, source)),
        extensions: extensions.map((extension) => withSource(extension, source)),
        scorers: scorers.map((scorer) => ({ ...scorer, ...hashedWith(scorer, source) })),
        authors: authors.map((author) => ({ ...author, ...hashedWith(author, source) })),
      };
    }
    case "extension":
      return { ...definition, apply: (agent) => withSource(definition.apply(agent), source) };
    case "agent":
    case "service":
      return { ...definition, ...hashedWith(definition, source) };
  }
}

function hashedWith({ behaviour }: { readonly behaviour: string }, source: string) {
  return { behaviour: hashOf([behaviour, source]).slice(0, 16) };
}
