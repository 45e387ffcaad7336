/**
 * What must not be in a thought, listed independently of the product's own rules: tokens and tags of
 * chat templates, and how assistants begin, end and refuse.
 */
const MARKERS = [
  "<|",
  "|>",
  "<think",
  "</think",
  "<thought",
  "</thought",
  "<seed:",
  "◁",
  "[THINK]",
  "[/THINK]",
  "[INST]",
  "<start_of_turn>",
  "<end_of_turn>",
  "<channel",
  "assistantfinal",
  "<note>",
  "</note>",
  "<analysis>",
  "```",
  "Sure!",
  "Here is the note",
  "Let me know if",
  "the user wants",
  "I'm sorry",
  "can't help",
] as const;

/** Characters that a passage has which must not come again and again. */
const PASSAGE = 40;
const TIMES = 4;

/** What of a text is no thought; undefined for a clean one. */
export function markerIn(text: string): string | undefined {
  const marker = MARKERS.find((each) => text.includes(each));
  if (marker !== undefined) return marker;
  const seen = new Map<string, number>();
  for (let at = 0; at + PASSAGE <= text.length; at += 1) {
    const passage = text.slice(at, at + PASSAGE);
    const count = (seen.get(passage) ?? 0) + 1;
    if (count >= TIMES) return `${TIMES} times ${JSON.stringify(passage)}`;
    seen.set(passage, count);
  }
  return undefined;
}
