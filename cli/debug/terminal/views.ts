import { describeStep, type IndexedLog } from "../../../app/log/index.ts";
import { momentOf, shortAddress, stateNames } from "../../../app/debug/index.ts";
import { parseAddress, printable, type Envelope } from "../../../protocols/index.ts";
import { causesOf } from "../../../runtime/replay/index.ts";
import type { Paint } from "../../output/index.ts";
import { KEY_HELP } from "./keys.ts";
import { machineLines, stateStrip } from "./machine.ts";
import type { DebuggerModel, View } from "./model.ts";

/** Characters of a value on one line; the drawing cuts what does not fit. */
const BRIEF = 400;
/** Lines of a value that are made at most. */
const LINES = 20_000;

/** The lines of a view; texts of the log in them obey nothing on a terminal. */
export function viewLines(model: DebuggerModel, view: View, paint: Paint): string[] {
  switch (view) {
    case "step":
      return stepLines(model, paint);
    case "context":
      return contextLines(model, paint);
    case "message":
      return messageLines(model);
    case "machine":
      return machineView(model, paint);
    case "agents":
      return agentLines(model, paint);
    case "causes":
      return causeLines(model, paint);
    case "help":
      return KEY_HELP.map(([keys, text]) => `${keys.padEnd(20)} ${text}`);
  }
}

/** The step of the shown agent: the one that the message made it take, or its last before that. */
function stepLines(model: DebuggerModel, paint: Paint): string[] {
  const { index, seq, agent } = model;
  const message = index.messages.at(seq);
  if (!message) return [];
  const here = index.steps.at(seq);
  const shown = here?.agent === agent ? message : momentOf(index, agent, seq)?.message;
  if (!shown || !index.steps.at(shown.seq)) return [...noStep(index, message)];
  const { before, after, patch, sent, error } = describeStep(index, shown);
  const own = index.steps.of(agent);
  const number = own.findIndex(({ seq: at }) => at === shown.seq) + 1;
  const machine = machineOf(model);
  const from = before === null ? "(start)" : stateNames(before).join(" ");
  const late = shown.seq === seq ? "" : paint.dim(`  since message ${shown.seq} ${shown.kind}`);
  return [
    `${paint.bold("agent")}  ${printable(agent)}  ${paint.dim(`step ${number} of ${own.length}`)}${late}`,
    `${paint.bold("state")}  ${printable(from)} -> ${paint.bold(printable(stateNames(after).join(" ")))}`,
    ...(machine ? [stateStrip(machine, after, paint)] : []),
    ...(error ? [paint.red(`threw  ${error.code}: ${printable(error.reason)}`)] : []),
    ...(error?.stack.split("\n").slice(1, 8) ?? []).map((line) => `  ${printable(line.trim())}`),
    ...patch.map(({ op, path, value, old }) => {
      const mark = { add: paint.green("+"), remove: paint.red("-"), replace: "~" }[op];
      const was = op === "replace" ? `${brief(old, 60)} -> ` : "";
      return `  ${mark} ${printable(path)}  ${was}${brief(op === "remove" ? old : value)}`;
    }),
    ...(patch.length === 0 ? [paint.dim("  the context is as it was")] : []),
    ...sent.map(({ id, kind, to, body }) => {
      const recorded = index.messages.byId(id);
      const at = recorded ? String(recorded.seq) : "not in the log";
      return `${paint.bold("sent")}   ${at}  ${printable(kind)} -> ${printable(shortAddress(to))}  ${brief(body)}`;
    }),
    ...(sent.length === 0 ? [paint.dim("sent   nothing")] : []),
  ];
}

function noStep({ messages }: IndexedLog, message: Envelope): string[] {
  if (messages.isVoid(message.seq)) {
    return ["void: a later retry took this message back, so no agent sees it"];
  }
  const answer = messages.answerOf(message);
  const waited = answer && answer.time - message.time;
  return [
    `no agent handles this message: ${printable(message.to)} is a service, or the session ended`,
    ...(answer ? [`answered by ${answer.seq} ${printable(answer.kind)} after ${waited} ms`] : []),
    ...effectLines(messages.effectsOf(message)),
  ];
}

function effectLines(effects: readonly Envelope[]): string[] {
  return effects.map(
    ({ seq, kind, to }) => `caused ${seq}  ${printable(kind)} -> ${printable(shortAddress(to))}`,
  );
}

function contextLines({ index, seq, agent }: DebuggerModel, paint: Paint): string[] {
  const moment = momentOf(index, agent, seq);
  if (!moment?.step) return [`${printable(agent)} is no agent, or did not start yet`];
  return [
    paint.dim(`context of ${printable(agent)} since message ${moment.message.seq}`),
    ...jsonLines(moment.step.after.context),
  ];
}

function messageLines({ index, seq }: DebuggerModel): string[] {
  const message = index.messages.at(seq);
  if (!message) return [];
  const request = index.messages.requestOf(message);
  const answer = index.messages.answerOf(message);
  return [
    ...(request ? [`answers ${request.seq} after ${message.time - request.time} ms`] : []),
    ...(answer ? [`is answered by ${answer.seq} after ${answer.time - message.time} ms`] : []),
    ...effectLines(index.messages.effectsOf(message)),
    ...jsonLines(message),
  ];
}

function machineView(model: DebuggerModel, paint: Paint): string[] {
  const { index, seq, agent } = model;
  const machine = machineOf(model);
  if (!machine) return [`${printable(agent)} is no agent`];
  return machineLines(machine, index.steps.stateAt(agent, seq)?.value, paint);
}

/** Every agent that has started, with its state here. */
function agentLines({ index, seq, agent }: DebuggerModel, paint: Paint): string[] {
  return index.steps.agents.flatMap((address) => {
    const state = index.steps.stateAt(address, seq);
    if (!state) return [];
    const names = printable(stateNames(state.value).join(" "));
    const how = state.failed ? paint.red(`${names} failed`) : names;
    return [`${address === agent ? ">" : " "} ${printable(address)}  ${how}`];
  });
}

function causeLines({ index, seq }: DebuggerModel, paint: Paint): string[] {
  const message = index.messages.at(seq);
  if (!message) return [];
  return causesOf(index.messages, message).map((cause) => {
    const { seq: at, kind, from, to } = cause;
    const way = `${shortAddress(from)} -> ${shortAddress(to)}`;
    const line = `${String(at).padStart(7)}  ${printable(kind)}  ${printable(way)}`;
    return at === seq ? paint.bold(line) : line;
  });
}

function machineOf({ index, agent }: DebuggerModel) {
  if (index.steps.of(agent).length === 0) return undefined;
  const { role } = parseAddress(agent);
  return index.actors.agents.find((definition) => definition.role === role)?.machine;
}

function jsonLines(value: unknown): string[] {
  const lines = (JSON.stringify(value, null, 2) ?? "nothing").split("\n");
  const shown = lines.slice(0, LINES).map((line) => printable(line.slice(0, BRIEF)));
  return lines.length > LINES ? [...shown, `${lines.length - LINES} lines more`] : shown;
}

function brief(value: unknown, limit: number = BRIEF): string {
  const text = JSON.stringify(value) ?? "nothing";
  return printable(text.length > limit ? `${text.slice(0, limit)}…` : text);
}
