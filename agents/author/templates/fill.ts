import { sha256 } from "../../../protocols/index.ts";
import { shareBudget, truncate } from "./budget.ts";
import { SLOT, type Prompt } from "./load.ts";
import { slotsOf } from "./slots.ts";

/** A prompt with its slots filled. */
export interface FilledPrompt {
  readonly system: string;
  readonly user: string;
}

/** Values by slot; a slot without one is filled as an empty one. */
export type SlotValues = Readonly<Record<string, string>>;

/** Characters of a value that stands in running text. */
const LINE_LIMIT = 400;

/**
 * Fills a prompt's slots in one pass: a value that looks like a slot stays as it is. Blocks share
 * `budget` characters, the longest give way first, and each says what was left out.
 */
export function fillPrompt(prompt: Prompt, values: SlotValues, budget: number): FilledPrompt {
  const rules = slotsOf(prompt.name);
  const used = [...`${prompt.system}\n${prompt.user}`.matchAll(SLOT)].map(
    (match) => match[1] ?? "",
  );
  const blocks = [...new Set(used)].filter((slot) => rules[slot]?.form === "block");
  const limits = shareBudget(
    blocks.map((slot) => values[slot]?.length ?? 0),
    budget,
  );
  const texts = new Map(
    blocks.map((slot, index) => [slot, block(slot, values[slot] ?? "", limits[index] ?? 0)]),
  );
  const fill = (text: string) =>
    text.replaceAll(SLOT, (_, slot: string) => texts.get(slot) ?? line(slot, values[slot] ?? ""));
  return { system: fill(prompt.system), user: fill(prompt.user) };
}

/**
 * Repository text between two tags that carry a hash of that text, so that the text cannot close
 * its own block and go on as instructions.
 */
function block(slot: string, value: string, limit: number): string {
  const text = truncate(value.trim(), limit);
  if (text === "") return `<data name="${slot}">(nothing)</data>`;
  const mark = sha256(text).slice(0, 8);
  return `<data-${mark} name="${slot}">\n${text}\n</data-${mark}>`;
}

function line(slot: string, value: string): string {
  // The instructions are the text of another prompt, not data of the repository.
  if (slot === "instructions") return value;
  return value.replace(/\s+/g, " ").trim().slice(0, LINE_LIMIT);
}
