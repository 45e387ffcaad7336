import { describe, expect, it } from "vitest";
import { readNote } from "../../../agents/author/answers/index.ts";
import { textFault } from "../../../protocols/index.ts";

const NOTE =
  "I keep the queue small and let takePending do the checking, since a wrong letter stays.";
const ANSWER = `<analysis>The reader lacks takePending.</analysis>\n<note>${NOTE}</note>`;
const THOUGHTS = "Okay, the user asks for a note. I write <note>a draft</note> first.";

/** Answers with something around or inside of them, as servers give them. */
const wrapped: readonly (readonly [name: string, wrap: (answer: string) => string])[] = [
  ["nothing", (answer) => answer],
  [
    "a preamble",
    (answer) =>
      `Sure! Here is the note, following your rules:\n\n${answer}\n\nLet me know if you would like me to adjust it.`,
  ],
  [
    "harmony",
    (answer) =>
      `<|channel|>analysis<|message|>${THOUGHTS}<|end|><|start|>assistant<|channel|>final<|message|>${answer}<|return|>`,
  ],
  ["harmony without tokens", (answer) => `analysis${THOUGHTS}assistantfinal${answer}`],
  ["Mistral's thinking", (answer) => `[THINK]${THOUGHTS}[/THINK]${answer}`],
  ["Seed's thinking", (answer) => `<seed:think>${THOUGHTS}</seed:think>${answer}`],
  ["Gemma's channel", (answer) => `<|channel>thought\n${THOUGHTS}<channel|>${answer}`],
  ["Kimi's thinking", (answer) => `◁think▷${THOUGHTS}◁/think▷${answer}`],
  ["think tags", (answer) => `<think>\n${THOUGHTS}\n</think>\n\n${answer}`],
  ["thought tags", (answer) => `<thought>${THOUGHTS}</thought>${answer}`],
  ["a closing tag alone", (answer) => `${THOUGHTS}\n</think>\n\n${answer}`],
  ["an end of turn", (answer) => `${answer}<|im_end|>`],
  ["a fence", (answer) => `\`\`\`markdown\n${answer}\n\`\`\``],
];

describe("a note", () => {
  it.each(wrapped)("is read out of an answer with %s", (_, wrap) => {
    expect(readNote(wrap(ANSWER), 80)).toMatchObject({ ok: true, value: NOTE });
  });

  it.each(wrapped)("is read without tags out of an answer with %s", (_, wrap) => {
    const reading = readNote(wrap(NOTE), 80);
    expect(reading).toMatchObject({ ok: true, value: NOTE });
    expect(textFault(NOTE, { form: "thought" })).toBeUndefined();
  });

  it("keeps its text when it speaks of tags", () => {
    const text = `I cut the model's own words at </think> before they are kept. ${NOTE}`;
    for (const answer of [text, `<note>${text}</note>`]) {
      expect(readNote(answer, 80)).toMatchObject({ ok: true, value: text, cleaned: [] });
    }
  });

  it.each([
    ["empty", "<think>I begin and never"],
    ["empty", "<analysis>Hm.</analysis>"],
    ["repetition", `<note>${NOTE}${" and so on".repeat(800)}</note>`],
    ["fence", "<note>I write:\n```js\nlet a = 1;\n```\nand stop.</note>"],
    ["template", `<note>I keep <|im_start|> in mind.</note>`],
    ["refusal", "I'm sorry, but I can't help with that."],
    ["cut", "<note>I keep the queue small and let</note>"],
  ])("is refused as %s: %s", (fault, answer) => {
    expect(readNote(answer.slice(0, 20_000), 3_000)).toMatchObject({ ok: false, fault });
  });

  it("ends with a whole sentence where it is longer than was asked for", () => {
    const sentences = Array.from(
      { length: 20 },
      (_, n) => `I keep part ${n} of it as small as it is.`,
    );
    const reading = readNote(`<note>${sentences.join(" ")}</note>`, 45);
    expect(reading).toEqual({
      ok: true,
      value: sentences.slice(0, 4).join(" "),
      cleaned: ["length"],
    });
  });

  it("is refused where no sentence fits", () => {
    const reading = readNote(`<note>${"word other ".repeat(90)}stop.</note>`, 40);
    expect(reading.ok).toBe(false);
  });
});
