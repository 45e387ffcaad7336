import { rates, type Rates } from "../model/figures.ts";
import type { SizeLaw } from "../model/repositories.ts";
import type { Settings } from "../model/work.ts";

/** Repositories, settings and rates of one scenario. */
export interface Case {
  readonly name: string;
  readonly law: SizeLaw;
  readonly settings: Settings;
  readonly rates: Rates;
}

const LIMITS = { mostFiles: 2000, mostBytes: 262_144 };

/** Mean tokens of a repository in arXiv:2603.11103, figure 2b, as a review of it says. */
const PAPER_TOKENS = 4865.5;
/** Mean files of the npm packages below 60 kB in this project's dependencies. */
const SMALL_FILES = 8.1;
/** Mean bytes of those packages. */
const SMALL_BYTES = 20_382;

/**
 * The paper's size, with files as in 98 npm packages below 60 kB; the spreads are those of all 179
 * packages that this project depends on, and of their 7,229 files.
 */
const paperBytes = PAPER_TOKENS * rates.bytesPerToken;
const paper: SizeLaw = {
  files: (paperBytes * SMALL_FILES) / SMALL_BYTES,
  filesSpread: 1.17,
  bytes: SMALL_BYTES / SMALL_FILES,
  bytesSpread: 1.81,
  ...LIMITS,
};

/** All 179 packages: 239 kB in 40 files, fourteen times the paper's. */
const large: SizeLaw = {
  files: 40.4,
  filesSpread: 1.17,
  bytes: 5928,
  bytesSpread: 1.81,
  ...LIMITS,
};

const base: Settings = { evaluations: 12, scorerReuse: true, authorReuse: false };

function variant(
  name: string,
  settings: Partial<Settings> = {},
  others: { readonly law?: SizeLaw; readonly rates?: Partial<Rates> } = {},
): Case {
  return {
    name,
    law: others.law ?? paper,
    settings: { ...base, ...settings },
    rates: { ...rates, ...others.rates },
  };
}

const baseCase = variant("paper's repositories, 12 evaluations");

/** What is compared with the base. */
export const cases: readonly Case[] = [
  baseCase,
  variant("8 evaluations", { evaluations: 8 }),
  variant("16 evaluations", { evaluations: 16 }),
  variant("32 evaluations", { evaluations: 32 }),
  variant("scorers without prefix reuse (vLLM)", { scorerReuse: false }),
  variant("authors with prefix reuse", { authorReuse: true }),
  variant("a worker crashes every hour", {}, { rates: { workerMtbf: 3600 } }),
  variant("larger repositories", {}, { law: large }),
];

/** Rates that nobody knows well, at both ends of what is plausible; planned, not played. */
export const bounds: readonly Case[] = [
  variant("3 bytes a token", {}, { rates: { bytesPerToken: 3 } }),
  variant("4.5 bytes a token", {}, { rates: { bytesPerToken: 4.5 } }),
  variant("100 tokens an answer", {}, { rates: { answerTokens: 100 } }),
  variant("1,024 tokens an answer", {}, { rates: { answerTokens: 1024 } }),
  variant(
    "author as vLLM in bf16 (3,330 and 1,780 tokens/s)",
    {},
    {
      rates: { authorPrefill: 3330, authorDecode: 1780 },
    },
  ),
  variant("scorer at 15,000 tokens/s", {}, { rates: { scorerPrefill: 15_000 } }),
  variant(
    "one proposal an evaluation",
    {},
    {
      rates: { rewritesBase: 0, rewritesPerEvaluation: 1 },
    },
  ),
];
