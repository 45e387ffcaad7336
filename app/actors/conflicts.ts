import { HindcastError, builtInSteps, stepKindOf, type StepKinds } from "../../protocols/index.ts";
import type { AgentDefinition, Plugin, ServiceDefinition } from "../../runtime/define/index.ts";

/** The roles that a plug-in defines. */
export function rolesIn({ agents, services }: Plugin): string[] {
  return [...agents, ...services].map(({ role }) => role);
}

/** Throws AGENT_MODULE where two plug-ins take one role, or one takes the recorder's. */
export function checkRoles(plugins: readonly Plugin[]): void {
  const owners = new Map<string, string>();
  for (const plugin of plugins) {
    for (const role of rolesIn(plugin)) {
      if (role === "recorder") {
        wrong(
          "a module defines the role recorder, which keeps the promises about the data; none may",
        );
      }
      claim(owners, plugin, role, `take the role ${role}`);
    }
  }
}

/** Notes whose a name is. Throws AGENT_MODULE where an earlier plug-in has it and no override is said. */
function claim(owners: Map<string, string>, plugin: Plugin, name: string, what: string): void {
  const other = owners.get(name);
  if (other !== undefined && !plugin.override.includes(name)) {
    wrong(
      `${other} and ${plugin.name} both ${what}; leave one out, or let the later one say ` +
        `override: [${JSON.stringify(name)}]`,
    );
  }
  owners.set(name, plugin.name);
}

/**
 * What plug-ins bring of one sort, by name. Throws AGENT_MODULE for a name that is built in, and for
 * one that two plug-ins bring.
 *
 * @param sort what it is, for the error
 */
export function byName<T extends { readonly name: string }>(
  sort: string,
  plugins: readonly Plugin[],
  of: (plugin: Plugin) => readonly T[],
  builtIn: readonly string[],
): Record<string, T> {
  const found: Record<string, T> = {};
  const owners = new Map<string, string>();
  for (const plugin of plugins) {
    for (const item of of(plugin)) {
      const { name } = item;
      if (builtIn.includes(name)) {
        wrong(`the plug-in ${plugin.name} brings the ${sort} ${name}, which is built in`);
      }
      claim(owners, plugin, name, `bring the ${sort} ${name}`);
      found[name] = item;
    }
  }
  return found;
}

/** A service may always fail, and an agent that does not accept that would end with it. */
export function checkFailuresHeard(
  agents: readonly AgentDefinition[],
  services: readonly ServiceDefinition[],
): void {
  for (const { role, sends, accepts } of agents) {
    if ("service.failed" in accepts) continue;
    for (const service of services) {
      const kind = Object.keys(sends).find((each) => each in service.accepts);
      if (kind === undefined) continue;
      wrong(`role ${role}, asks ${service.role} (${kind}) and does not accept service.failed`);
    }
  }
}

/** Throws AGENT_MODULE where two plug-ins, or a plug-in and the built-in agents, disagree on a kind. */
export function stepKinds(
  sources: readonly { readonly name: string; readonly steps: StepKinds }[],
): StepKinds {
  const declared: Record<string, StepKinds[string]> = {};
  for (const { name, steps } of sources) {
    for (const [purpose, kind] of Object.entries(steps)) {
      const known = stepKindOf(purpose, declared);
      if (known && known.trained !== kind.trained) {
        wrong(`${name} declares the step ${purpose} otherwise than it is known`);
      }
      if (!Object.hasOwn(builtInSteps, purpose)) declared[purpose] = kind;
    }
  }
  return declared;
}

export function wrong(detail: string): never {
  throw new HindcastError("AGENT_MODULE", detail);
}
