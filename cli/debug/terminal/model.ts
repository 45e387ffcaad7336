import {
  parseCondition,
  parseField,
  seek,
  type Criterion,
  type Direction,
  type Path,
} from "../../../app/debug/index.ts";
import { describeStep, type IndexedLog } from "../../../app/log/index.ts";
import { isHindcastError } from "../../../protocols/index.ts";
import { actionOf, type Action } from "./keys.ts";
import { InputLine } from "./prompt.ts";

/** What can be shown below the messages, or beside them. */
export const VIEWS = ["step", "context", "message", "machine", "agents", "causes"] as const;
export type View = (typeof VIEWS)[number] | "help";

/** How the debugger ended: with a command that was asked for, or not. */
export interface Ended {
  readonly command?: string;
}

export interface ModelOptions {
  /** Position to start at; the first message when absent. */
  readonly at?: number | undefined;
  /** The command that forks the run at a position. */
  readonly forkAt: (seq: number) => string;
}

/**
 * What the debugger shows and how keys change it, without a terminal: a position in the log, the
 * agent whose state is shown there, and the view.
 */
export class DebuggerModel {
  readonly index: IndexedLog;
  readonly #forkAt: (seq: number) => string;
  readonly #divergences: ReadonlySet<number>;
  seq: number;
  view: View = "step";
  /** Lines of the view that are above what is shown. */
  scroll = 0;
  /** Lines by which the view scrolls at once; the drawing knows how many fit. */
  page = 10;
  prompt: InputLine | undefined;
  /** One line about what the last key did. */
  notice = "";
  /** Set once the debugger is to end. */
  ended: Ended | undefined;
  #chosen: string | undefined;
  #field: { readonly path: Path; readonly text: string } | undefined;
  #sought: { readonly criterion: Criterion; readonly text: string } | undefined;

  constructor(index: IndexedLog, { at = 1, forkAt }: ModelOptions) {
    this.index = index;
    this.#forkAt = forkAt;
    this.#divergences = new Set(index.report.divergences.map(({ seq }) => seq));
    this.seq = Math.min(Math.max(at, 1), index.messages.last);
  }

  /** Whether today's agents send something else at a position. */
  diverges(seq: number): boolean {
    return this.#divergences.has(seq);
  }

  /** The agent whose state is shown: the chosen one, or who handles the message. */
  get agent(): string {
    if (this.#chosen !== undefined) return this.#chosen;
    const step = this.index.steps.at(this.seq);
    return step?.agent ?? this.index.messages.at(this.seq)?.to ?? "";
  }

  /** Whether the agent was chosen, so that it stays while the position changes. */
  get isChosen(): boolean {
    return this.#chosen !== undefined;
  }

  /** Handles one key. */
  press(key: string): void {
    this.notice = "";
    try {
      if (this.prompt) this.#type(this.prompt, key);
      else if (/^[1-9]$/.test(key)) this.#show(VIEWS[Number(key) - 1]);
      else if (this.view === "help" && (key === "escape" || key === "?")) this.#show("step");
      else {
        const action = actionOf(key);
        if (action) this.#act(action);
        else this.notice = "? lists the keys";
      }
    } catch (error) {
      if (!isHindcastError(error)) throw error;
      this.notice = error.detail;
    }
  }

  #type(prompt: InputLine, key: string): void {
    const answer = prompt.press(key);
    if (answer === undefined) return;
    this.prompt = undefined;
    if (answer !== null) prompt.accept(answer);
  }

