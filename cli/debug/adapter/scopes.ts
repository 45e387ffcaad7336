import type { DebugProtocol } from "@vscode/debugprotocol";
import {
  isWithin,
  momentAt,
  shortAddress,
  statesOf,
  stateNames,
} from "../../../app/debug/index.ts";
import { describeStep, type IndexedLog } from "../../../app/log/index.ts";
import { HindcastError, parseAddress, type Envelope } from "../../../protocols/index.ts";
import type { Step } from "../../../runtime/replay/index.ts";
import { glanceAt } from "./values.ts";
import { Listing, type NamedValue, type Shown, type VariableStore } from "./variables.ts";

/** What there is to see at a position: of a message that no agent handled, the message alone. */
export function scopesAt(
  index: IndexedLog,
  store: VariableStore,
  seq: number,
): DebugProtocol.Scope[] {
  const moment = momentAt(index, seq);
  if (!moment) throw new HindcastError("USAGE", `there is no frame ${seq}`);
  const { message, step } = moment;
  const about = new Listing(messageEntries(index, message));
  if (!step) return [scope(store, "Message", { value: about }, "arguments")];
  const { before, after, agent, sent } = step;
  const context: Shown = {
    value: after.context,
    before: before && { value: before.context },
    expression: "context",
    agent,
  };
  return [
    scope(store, "Context", context, "locals"),
    scope(store, "Changes", { value: new Listing(changeEntries(index, message)) }),
    scope(store, "Message", { value: about }, "arguments"),
    scope(store, "Sent", { value: new Listing(sent.map((draft) => sentEntry(index, draft))) }),
    scope(store, "State", { value: new Listing(stateEntries(index, step)) }),
  ];
}

function scope(
  store: VariableStore,
  name: string,
  shown: Shown,
  presentationHint?: string,
): DebugProtocol.Scope {
  const hint = presentationHint === undefined ? {} : { presentationHint };
  return { name, ...hint, ...store.referTo(shown), expensive: false };
}

function messageEntries({ messages }: IndexedLog, message: Envelope): NamedValue[] {
  const { seq, id, kind, from, to, cause, session, time, body } = message;
  const request = messages.requestOf(message);
  const answer = messages.answerOf(message);
  const fields = { seq, id, kind, from, to, cause, session, time, body };
  return [
    ...Object.entries(fields).map(([name, value]) => ({ name, value, expression: name })),
    ...(request ? [{ name: "answers", value: request.seq }] : []),
    ...(answer ? [{ name: "answered by", value: answer.seq }] : []),
    ...(messages.isVoid(seq) ? [{ name: "void", value: true }] : []),
  ];
}

/** The patch that the step makes of the context. */
function changeEntries(index: IndexedLog, message: Envelope): NamedValue[] {
  return describeStep(index, message).patch.map(({ op, path, value, old }) => {
    const shown = op === "remove" ? old : value;
    const was = op === "replace" ? `${glanceAt(old)} -> ` : "";
    return {
      name: path === "" ? "/" : path,
      value: shown,
      text: `${op}  ${was}${glanceAt(shown)}`,
    };
  });
}

function sentEntry({ messages }: IndexedLog, draft: Step["sent"][number]): NamedValue {
  const { id, kind, to } = draft;
  const recorded = messages.byId(id);
  const where = recorded ? String(recorded.seq) : "not in the log";
  return {
    name: where,
    value: draft,
    text: `${kind} -> ${shortAddress(to)}  ${glanceAt(draft.body)}`,
  };
}

/** The state before and after, the exception, and every state of the machine with the current one marked. */
function stateEntries({ actors }: IndexedLog, step: Step): NamedValue[] {
  const { before, after, error, agent } = step;
  const { role } = parseAddress(agent);
  const machine = actors.agents.find((definition) => definition.role === role)?.machine;
  const states = machine ? statesOf(machine) : [];
  return [
    { name: "before", value: before?.value ?? null, text: namesOf(before?.value) },
    { name: "after", value: after.value, text: namesOf(after.value), expression: "state", agent },
    ...(error ? [{ name: "threw", value: error, text: `${error.code}: ${error.reason}` }] : []),
    ...states
      .filter(({ name, type }) => name !== "" && type !== "history")
      .map(({ name, transitions }) => {
        const events = [...new Set(transitions.map(({ event }) => event || "at once"))];
        const current = isWithin(after.value, name) ? "> current" : "";
        return {
          name: `state ${name}`,
          value: null,
          text: `${current}  ${events.join(", ")}`.trim(),
        };
      }),
  ];
}

function namesOf(value: unknown): string {
  return value === undefined ? "(start)" : stateNames(value).join(" ");
}
