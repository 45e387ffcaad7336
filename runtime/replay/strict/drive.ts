import type { Draft, Envelope } from "../../../protocols/index.ts";
import { AgentCell, type StepFailure } from "../../host/index.ts";
import type { CellSettings, LoggedMailbox } from "./mailbox.ts";

/** One message that an agent handled by itself. */
export interface DrivenStep {
  readonly envelope: Envelope;
  readonly sent: readonly Draft[];
  readonly value: unknown;
  /** As it was right after the step. */
  readonly context: unknown;
  readonly failure: StepFailure | undefined;
}

export interface StrictFoldOptions {
  readonly settings: CellSettings;
  /** Messages in place of those that the mailbox holds, such as the same in another order. */
  readonly received?: readonly Envelope[];
  /** Makes whatever the agent gets, keeps and sends unchangeable. */
  readonly frozen?: boolean;
}

/** Gives an agent its messages, with no other agent in the process taking a turn. */
export function drive(mailbox: LoggedMailbox, options: StrictFoldOptions): DrivenStep[] {
  const { definition, spawn } = mailbox;
  const { settings, received = mailbox.received, frozen = false } = options;
  const seen = new WeakSet<object>();
  const keep = <T>(value: T): T => (frozen ? freeze(value, seen) : value);
  const first = keep(structuredClone(spawn));
  const cell = new AgentCell(definition, first, settings.behaviours, {
    ...settings.options,
    strict: frozen,
  });
  const steps: DrivenStep[] = [];
  const note = (envelope: Envelope, sent: readonly Draft[]): void => {
    const { value, context } = cell.state;
    cell.takeTexts();
    const failure = cell.failure;
    steps.push({ envelope, sent: keep(sent), value, context: keep(context), failure });
  };
  note(first, cell.start(first));
  for (const message of received) {
    if (cell.done) break;
    const envelope = keep(structuredClone(message));
    note(envelope, cell.receive(envelope));
  }
  return steps;
}

function freeze<T>(value: T, seen: WeakSet<object>): T {
  if (typeof value !== "object" || value === null || seen.has(value)) return value;
  seen.add(value);
  Object.freeze(value);
  for (const part of Object.values(value)) freeze(part, seen);
  return value;
}
