import { describe, expect, it } from "vitest";
import { textFault } from "../../protocols/index.ts";

const thought = (text: string) => textFault(text, { form: "thought" })?.kind;

const KEPT = "I keep the queue small and let the worker do the checking.";

describe("a text that is trained on", () => {
  it.each([
    ["harmony", "<|channel|>analysis<|message|>We need a note.<|end|>I keep it."],
    ["harmony without its tokens", "analysisWe need it.assistantfinalI keep it."],
    ["harmony cut at the end of reasoning", "I read it.assistantfinal"],
    ["ChatML", `${KEPT}<|im_end|>`],
    ["ChatML in a code span", "I look for `<|im_start|>` first."],
    ["Llama 3", `<|start_header_id|>assistant<|end_header_id|>\n\n${KEPT}`],
    ["Mistral", `[THINK]Okay.[/THINK]${KEPT}`],
    ["Mistral instructions", `[INST] write [/INST] ${KEPT}`],
    ["Llama 2", `<<SYS>>x<</SYS>> ${KEPT}`],
    ["Gemma 4", `<|channel>thought\nhm<channel|>${KEPT}`],
    ["Gemma 2", `<start_of_turn>model\n${KEPT}`],
    ["Seed", `<seed:think>Got it.</seed:think>${KEPT}`],
    ["DeepSeek", `<｜Assistant｜>${KEPT}`],
    ["Kimi", `◁think▷hm◁/think▷${KEPT}`],
    ["a tool call", `<tool_call>{"name":"x"}</tool_call>`],
    ["the end of a sequence", `${KEPT}</s>`],
    ["a block of the prompt", `<data name="files">a.ts</data> ${KEPT}`],
  ])("holds no template markup: %s", (_, text) => {
    expect(thought(text)).toBe("template");
  });

  it.each([
    `<think>let me see</think>\n${KEPT}`,
    `let me see</think>${KEPT}`,
    `Let me see.\n</think>\n${KEPT}`,
    `I see. </think> It waits.`,
    "<think>hm",
    `<thought>The user wants a note.</thought>${KEPT}`,
    `<THINKING mode="deep">x</THINKING>${KEPT}`,
    `<note>${KEPT}</note>`,
    `<analysis>what the reader lacks</analysis> ${KEPT}`,
    "We need to write a note. The user wants no code.",
    "Okay, the user asks for a note about the queue.",
  ])("holds no hidden reasoning: %j", (text) => {
    expect(thought(text)).toBe("reasoning");
  });

  it.each([
    "I cut the model's own words at </think> before they are kept.",
    "I take what stands between <think> and </think>, and no more.",
    "The closing tag `</think>` ends what is hidden.",
    "I look for a tag (such as <thought>) in each line.",
    "The user wants to log in again once the session is over, so I keep the token.",
    "I need to write the note store first, since the pages read it.",
    "I am ready to help the parser along: it reads ahead by one token.",
    "This is the version that callers see, so it stays small.",
    "Here is where parser and plan meet: both stay small.",
    "A fold with a <| b |> c reads from right to left.",
    "I write a, b, a, b, a, b, and stop.",
    "The array [INSTANCE] is kept, and `List<T>` too.",
  ])("may speak of such things: %j", (text) => {
    expect(thought(text)).toBeUndefined();
  });

  it.each([
    ["chatter", `I'm ready to help. ${KEPT}`],
    ["chatter", "I’ll be happy to help."],
    ["chatter", "What's your next question?"],
    ["chatter", `Sure! Here is the note:\n\n${KEPT}`],
    ["chatter", `Here’s the revised note, following your rules:\n${KEPT}`],
    ["chatter", `${KEPT}\n\nLet me know if you would like me to adjust it.`],
    ["refusal", "I'm sorry, but I can't help with that."],
    ["refusal", "I cannot assist with this request."],
    ["refusal", "As an AI language model, I have no opinion."],
    ["fence", `I write:\n\`\`\`js\nlet a = 1;\n\`\`\``],
    ["repetition", `${KEPT}${" and so on".repeat(800)}`],
    ["repetition", `${KEPT}\n`.repeat(6)],
    ["repetition", `${KEPT} ${"!".repeat(100)}`],
    ["cut", "I keep the queue small,"],
    ["cut", "I keep the queue ("],
    ["length", "I keep another queue for each of the workers, number 1. ".repeat(3) + words(3_000)],
  ])("is no %s", (kind, text) => {
    expect(thought(text)).toBe(kind);
  });

  it("may list the repository's own paths, whatever they are called", () => {
    const path = "notes/<|im_start|>.md";
    const plan = `First the notes.\n\n1. \`${path}\`: Holds notes.`;
    expect(textFault(plan, { form: "plan" })?.kind).toBe("template");
    expect(textFault(plan, { form: "plan", given: [path] })).toBeUndefined();
  });
});

function words(count: number): string {
  return Array.from({ length: count }, (_, index) => `word${index}`).join(" ");
}
