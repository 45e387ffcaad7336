import { parseAddress, type Envelope } from "../../../protocols/index.ts";
import type { IndexedLog } from "../steps.ts";

/** An event as `@statelyai/inspect` 0.7 sends it to its inspector. */
export interface InspectEvent {
  readonly type: "@xstate.actor" | "@xstate.event" | "@xstate.snapshot";
  readonly id: string;
  readonly _version: string;
  readonly createdAt: string;
  /** Address of the agent. */
  readonly sessionId: string;
  readonly rootId: string;
  readonly name?: string;
  readonly parentId?: string;
  readonly sourceId?: string;
  /** JSON of the machine's configuration, without its functions. */
  readonly definition?: string;
  readonly event?: { readonly type: string; readonly body: unknown };
  readonly snapshot?: {
    readonly status: string;
    readonly value: unknown;
    readonly context: unknown;
  };
}

/** The steps of agents as events of the Stately inspector: starts, messages and snapshots. */
export function inspectEvents(
  { steps, actors }: Pick<IndexedLog, "steps" | "actors">,
  shown: readonly Envelope[],
): InspectEvent[] {
  const machines = new Map(actors.agents.map(({ role, machine }) => [role, machine]));
  return shown.flatMap((envelope): InspectEvent[] => {
    const step = steps.at(envelope.seq);
    if (!step) return [];
    const { agent, before, after } = step;
    const { seq, time, from, kind, body, session } = envelope;
    const about = {
      id: String(seq),
      _version: "0.7.2",
      createdAt: String(time),
      sessionId: agent,
      rootId: steps.agents.find((address) => address.startsWith(`${session}/`)) ?? agent,
    };
    const { value, context } = after;
    const machine = machines.get(parseAddress(agent).role);
    const isFinal = typeof value === "string" && machine?.states[value]?.type === "final";
    const status = after.failed ? "error" : isFinal ? "done" : "active";
    const snapshot = { status, value, context };
    const event = { type: kind, body };
    const definition = JSON.stringify(machine?.config ?? {});
    const start: InspectEvent[] = before
      ? []
      : [{ ...about, type: "@xstate.actor", name: agent, parentId: from, definition, snapshot }];
    return [
      ...start,
      { ...about, type: "@xstate.event", sourceId: from, event },
      { ...about, type: "@xstate.snapshot", event, snapshot },
    ];
  });
}
