import { truncate } from "./budget.ts";
import { SLOT, type Prompt } from "./load.ts";
import { slotsOf, type SlotRule } from "./slots.ts";

/** A prompt with its slots filled. */
export interface FilledPrompt {
  readonly system: string;
  readonly user: string;
}

/** Values by slot; a slot without one is filled as an empty one. */
export type SlotValues = Readonly<Record<string, string>>;

/**
 * Fills a prompt's slots in one pass: a value that looks like a slot stays as it is. Each block is
 * cut at its own limit, so the same value always gives the same text.
 *
 * @param limits other limits than the slots' own, in characters
 */
export function fillPrompt(
  prompt: Prompt,
  values: SlotValues,
  limits: Readonly<Record<string, number>> = {},
): FilledPrompt {
  const rules = slotsOf(prompt.name);
  const fill = (text: string) =>
    text.replaceAll(SLOT, (_, slot: string) => {
      const rule = rules[slot];
      if (rule === undefined) return "";
      return shown(slot, values[slot] ?? "", { ...rule, limit: limits[slot] ?? rule.limit });
    });
  return { system: fill(prompt.system), user: fill(prompt.user) };
}

function shown(slot: string, value: string, { form, limit }: SlotRule): string {
  if (form === "part") return value;
  if (form === "line") return value.replace(/\s+/g, " ").trim().slice(0, limit);
  const text = truncate(value.trim(), limit);
  if (text === "") return `<data name="${slot}">(nothing)</data>`;
  // A text must not close its own block and go on as instructions.
  const held = text.replaceAll(/<(?=\/?data\b)/gi, "&lt;");
  return `<data name="${slot}">\n${held}\n</data>`;
}