  #act(action: Action): void {
    switch (action) {
      case "next":
        return this.#seek("forwards", {}, "this is the last message");
      case "previous":
        return this.#seek("backwards", {}, "this is the first message");
      case "next of agent":
      case "previous of agent":
        return this.#seek(wayOf(action), { agent: this.agent }, "no more messages to this agent");
      case "next of kind":
      case "previous of kind": {
        const kind = this.index.messages.at(this.seq)?.kind;
        return this.#seek(wayOf(action), { kind }, `no more messages of the kind ${kind}`);
      }
      case "cause":
        return this.#follow(
          this.#message && this.index.messages.causeOf(this.#message)?.seq,
          "nothing caused it",
        );
      case "effect":
        return this.#follow(
          this.#message && this.index.messages.effectsOf(this.#message)[0]?.seq,
          "it caused nothing",
        );
      case "field":
        return this.#ask("field", this.#fieldText(), (text) => {
          this.#field = { path: parseField(text), text };
          this.#change("backwards");
        });
      case "previous change":
        return this.#change("backwards");
      case "next change":
        return this.#change("forwards");
      case "until":
      case "back until": {
        const direction = action === "until" ? "forwards" : "backwards";
        return this.#ask(`${action} (role, kind, state, context...)`, "", (text) => {
          this.#sought = { criterion: { condition: parseCondition(text) }, text };
          this.#again(direction);
        });
      }
      case "search":
        return this.#ask("search", "", (text) => {
          this.#sought = { criterion: { text }, text };
          this.#again("forwards");
        });
      case "again":
        return this.#again("forwards");
      case "again backwards":
        return this.#again("backwards");
      case "next divergence":
      case "previous divergence": {
        const found = seek(this.index, this.seq, wayOf(action), ({ message }) =>
          this.diverges(message.seq),
        );
        return this.#follow(found, "no more divergences");
      }
      case "go to":
        return this.#ask("go to", "", (text) => this.#goTo(text));
      case "first":
        return this.#follow(1, "");
      case "last":
        return this.#follow(this.index.messages.last, "");
      case "agent":
        return this.#ask("agent", this.#chosen ?? "", (text) => this.#choose(text));
      case "next view":
        return this.#turn(1);
      case "previous view":
        return this.#turn(-1);
      case "scroll down":
        this.scroll += this.page;
        return;
      case "scroll up":
        this.scroll = Math.max(0, this.scroll - this.page);
        return;
      case "fork":
        return this.#fork();
      case "help":
        return this.#show(this.view === "help" ? "step" : "help");
      case "quit":
        this.ended = {};
        return;
      case "redraw":
      case "suspend":
    }
  }

  get #message() {
    return this.index.messages.at(this.seq);
  }

  #seek(direction: Direction, criterion: Criterion, none: string): void {
    this.#follow(seek(this.index, this.seq, direction, criterion), none);
  }

  #follow(seq: number | undefined, none: string): void {
    if (seq === undefined) {
      this.notice = none;
      return;
    }
    if (seq !== this.seq) this.scroll = 0;
    this.seq = seq;
  }

  /** The field that was asked for last, or the first one that this message changed. */
  #fieldText(): string {
    if (this.#field) return this.#field.text;
    const message = this.#message;
    return (message && describeStep(this.index, message).patch[0]?.path) ?? "";
  }

  #change(direction: Direction): void {
    if (!this.#field) {
      this.notice = "f names a field first";
      return;
    }
    const { path, text } = this.#field;
    const none = `no ${direction === "forwards" ? "later" : "earlier"} change of ${text}`;
    this.#seek(direction, { agent: this.agent, changed: path }, none);
  }

  #again(direction: Direction): void {
    if (!this.#sought) {
      this.notice = "u, U or / names something to look for first";
      return;
    }
    const { criterion, text } = this.#sought;
    this.#seek(direction, criterion, `not found ${direction}: ${text}`);
  }

  #goTo(text: string): void {
    const seq = Number(text);
    const { last } = this.index.messages;
    if (/^\d+$/.test(text) && seq >= 1 && seq <= last) this.#follow(seq, "");
    else this.notice = `the log has positions from 1 to ${last}`;
  }

  #choose(text: string): void {
    const { agents } = this.index.steps;
    const found =
      text === "" ? undefined : agents.find((agent) => agent === text || agent.endsWith(text));
    if (found === undefined && text !== "")
      this.notice = `no agent whose address ends with ${text}`;
    else this.#chosen = found;
  }

  #ask(label: string, start: string, accept: (text: string) => void): void {
    this.prompt = new InputLine(label, start, accept);
  }

  #turn(by: number): void {
    const at = VIEWS.findIndex((view) => view === this.view);
    this.#show(VIEWS[(at + by + VIEWS.length) % VIEWS.length]);
  }

  #show(view: View | undefined): void {
    if (view === undefined || view === this.view) return;
    this.view = view;
    this.scroll = 0;
  }

  #fork(): void {
    const command = this.#forkAt(this.seq);
    this.prompt = new InputLine(`Enter ends and prints: ${command}`, "", () => {
      this.ended = { command };
    });
  }
}

function wayOf(action: Action): Direction {
  return action.startsWith("next") ? "forwards" : "backwards";
}
