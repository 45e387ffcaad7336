import { distinct } from "./names.ts";
import type { Selection } from "./selection.ts";
import type { Style } from "./topic.ts";
import type { Voice } from "./voice.ts";

export interface ComposeRules {
  readonly style: Style;
  /** Names that no sentence may hold. */
  readonly forbidden: ReadonlySet<string>;
  /** Characters of the whole text, at most. */
  readonly limit: number;
}

/** Characters after which a paragraph ends with its sentence. */
const PARAGRAPH = 420;

/** The sentences of a selection, in order, in paragraphs. */
export function compose(selection: Selection, rules: ComposeRules, voice: Voice): string {
  const sentences = selection.map(({ topic, names }) =>
    topic.say(names, voice.about("say", topic.key), rules.style),
  );
  return paragraphs(allowed(distinct(sentences), rules.forbidden), rules.limit);
}

/** The sentences that name nothing forbidden. */
export function allowed(sentences: readonly string[], forbidden: ReadonlySet<string>): string[] {
  return sentences.filter(
    (sentence) => sentence !== "" && ![...forbidden].some((name) => mentions(sentence, name)),
  );
}

/** Whether a text contains a name or path that is not part of a longer one. */
export function mentions(text: string, name: string): boolean {
  if (name === "") return false;
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
    const before = text[at - 1] ?? " ";
    const after = text[at + name.length] ?? " ";
    if (!/[\w$]/.test(before) && !/[\w$]/.test(after)) return true;
  }
  return false;
}

function paragraphs(sentences: readonly string[], limit: number): string {
  let text = "";
  let inParagraph = 0;
  for (const sentence of sentences) {
    if (text.length + sentence.length + 2 > limit) continue;
    const breaks = inParagraph > PARAGRAPH;
    text += (text === "" ? "" : breaks ? "\n\n" : " ") + sentence;
    inParagraph = breaks ? sentence.length : inParagraph + sentence.length + 1;
  }
  return text;
}
