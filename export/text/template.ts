import * as z from "zod";
import { HindcastError, hashOf, problemOf } from "../../protocols/index.ts";

/** Text before and after that of a step. */
const Frame = z.strictObject({ before: z.string(), after: z.string() });
type Frame = z.infer<typeof Frame>;

const STEPS = ["think", "delegate", "read", "observe", "write"] as const;

/**
 * How a trajectory is written as text. Slots in braces are replaced: `{repo}` and `{commit}`
 * in `header`, `{purpose}` in `think`, `{path}` in the other steps. A step's frame is trained on
 * when the step is.
 */
export const TextTemplate = z.strictObject({
  /** Text before everything else; not trained on. */
  header: z.string(),
  think: Frame,
  delegate: Frame,
  read: Frame,
  observe: Frame,
  write: Frame,
});
export type TextTemplate = z.infer<typeof TextTemplate>;

/**
 * Tags in lines of their own. They are plain text, not special tokens: code may hold them too,
 * which is why every export gives the ranges of what was written.
 */
export const DEFAULT_TEMPLATE: TextTemplate = {
  header: '<repository name="{repo}">\n',
  think: { before: '<think purpose="{purpose}">\n', after: "\n</think>\n" },
  delegate: { before: '<act tool="delegate" path="{path}">\n', after: "\n</act>\n" },
  read: { before: '<act tool="read_file" path="{path}">\n', after: "\n</act>\n" },
  observe: { before: '<observe path="{path}">\n', after: "\n</observe>\n" },
  write: { before: '<act tool="write_file" path="{path}">\n', after: "\n</act>\n" },
};

const SLOTS: Readonly<Record<"header" | (typeof STEPS)[number], readonly string[]>> = {
  header: ["repo", "commit"],
  think: ["purpose"],
  delegate: ["path"],
  read: ["path"],
  observe: ["path"],
  write: ["path"],
};

/**
 * Checks a template that somebody wrote.
 *
 * @throws HindcastError CONFIG_INVALID for a shape or a slot that is not known
 */
export function parseTemplate(value: unknown, source: string): TextTemplate {
  const parsed = TextTemplate.safeParse(value);
  if (!parsed.success) {
    throw new HindcastError("CONFIG_INVALID", `${source}: ${problemOf(parsed.error)}`);
  }
  const template = parsed.data;
  const texts: [keyof typeof SLOTS, string][] = [
    ["header", template.header],
    ...STEPS.flatMap((step): [keyof typeof SLOTS, string][] => [
      [step, template[step].before],
      [step, template[step].after],
    ]),
  ];
  for (const [place, text] of texts) {
    for (const [, slot = ""] of text.matchAll(/\{([a-z]+)\}/g)) {
      if (SLOTS[place].includes(slot)) continue;
      const known = SLOTS[place].map((name) => `{${name}}`).join(", ");
      throw new HindcastError(
        "CONFIG_INVALID",
        `${source}: ${place} has the slot {${slot}}; it can have ${known}`,
      );
    }
  }
  return template;
}

/** Hash of a template, which an export records. */
export function templateHash(template: TextTemplate): string {
  return hashOf(template);
}

/** A text with its slots replaced; values are inserted as they are and never read for slots. */
export function fillSlots(text: string, values: Readonly<Record<string, string>>): string {
  return text.replaceAll(/\{([a-z]+)\}/g, (slot, name: string) => values[name] ?? slot);
}
