/** How a slot's value stands in a prompt: one line in running text, or a delimited block. */
type SlotForm = "line" | "block";

interface SlotRule {
  readonly form: SlotForm;
  /** A prompt without it cannot do its work. */
  readonly required: boolean;
}

const needLine: SlotRule = { form: "line", required: true };
const needBlock: SlotRule = { form: "block", required: true };
const mayBlock: SlotRule = { form: "block", required: false };

const repository = { name: needLine, facts: needBlock, tree: mayBlock };

const file = {
  path: needLine,
  purpose: { form: "line", required: false },
  requirements: mayBlock,
  outline: needBlock,
  structure: mayBlock,
  reads: mayBlock,
  words: { form: "line", required: false },
} as const;

const thought = { ...file, earlier: mayBlock, violations: mayBlock };
const rewrite = { ...file, thoughts: mayBlock, current: needBlock };

/** Every prompt with the slots that it may use. */
const promptSlots = {
  requirements: repository,
  plan: { ...repository, requirements: mayBlock, files: needBlock, violations: mayBlock },
  "thought-needs": thought,
  "thought-design": thought,
  "thought-write": thought,
  "rewrite-blind": rewrite,
  "rewrite-informed": { ...rewrite, details: needBlock, target: mayBlock },
  "rewrite-refine": { ...rewrite, details: mayBlock, target: needBlock, surprises: needBlock },
  "rewrite-condense": rewrite,
  repair: { instructions: { form: "line", required: false }, problem: needLine },
} as const satisfies Record<string, Readonly<Record<string, SlotRule>>>;

export type PromptName = keyof typeof promptSlots;

export const promptNames = Object.keys(promptSlots) as PromptName[];

/** The rules of one prompt's slots, by slot. */
export function slotsOf(name: PromptName): Readonly<Record<string, SlotRule>> {
  return promptSlots[name];
}
