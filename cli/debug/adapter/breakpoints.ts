import type { DebugProtocol } from "@vscode/debugprotocol";
import * as z from "zod";
import {
  hasChanged,
  holds,
  parseCondition,
  parseField,
  type Condition,
  type Moment,
} from "../../../app/debug/index.ts";
import type { IndexedLog } from "../../../app/log/index.ts";
import { HindcastError, isHindcastError, parseAddress } from "../../../protocols/index.ts";
import { isAt, lineOfBreakpoint, type DocumentName, type MachineDocuments } from "./documents.ts";

/** Why a breakpoint stops, in words of the protocol. */
type StopReason = "breakpoint" | "function breakpoint" | "data breakpoint" | "exception";

/** A place to stop at. */
export interface StopPoint {
  readonly id: number;
  readonly reason: StopReason;
  /** What a client shows beside the reason. */
  readonly text: string;
  readonly matches: (moment: Moment) => boolean;
}

/** One place that a client wants to stop at. */
export interface Wanted {
  readonly condition?: string | undefined;
}

const DataId = z.object({ agent: z.string().optional(), field: z.string() });

/** Where a log is to stop. A client sets each group as a whole. */
export class Breakpoints {
  readonly #index: IndexedLog;
  readonly #documents: MachineDocuments;
  readonly #groups = new Map<string, readonly StopPoint[]>();
  readonly #diverging: ReadonlySet<number>;
  #last = 0;

  constructor(index: IndexedLog, documents: MachineDocuments) {
    this.#index = index;
    this.#documents = documents;
    this.#diverging = new Set(index.report.divergences.map(({ seq }) => seq));
  }

  /** What stops at a moment; nothing, mostly. */
  hitsAt(moment: Moment): StopPoint[] {
    return [...this.#groups.values()].flatMap((points) =>
      points.filter((point) => point.matches(moment)),
    );
  }

  /** Breakpoints in the lines of a machine, from 0; answers with the lines where they are, from 0. */
  setLines(
    name: DocumentName,
    wanted: readonly (Wanted & { readonly line: number })[],
  ): DebugProtocol.Breakpoint[] {
    let document: ReturnType<MachineDocuments["named"]> | undefined;
    const found = this.#set(
      `lines of ${name.name ?? name.path ?? name.sourceReference}`,
      wanted,
      (each) => {
        document ??= this.#documents.named(name);
        const at = lineOfBreakpoint(document, each.line);
        const line = at === undefined ? undefined : document.lines[at];
        if (!line)
          throw new HindcastError("USAGE", `the document ends before line ${each.line + 1}`);
        const whole = document;
        return {
          reason: "breakpoint",
          text: `${whole.role}: ${line.text.trim()}`,
          matches: (moment) => isAt(whole, line, moment),
          at,
        };
      },
    );
    return found.map(({ at, ...breakpoint }) => ({
      ...breakpoint,
      ...(document && at !== undefined ? { line: at, source: document.source } : {}),
    }));
  }

  /** Breakpoints on a kind of message, a role, an agent, or where a condition holds. */
  setNames(wanted: readonly (Wanted & { readonly name: string })[]): DebugProtocol.Breakpoint[] {
    return this.#set("names", wanted, ({ name }) => ({
      reason: "function breakpoint",
      text: name,
      matches: this.#matcherOf(name.trim()),
    }));
  }

  /** Conditions of the launch; they stay. Throws USAGE for one that cannot be read. */
  setConditions(conditions: readonly string[]): void {
    for (const text of conditions) this.#matcherOf(text.trim());
    this.#set("launch", conditions, (text) => ({
      reason: "function breakpoint",
      text,
      matches: this.#matcherOf(text.trim()),
    }));
  }

  /** Breakpoints where a field of one agent, or of any, gets another value. */
  setFields(wanted: readonly (Wanted & { readonly dataId: string })[]): DebugProtocol.Breakpoint[] {
    return this.#set("fields", wanted, ({ dataId }) => {
      const { agent, field } = readDataId(dataId);
      const path = parseField(field);
      return {
        reason: "data breakpoint",
        text: agent === undefined ? field : `${field} of ${agent}`,
        matches: (moment) =>
          (agent === undefined || moment.step?.agent === agent) && hasChanged(path, moment),
      };
    });
  }

  /** Stops where today's agents send something else than the log, and where they throw. */
  setExceptions(
    wanted: readonly (Wanted & { readonly filterId: string })[],
  ): DebugProtocol.Breakpoint[] {
    return this.#set("exceptions", wanted, ({ filterId }) => {
      if (filterId !== "divergence" && filterId !== "error") {
        const names = "divergence and error";
        throw new HindcastError(
          "USAGE",
          `there is no filter ${JSON.stringify(filterId)}, but ${names}`,
        );
      }
      return {
        reason: "exception",
        text: filterId,
        matches: ({ message, step }) =>
          filterId === "error" ? step?.error !== undefined : this.#diverging.has(message.seq),
      };
    });
  }

  #set<W extends Wanted | string>(
    group: string,
    wanted: readonly W[],
    pointOf: (one: W) => Omit<StopPoint, "id"> & { readonly at?: number | undefined },
  ): (DebugProtocol.Breakpoint & { readonly at?: number | undefined })[] {
    const points: StopPoint[] = [];
    const answers = wanted.map((one) => {
      this.#last += 1;
      const id = this.#last;
      try {
        const { at, matches, ...point } = pointOf(one);
        const condition = conditionOf(one);
        points.push({
          ...point,
          id,
          matches: (moment) => matches(moment) && (!condition || holds(condition, moment)),
        });
        return { id, verified: true, at };
      } catch (error) {
        if (!isHindcastError(error)) throw error;
        return { id, verified: false, message: error.detail };
      }
    });
    this.#groups.set(group, points);
    return answers;
  }

  /** Throws USAGE for what is nothing in this log, and no condition. */
  #matcherOf(name: string): StopPoint["matches"] {
    const { messages, steps } = this.#index;
    if (messages.kinds.includes(name)) return ({ message }) => message.kind === name;
    const agents = new Set(
      steps.agents.filter((agent) => {
        return agent === name || agent.endsWith(`/${name}`) || parseAddress(agent).role === name;
      }),
    );
    if (agents.size > 0) return ({ step }) => step !== undefined && agents.has(step.agent);
    try {
      const condition = parseCondition(name);
      return (moment) => holds(condition, moment);
    } catch (error) {
      if (!isHindcastError(error)) throw error;
      const none = "no kind of message, role or agent of this log has this name";
      throw new HindcastError("USAGE", `${none}, and it is no condition: ${error.detail}`);
    }
  }
}

function conditionOf(wanted: Wanted | string): Condition | undefined {
  const text = typeof wanted === "string" ? undefined : wanted.condition?.trim();
  return text ? parseCondition(text) : undefined;
}

/** The id of a breakpoint on a field; it means the same in every session. */
export function dataIdOf(agent: string | undefined, field: string): string {
  return JSON.stringify({ ...(agent === undefined ? {} : { agent }), field });
}

function readDataId(dataId: string): z.output<typeof DataId> {
  try {
    return DataId.parse(JSON.parse(dataId));
  } catch {
    throw new HindcastError("USAGE", `${JSON.stringify(dataId)} names no field of an agent`);
  }
}
