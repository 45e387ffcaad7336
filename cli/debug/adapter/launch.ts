import path from "node:path";
import * as z from "zod";
import { indexLog, type IndexedLog } from "../../../app/log/index.ts";
import { HindcastError } from "../../../protocols/index.ts";
import { moduleName } from "../../../runtime/config/index.ts";
import type { CommandIo } from "../../output/index.ts";
import { readArguments } from "./requests/index.ts";

/** What the command line gives for launches that do not say otherwise. */
export interface LaunchDefaults {
  /** Path of the log as it was typed. */
  readonly log: string | undefined;
  readonly at: number | undefined;
  readonly agents: readonly string[];
  readonly trust: boolean;
}

const LaunchArguments = z.object({
  log: z.string().min(1).optional(),
  at: z.int().min(1).optional(),
  agents: z.array(z.string()).optional(),
  trust: z.boolean().optional(),
  stopOnEntry: z.boolean().default(true),
  breakpoints: z.array(z.string()).default([]),
});

/** A launch that was understood: which log, and where to begin in it. */
export interface Launch {
  readonly at: number;
  readonly stopOnEntry: boolean;
  /** Breakpoints as texts, for clients that have no place to type them. */
  readonly breakpoints: readonly string[];
  /** Reads and folds the log. */
  open(): Promise<IndexedLog>;
}

/** Reads the arguments of a launch. Throws USAGE. */
export function readLaunch(given: unknown, defaults: LaunchDefaults, io: CommandIo): Launch {
  const { at, stopOnEntry, breakpoints, ...args } = readArguments(LaunchArguments, given);
  const log = args.log ?? defaults.log;
  if (log === undefined) {
    const how = "`log` of the launch, or an argument of `hindcast debug`";
    throw new HindcastError("USAGE", `no log is named: ${how}`);
  }
  const modules = (args.agents ?? defaults.agents).map((module) => moduleName(module, io.cwd));
  const trust = args.trust ?? defaults.trust;
  return {
    at: at ?? defaults.at ?? 1,
    stopOnEntry,
    breakpoints,
    open: () => indexLog({ log: path.resolve(io.cwd, log), modules, trust, env: io.env }),
  };
}

/** What a client is told about a log once it was read. */
export function describeLog({ messages, report, torn }: IndexedLog): string {
  const { divergences, more, agents } = report;
  const count = divergences.length + more;
  const lines = [`${messages.last} messages, ${agents} agents folded: ${count} divergences`];
  if (torn) {
    const where = `the last ${torn.bytes} bytes, from byte ${torn.offset}`;
    lines.push(`torn: ${where}, are no whole message: the log was cut short or changed there`);
  }
  return `${lines.join("\n")}\n`;
}
