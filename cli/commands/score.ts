import { readFile } from "node:fs/promises";
import path from "node:path";
import { Command } from "commander";
import { HindcastError, reasonOf } from "../../protocols/index.ts";
import { createScorer, type ScoreAnswer } from "../../scoring/scorer/index.ts";
import { addScorerOptions, loadScorerConfig, type ScorerChoice } from "../options/index.ts";
import { writeJson, writeText, type CommandIo } from "../output/index.ts";
import { scorerOptions } from "../../app/actors/index.ts";

interface ScoreCommandOptions extends ScorerChoice {
  readonly context: string;
  readonly thought?: string;
  readonly target: string;
  readonly json?: boolean;
}

/** Nothing is clipped where plain likelihoods are asked for. */
const UNCLIPPED = 1000;

/** `hindcast score`: how likely is a target, with and without a thought? */
export function scoreCommand(io: CommandIo): Command {
  return addScorerOptions(new Command("score"))
    .description("print the likelihood of a text after a context and a thought")
    .requiredOption("--context <file>", "what is known before the thought")
    .option("--thought <file>", "the thought")
    .requiredOption("--target <file>", "the text whose likelihood is asked for")
    .option("--json", "print one JSON value on stdout")
    .action(async (options: ScoreCommandOptions) => {
      const config = loadScorerConfig(options, io);
      const [context, target] = await Promise.all([
        read(io, options.context),
        read(io, options.target),
      ]);
      const thought = options.thought === undefined ? "" : await read(io, options.thought);
      // One question does not wait for a server that may come back.
      const settings = { ...scorerOptions(config, io.env), outageTimeout: 0 };
      const scorer = createScorer(config.scorers, settings);
      try {
        const variants = [{ segments: [context] }, { segments: [context, thought] }];
        const question = { variants, target, clip: UNCLIPPED, affinity: "" };
        const [none, answer] = await scorer.score(question, new AbortController().signal);
        if (!none || !answer) throw new HindcastError("SCORER_FAILED", "an answer is missing");
        const [baseline, result] = [likelihoodOf(none), likelihoodOf(answer)];
        if (options.json) return await writeJson(io.stdout, { ...result, baseline });
        const lines = [`without the thought: ${textOf(baseline)}`];
        if (options.thought !== undefined) lines.push(`with the thought:    ${textOf(result)}`);
        return await writeText(io.stdout, `${lines.join("\n")}\n`);
      } finally {
        await scorer.close();
      }
    });
}

type Likelihood = ReturnType<typeof likelihoodOf>;

function likelihoodOf({ logprob, tokens }: ScoreAnswer) {
  const nats = tokens === 0 ? 0 : -logprob / tokens;
  return { logprob, tokens, perplexity: Math.exp(nats), nats_per_token: nats };
}

function textOf(likelihood: Likelihood): string {
  const { logprob, tokens, perplexity, nats_per_token } = likelihood;
  const nats = `${logprob.toFixed(2)} nats over ${tokens} tokens`;
  return `${nats}, ${nats_per_token.toFixed(4)} a token, perplexity ${perplexity.toFixed(3)}`;
}

async function read(io: CommandIo, file: string): Promise<string> {
  try {
    return await readFile(path.resolve(io.cwd, file), "utf8");
  } catch (error) {
    throw new HindcastError("USAGE", `${file}: ${reasonOf(error)}`, { cause: error });
  }
}
