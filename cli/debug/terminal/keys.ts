/** A key as Node's readline decodes it. */
export interface Key {
  readonly name?: string | undefined;
  readonly sequence?: string | undefined;
  readonly ctrl?: boolean | undefined;
  readonly shift?: boolean | undefined;
}

/** What a key does while no line is being typed. */
export type Action =
  | "next"
  | "previous"
  | "next of agent"
  | "previous of agent"
  | "next of kind"
  | "previous of kind"
  | "cause"
  | "effect"
  | "field"
  | "previous change"
  | "next change"
  | "until"
  | "back until"
  | "search"
  | "again"
  | "again backwards"
  | "next divergence"
  | "previous divergence"
  | "go to"
  | "first"
  | "last"
  | "agent"
  | "next view"
  | "previous view"
  | "scroll down"
  | "scroll up"
  | "fork"
  | "help"
  | "redraw"
  | "suspend"
  | "quit";

interface Binding {
  readonly action: Action;
  /** As readline names them; single characters as they are typed. */
  readonly keys: readonly string[];
  /** As the help shows them, and what they do; absent for those that need no words. */
  readonly help?: readonly [keys: string, text: string];
}

const BINDINGS: readonly Binding[] = [
  { action: "next", keys: ["down", "j"], help: ["j k, arrows", "next and previous message"] },
  { action: "previous", keys: ["up", "k"] },
  { action: "next of agent", keys: ["right", "n"], help: ["n p", "of the agent that is shown"] },
  { action: "previous of agent", keys: ["left", "p"] },
  { action: "next of kind", keys: ["]"], help: ["] [", "of the same kind"] },
  { action: "previous of kind", keys: ["["] },
  { action: "cause", keys: ["c"], help: ["c", "the message that caused this one"] },
  { action: "effect", keys: ["e"], help: ["e", "the first message that this one caused"] },
  { action: "field", keys: ["f"], help: ["f", "previous change of a field, such as /thoughts"] },
  {
    action: "previous change",
    keys: ["-"],
    help: ["- +", "previous and next change of that field"],
  },
  { action: "next change", keys: ["+", "="] },
  { action: "until", keys: ["u"], help: ["u U", "until a condition holds, and backwards"] },
  { action: "back until", keys: ["U"] },
  { action: "search", keys: ["/"], help: ["/", "search for a text in messages"] },
  {
    action: "again",
    keys: [">", "."],
    help: ["> <", "the last condition or text again, and backwards"],
  },
  { action: "again backwards", keys: ["<", ","] },
  {
    action: "next divergence",
    keys: ["d"],
    help: ["d D", "where today's agents send something else"],
  },
  { action: "previous divergence", keys: ["D"] },
  { action: "go to", keys: ["g"], help: ["g", "go to a position; Home and End: first and last"] },
  { action: "first", keys: ["home"] },
  { action: "last", keys: ["end", "G"] },
  { action: "agent", keys: ["a"], help: ["a", "show another agent; empty: who gets the message"] },
  { action: "next view", keys: ["tab"], help: ["Tab, 1 to 6", "another view below"] },
  { action: "previous view", keys: ["backtab"] },
  {
    action: "scroll down",
    keys: ["pagedown", " "],
    help: ["space b, PgDn PgUp", "scroll the view"],
  },
  { action: "scroll up", keys: ["pageup", "b"] },
  { action: "fork", keys: ["F"], help: ["F", "the command that forks the run here"] },
  { action: "help", keys: ["?", "h"], help: ["? q", "help, quit"] },
  { action: "redraw", keys: ["^l"] },
  { action: "suspend", keys: ["^z"] },
  { action: "quit", keys: ["q", "^c", "^d"] },
];

const ACTIONS: ReadonlyMap<string, Action> = new Map(
  BINDINGS.flatMap(({ action, keys }) => keys.map((key) => [key, action] as const)),
);

/** The keys and what they do, in the order in which people need them. */
export const KEY_HELP: readonly (readonly [keys: string, text: string])[] = BINDINGS.flatMap(
  ({ help }) => (help ? [help] : []),
);

/** Name of a key: `up`, `^c`, or the character that was typed. */
export function nameOfKey(text: string | undefined, { name, ctrl, shift }: Key): string {
  if (ctrl === true && name !== undefined) return `^${name}`;
  if (name === "tab" && shift === true) return "backtab";
  if (name === "space") return " ";
  if (name !== undefined && name.length > 1) return name;
  return text ?? name ?? "";
}

/** What a key does; undefined for one that does nothing. */
export function actionOf(key: string): Action | undefined {
  return ACTIONS.get(key);
}
