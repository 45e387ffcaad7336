import type { AnyStateMachine } from "xstate";
import { hashOf, type MessageTable } from "../../protocols/index.ts";

/**
 * Hash of what a machine does: its configuration and implementations, functions by their source.
 * Functions that these call are not part of it; a behaviour that relies on changing helpers
 * should carry a version.
 */
export function behaviourHash(machine: AnyStateMachine, version: string): string {
  const { actions, guards, actors, delays } = machine.implementations;
  return hashOf({
    version,
    config: describe(machine.config),
    implementations: describe({ actions, guards, actors, delays }),
  }).slice(0, 16);
}

/**
 * Hash of what a service of a module does: what it accepts and sends, and how it handles requests,
 * by the source. As with a machine, what that calls is not part of it.
 */
export function serviceHash(service: {
  readonly accepts: MessageTable;
  readonly sends: MessageTable;
  readonly handle: unknown;
  readonly version?: string;
}): string {
  const { accepts, sends, handle, version = "" } = service;
  const kinds = { accepts: Object.keys(accepts).sort(), sends: Object.keys(sends).sort() };
  return hashOf({ version, ...kinds, handle: describe(handle) }).slice(0, 16);
}

/** Hash of what an author or a scorer of a plug-in is, by the source of what makes it. */
export function backendHash(backend: {
  readonly name: string;
  readonly create: unknown;
  readonly version?: string;
}): string {
  const { name, create, version = "" } = backend;
  return hashOf({ name, version, create: describe(create) }).slice(0, 16);
}

/** Source of a function and of its own properties, for behaviour hashes. */
export function describeSource(value: unknown): unknown {
  return describe(value);
}

function describe(value: unknown, seen: readonly unknown[] = []): unknown {
  if (typeof value === "function") {
    const own = Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, describe(item, [...seen, value])]),
    );
    return { source: value.toString(), ...own };
  }
  if (value === null || typeof value !== "object") return value ?? null;
  if (seen.includes(value)) return "cycle";
  if (Array.isArray(value)) return value.map((item) => describe(item, [...seen, value]));
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, describe(item, [...seen, value])]),
  );
}
