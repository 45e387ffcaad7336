import type { Event, TrajectoryRecord } from "../../record/index.ts";

/** A call of a tool. */
export interface ToolCall {
  readonly id: string;
  readonly name: "delegate" | "read_file" | "write_file";
  readonly arguments: Readonly<Record<string, string>>;
}

/** A message of a conversation, before a dialect writes it. Of the assistant's, `loss` says which are trained on. */
export type Message =
  | { readonly role: "user"; readonly text: string }
  | {
      readonly role: "assistant";
      readonly thoughts: readonly string[];
      readonly call?: ToolCall;
      readonly loss: boolean;
    }
  | {
      readonly role: "tool";
      readonly id: string;
      readonly name: ToolCall["name"];
      readonly text: string;
    };

/** What one agent did, or all of them in plan order. */
export interface Conversation {
  /** File of the coder; undefined for the main agent and for all together. */
  readonly path?: string;
  readonly messages: readonly Message[];
}

/** All agents in one conversation, the coders inside of the main agent's. */
export function flatConversation(record: TrajectoryRecord): Conversation {
  return { messages: [...messagesOf(record.events, openingOf(record))] };
}

/** The main agent's conversation, then each coder's, which opens with what it was asked for. */
export function* nestedConversations(record: TrajectoryRecord): Generator<Conversation> {
  const main = record.events.filter(({ actor }) => actor.role === "main");
  yield { messages: [...messagesOf(main, openingOf(record))] };
  const coders = new Map<string, Event[]>();
  for (const event of record.events) {
    if (event.actor.role !== "coder") continue;
    const { path } = event.actor;
    coders.set(path, [...(coders.get(path) ?? []), event]);
  }
  for (const event of main) {
    if (event.kind !== "delegate") continue;
    const { path, instruction } = event;
    const opening = `Write ${path} of ${record.repo}: ${instruction}`;
    yield { path, messages: [...messagesOf(coders.get(path) ?? [], opening)] };
  }
}

function openingOf({ repo }: TrajectoryRecord): string {
  return `Build the repository ${repo}: requirements first, then a plan, then file after file.`;
}

/** What a tool says that has nothing to show. */
const DONE: Readonly<Record<ToolCall["name"], string>> = {
  delegate: "accepted",
  read_file: "",
  write_file: "written",
};

function* messagesOf(events: readonly Event[], opening: string): Generator<Message> {
  yield { role: "user", text: opening.toWellFormed() };
  let thoughts: string[] = [];
  let loss = true;
  let calls = 0;
  for (const [at, event] of events.entries()) {
    const call = callOf(event, calls + 1);
    if (event.kind !== "think" && !call) continue;
    // One message is trained on as a whole, or not at all.
    if (event.loss !== loss && thoughts.length > 0) {
      yield { role: "assistant", thoughts, loss };
      thoughts = [];
    }
    loss = event.loss;
    if (event.kind === "think") thoughts.push(event.text.toWellFormed());
    if (!call) continue;
    calls += 1;
    yield { role: "assistant", thoughts, call, loss };
    thoughts = [];
    const next = events[at + 1];
    const text = next?.kind === "observe" ? next.content : DONE[call.name];
    yield { role: "tool", id: call.id, name: call.name, text };
  }
  if (thoughts.length > 0) yield { role: "assistant", thoughts, loss };
}

function callOf(event: Event, count: number): ToolCall | undefined {
  // Nine letters and digits: the strictest rule that a chat template has (Mistral's).
  const id = `call${String(count).padStart(5, "0")}`;
  if (event.kind === "delegate") {
    const { path, instruction } = event;
    return { id, name: "delegate", arguments: { path, instruction: instruction.toWellFormed() } };
  }
  if (event.kind === "read") {
    const { path, reason } = event;
    return { id, name: "read_file", arguments: { path, reason: reason.toWellFormed() } };
  }
  if (event.kind === "write") {
    const { path, content } = event;
    return { id, name: "write_file", arguments: { path, content } };
  }
  return undefined;
}
