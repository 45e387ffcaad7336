import { chatterIn, refusalIn, talkAboutTask } from "./chatter.ts";
import { reasoningMarkup, templateMarkup } from "./markup.ts";
import { repeatedPhrase } from "./repetition.ts";

/** What a text that is trained on must not be or hold. */
export type TextFaultKind =
  /** Control tokens of a chat template. */
  | "template"
  /** Hidden reasoning: its tags, or talk about the task. */
  | "reasoning"
  /** "Sure! Here is …", "Let me know …". */
  | "chatter"
  | "refusal"
  /** A fenced block of code. */
  | "fence"
  | "repetition"
  /** It ends in the middle. */
  | "cut"
  | "length";

/** The first thing that is wrong with a text. */
export interface TextFault {
  readonly kind: TextFaultKind;
  /** What was found, as a clause for people and models. */
  readonly detail: string;
}

/** Characters of a thought; the longest that a prompt asks for has about 1,500. */
const THOUGHT_LIMIT = 12_000;

/** Characters of what was found that are quoted. */
const QUOTED = 60;

export interface TextRules {
  /**
   * A thought is prose of bounded length. A plan lists the files of a repository: as long as it
   * needs, and it may end with a path.
   */
  readonly form: "thought" | "plan";
  /** Texts of the repository, such as paths, that are allowed whatever they contain. */
  readonly given?: readonly string[];
}

/**
 * What is wrong with a text that will be trained on, or undefined. The author, the recorder and
 * `verify` ask the same question, so nothing is recorded that would not verify. Takes time linear
 * in the text.
 */
export function textFault(text: string, { form, given = [] }: TextRules): TextFault | undefined {
  const own = given.reduce((rest, each) => (each === "" ? rest : rest.replaceAll(each, "x")), text);
  const template = templateMarkup(own);
  if (template) return fault("template", "it holds the template markup", template);
  const tag = reasoningMarkup(own);
  if (tag) return fault("reasoning", "it holds the tag", tag);
  const refusal = refusalIn(own);
  if (refusal) return fault("refusal", "it declines what was asked:", refusal);
  const talk = talkAboutTask(own);
  if (talk) return fault("reasoning", "it speaks of the request:", talk);
  const chatter = chatterIn(own);
  if (chatter) return fault("chatter", "it holds what is no part of it:", chatter);
  const fence = /^[ \t]*(?:```|~~~)/m.exec(own)?.[0];
  if (fence) return fault("fence", "it holds a fenced block:", fence.trim());
  const phrase = repeatedPhrase(own);
  if (phrase) return fault("repetition", "it repeats the same words over and over:", phrase);
  if (form === "plan") return undefined;
  if (text.length > THOUGHT_LIMIT) {
    const detail = `it is ${text.length} characters long, more than ${THOUGHT_LIMIT}`;
    return { kind: "length", detail };
  }
  const end = /[\p{L}\p{N}]?[,([{<–—]$/u.exec(own.trimEnd().slice(-2))?.[0];
  return end ? fault("cut", "it ends in the middle of a sentence, with", end) : undefined;
}

function fault(kind: TextFaultKind, what: string, found: string): TextFault {
  const quoted = found.length > QUOTED ? `${found.slice(0, QUOTED)}…` : found;
  return { kind, detail: `${what} ${JSON.stringify(quoted)}` };
}
