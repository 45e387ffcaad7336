import { shortAddress } from "../../../app/debug/index.ts";
import { printable, type Envelope } from "../../../protocols/index.ts";
import { displayWidth, truncate } from "../../../runtime/progress/index.ts";
import type { Paint } from "../../output/index.ts";
import { lanesOf } from "./lanes.ts";
import { VIEWS, type DebuggerModel } from "./model.ts";
import { viewLines } from "./views.ts";

/** Columns and rows of a terminal. */
export interface Size {
  readonly columns: number;
  readonly rows: number;
}

/** Columns from which messages and view are beside each other. */
const WIDE = 140;
/** Columns of the lanes at most, as a part of what the messages have. */
const LANES = 0.3;

/** Draws the debugger: one line less than the terminal has, each as wide as it at most. */
export function draw(model: DebuggerModel, { columns, rows }: Size, paint: Paint): string[] {
  const room = Math.max(rows - 1, 6);
  const foot = footLine(model, columns, paint);
  const body = room - 2;
  const isWide = columns >= WIDE;
  const left = isWide ? Math.floor(columns * 0.45) : columns;
  const high = isWide ? body : Math.max(3, Math.min(Math.floor(body * 0.42), body - 3));
  const messages = messageRows(model, { columns: left, rows: high }, paint);
  const right = isWide ? columns - left - 3 : columns;
  const view = viewRows(model, { columns: right, rows: isWide ? body : body - high }, paint);
  const middle = isWide
    ? messages.map((line, at) => `${padded(line, left)} │ ${view[at] ?? ""}`)
    : [...messages, ...view];
  return [titleLine(model, columns, paint), ...middle, foot].map((line) => truncate(line, columns));
}

function titleLine({ index, seq }: DebuggerModel, columns: number, paint: Paint): string {
  const message = index.messages.at(seq);
  const about = message ? `${message.session}  ${message.run}` : "";
  const { divergences, more } = index.report;
  const count = divergences.length + more;
  const text = `message ${seq} of ${index.messages.last}  ${printable(about)}`;
  return `${paint.bold(truncate(text, columns))}${count > 0 ? paint.red(`  ${count} divergences`) : ""}`;
}

/** The messages around the current one, below the letters of the lanes. */
function messageRows(model: DebuggerModel, { columns, rows }: Size, paint: Paint): string[] {
  const { index, seq } = model;
  const count = rows - 1;
  const { last } = index.messages;
  const first = Math.max(1, Math.min(seq - Math.floor(count / 2), last - count + 1));
  const shown: Envelope[] = [];
  for (let at = first; at < first + count; at += 1) {
    const message = index.messages.at(at);
    if (message) shown.push(message);
  }
  const lanes = lanesOf(shown, index.messages.addresses, columns * LANES);
  const head = `${" ".repeat(10)}${lanes.head}  ${printable(lanes.legend)}`;
  const lines = shown.map((message) => {
    const { seq: at, kind, from, to } = message;
    const isCurrent = at === seq;
    const mark = model.diverges(at) ? "!" : index.steps.at(at)?.error ? "x" : " ";
    const way = `${shortAddress(from)} -> ${shortAddress(to)}`;
    const isVoid = index.messages.isVoid(at) ? "  (void)" : "";
    const line = `${isCurrent ? ">" : " "}${mark}${String(at).padStart(6)}  ${lanes.row(message)}  ${printable(kind)}  ${printable(way)}${isVoid}`;
    const cut = truncate(line, columns);
    return isCurrent ? paint.bold(cut) : mark === " " ? cut : paint.red(cut);
  });
  const empty = Array.from({ length: rows - 1 - lines.length }, () => "");
  return [paint.dim(truncate(head, columns)), ...lines, ...empty];
}

function viewRows(model: DebuggerModel, { columns, rows }: Size, paint: Paint): string[] {
  const tabs = VIEWS.map((view, at) =>
    view === model.view ? paint.bold(`[${at + 1} ${view}]`) : ` ${at + 1} ${view} `,
  ).join("");
  const room = Math.max(1, rows - 1);
  model.page = Math.max(1, room - 1);
  const all = viewLines(model, model.view, paint);
  model.scroll = Math.max(0, Math.min(model.scroll, all.length - room));
  const lines = all.slice(model.scroll, model.scroll + room);
  const below = all.length - model.scroll - lines.length;
  const more = below > 0 || model.scroll > 0 ? paint.dim(`  ${below} lines below`) : "";
  const chosen = model.isChosen ? `  ${paint.bold(printable(shortAddress(model.agent)))}` : "";
  return [`── ${tabs}${chosen}${more}`, ...lines].map((line) => truncate(line, columns));
}

function footLine({ prompt, notice }: DebuggerModel, columns: number, paint: Paint): string {
  if (prompt) {
    const label = `${printable(prompt.label)}: `;
    // The end of a long line is where it is being typed.
    const text = Array.from(printable(prompt.text));
    while (displayWidth(label) + displayWidth(text.join("")) >= columns && text.length > 0)
      text.shift();
    return `${paint.bold(label)}${text.join("")}_`;
  }
  if (notice !== "") return paint.bold(printable(notice));
  return paint.dim(
    "j k message  n p agent  ] [ kind  - f + field  u until  / search  F fork  ? help  q",
  );
}

function padded(line: string, columns: number): string {
  return line + " ".repeat(Math.max(0, columns - displayWidth(line)));
}
