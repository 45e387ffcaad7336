/**
 * How a slot's value is inserted into a prompt: a part of the prompt itself, one line in running text, or
 * a delimited block.
 */
type SlotForm = "part" | "line" | "block";

export interface SlotRule {
  readonly form: SlotForm;
  /** A prompt without it cannot do its work, unless it has the slot that `unless` names. */
  readonly required: boolean;
  readonly unless?: string;
  /**
   * Characters of a block, independent of its surroundings: a text that is cut in the same place in
   * every prompt is one that a server's prefix cache knows.
   */
  readonly limit: number;
}

const line: SlotRule = { form: "line", required: false, limit: 400 };
const needLine: SlotRule = { ...line, required: true };
const block = (limit: number): SlotRule => ({ form: "block", required: false, limit });
const needBlock = (limit: number): SlotRule => ({ ...block(limit), required: true });
const part: SlotRule = { form: "part", required: false, limit: Infinity };

const repository = { name: needLine, facts: needBlock(8_000), tree: block(12_000) };

/** Characters of one of the files that were read. */
export const READ_LIMIT = 4_000;

const file = {
  path: needLine,
  purpose: line,
  requirements: block(4_000),
  outline: needBlock(8_000),
  structure: block(3_000),
  reads: block(16_000),
  words: line,
};

const thought = { ...file, earlier: block(6_000), violations: block(3_000) };
/** Characters of a target that a rewriter is shown. */
export const TARGET_LIMIT = 16_000;

const rewrite = {
  ...file,
  /** All notes in their order: the same whichever of them is to be revised. */
  notes: block(10_000),
  which: line,
  /** The notes but one, and that one. */
  thoughts: block(6_000),
  current: { ...needBlock(4_000), unless: "notes" },
};
const truth = {
  // Whoever sees the target needs neither to see its skeleton nor to be told what it does.
  outline: { ...needBlock(8_000), unless: "target" },
  details: block(5_000),
  target: block(TARGET_LIMIT),
  /** Both of them, where the target is longer than its block. */
  rest: block(8_000),
};

/** Every prompt with the slots that it may use. */
const promptSlots = {
  requirements: repository,
  plan: {
    ...repository,
    requirements: block(4_000),
    files: needBlock(24_000),
    violations: block(4_000),
  },
  "thought-needs": thought,
  "thought-design": thought,
  "thought-write": thought,
  "rewrite-blind": rewrite,
  "rewrite-informed": { ...rewrite, ...truth, details: { ...needBlock(5_000), unless: "target" } },
  "rewrite-refine": {
    ...rewrite,
    ...truth,
    target: needBlock(TARGET_LIMIT),
    surprises: needBlock(3_000),
  },
  "rewrite-condense": rewrite,
  repair: { instructions: part, problem: needLine },
} as const satisfies Record<string, Readonly<Record<string, SlotRule>>>;

export type PromptName = keyof typeof promptSlots;

export const promptNames = Object.keys(promptSlots) as PromptName[];

/** Texts that several prompts begin with, by slot. */
export const sharedParts = ["system", "repository", "file", "truth"] as const;
export type SharedPart = (typeof sharedParts)[number];

/** The rules of one prompt's slots, by slot. */
export function slotsOf(name: PromptName): Readonly<Record<string, SlotRule>> {
  return promptSlots[name];
}
