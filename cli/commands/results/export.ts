import { readFile } from "node:fs/promises";
import path from "node:path";
import { Command, Option } from "commander";
import { exportInputs } from "../../../app/export/index.ts";
import { version } from "../../../app/version.ts";
import {
  AUTO_TOKEN,
  CONTAINERS,
  CONTENTS,
  DEFAULT_TEMPLATE,
  DIALECTS,
  ExportTokenizer,
  FILE_ORDERS,
  FORMATS,
  STRUCTURES,
  THOUGHTS,
  containerOf,
  exportDataset,
  parseFilter,
  parseSplits,
  parseTemplate,
  type Container,
  type Content,
  type Dialect,
  type ExportManifest,
  type ExportOptions,
  type FileOrder,
  type FormatName,
  type Structure,
  type ThoughtChoice,
} from "../../../export/index.ts";
import { HindcastError, printable, reasonOf } from "../../../protocols/index.ts";
import { repeatable } from "../../options/index.ts";
import {
  formatTable,
  paintFor,
  useColor,
  writeJson,
  writeText,
  type CommandIo,
} from "../../output/index.ts";

/** What commander gives. */
interface Values {
  readonly format: FormatName;
  readonly to: string;
  readonly as?: Container;
  readonly tokenizer?: string;
  readonly begin: string;
  readonly end: string;
  readonly template?: string;
  readonly thoughts: ThoughtChoice;
  readonly structure: Structure;
  readonly dialect: Dialect;
  readonly content: Content;
  readonly order: FileOrder;
  readonly split: string;
  readonly filter: readonly string[];
  readonly without: readonly string[];
  readonly length: string;
  readonly shardMb: string;
  readonly seed: string;
  readonly json?: true;
}

const MEGABYTE = 1024 * 1024;

/** `hindcast export OUT...`: trajectories as data that trainers load. */
export function exportCommand(io: CommandIo): Command {
  return new Command("export")
    .argument("<out...>", "output directories of runs, or trajectory.json files")
    .addOption(
      new Option("--format <format>", "what to write").choices([...FORMATS]).makeOptionMandatory(),
    )
    .requiredOption("--to <dir>", "directory of the data set; an unfinished export there goes on")
    .addOption(new Option("--as <container>", "how tables are stored").choices([...CONTAINERS]))
    .option("--tokenizer <path>", "a tokenizer.json, or a directory with one as on the Hub")
    .option("--begin <token>", "token before each sequence: a name, auto or none", AUTO_TOKEN)
    .option("--end <token>", "token after each sequence: a name, auto or none", AUTO_TOKEN)
    .option("--template <file>", "JSON file that says how steps are written as text")
    .addOption(
      new Option("--thoughts <which>", "which thoughts it holds")
        .choices([...THOUGHTS])
        .default("final"),
    )
    .addOption(
      new Option("--structure <how>", "one row a trajectory, or one an agent")
        .choices([...STRUCTURES])
        .default("flat"),
    )
    .addOption(
      new Option("--dialect <trainer>", "whose chat format").choices([...DIALECTS]).default("trl"),
    )
    .addOption(
      new Option("--content <what>", "tokens of the trajectory, or of the repository alone")
        .choices([...CONTENTS])
        .default("trajectory"),
    )
    .addOption(
      new Option("--order <order>", "order of files where the repository alone is written")
        .choices([...FILE_ORDERS])
        .default("path"),
    )
    .option("--length <tokens>", "tokens of a packed row", "65536")
    .option("--split <splits>", "NAME=SHARE,...; a repository is in one split", "train=1")
    .option("--filter <condition>", "NAME=VALUE,... or NAME>=NUMBER; repeatable", repeatable, [])
    .option(
      "--without <repository>",
      "leave a repository out, by name or origin; repeatable",
      repeatable,
      [],
    )
    .option("--shard-mb <megabytes>", "size of a file before the next begins", "512")
    .option("--seed <seed>", "seed of the splits", "1")
    .option("--json", "print the manifest as JSON")
    .action(async (places: string[], values: Values) => {
      const options = await readOptions(values, io);
      const inputs = exportInputs(places.map((place) => path.resolve(io.cwd, place)));
      const manifest = await exportDataset(inputs, options);
      if (values.json) await writeJson(io.stdout, manifest);
      else
        await writeText(
          io.stdout,
          described(manifest, path.relative(io.cwd, options.to) || ".", io),
        );
    });
}

async function readOptions(values: Values, io: CommandIo): Promise<ExportOptions> {
  const { format, tokenizer, begin, end } = values;
  const resolve = (place: string): string => path.resolve(io.cwd, place);
  const loaded =
    tokenizer === undefined
      ? {}
      : {
          tokenizer: await ExportTokenizer.load(
            resolve(tokenizer),
            { begin, end },
            new AbortController().signal,
          ),
        };
  if (!loaded.tokenizer && ["tokenised", "packed", "megatron"].includes(format)) {
    const detail = `--format ${format} needs --tokenizer with a tokenizer.json or a directory that holds one`;
    throw new HindcastError("USAGE", detail);
  }
  return {
    format,
    to: resolve(values.to),
    container: values.as ?? containerOf(format),
    template:
      values.template === undefined
        ? DEFAULT_TEMPLATE
        : await readTemplate(resolve(values.template)),
    thoughts: values.thoughts,
    structure: values.structure,
    dialect: values.dialect,
    // What `raw` writes is the repository, so that is what is counted.
    content: format === "raw" ? "repository" : values.content,
    order: values.order,
    splits: parseSplits(values.split),
    filters: values.filter.map(parseFilter),
    without: new Set(values.without),
    length: wholeNumber("--length", values.length),
    shardBytes: wholeNumber("--shard-mb", values.shardMb) * MEGABYTE,
    seed: Number(values.seed),
    version,
    ...loaded,
  };
}

async function readTemplate(file: string): Promise<ExportOptions["template"]> {
  let value: unknown;
  try {
    value = JSON.parse(await readFile(file, "utf8"));
  } catch (error) {
    throw new HindcastError("CONFIG_INVALID", `${file}: ${reasonOf(error)}`, { cause: error });
  }
  return parseTemplate(value, file);
}

function wholeNumber(option: string, text: string): number {
  const number = Number(text);
  if (Number.isInteger(number) && number > 0) return number;
  throw new HindcastError("USAGE", `${option} ${text}: use a whole number above 0`);
}

/** Left-out sessions that are printed; all of them are in export.json. */
const SHOWN = 10;

interface Amount {
  readonly of: string;
  readonly trained: number;
  readonly masked: number;
}

function described(manifest: ExportManifest, to: string, io: CommandIo): string {
  const { counts, files, left_out: leftOut } = manifest;
  const amounts: Amount[] = Object.entries(counts.characters).map(([of, amount]) => ({
    of,
    ...amount,
  }));
  const { tokens } = counts;
  if (tokens.trained + tokens.masked > 0) amounts.push({ of: "tokens in all", ...tokens });
  const table = formatTable<Amount>(
    [
      { title: "characters of", cell: ({ of }) => of },
      { title: "trained", align: "right", cell: ({ trained }) => trained.toLocaleString("en") },
      { title: "masked", align: "right", cell: ({ masked }) => masked.toLocaleString("en") },
    ],
    amounts,
    paintFor(useColor(io.stdout, io.env)),
  );
  const left = leftOut
    .slice(0, SHOWN)
    .map(({ session, path: file, reason }) =>
      printable(`left out: ${session}${file === undefined ? "" : ` ${file}`}: ${reason}`),
    );
  const more = leftOut.length - left.length;
  const total = `${counts.trajectories} trajectories, ${counts.rows} rows, ${files.length} files in ${printable(to)}`;
  const lines = [total, "", table, ...left];
  if (more > 0) lines.push(`... and ${more} more in export.json`);
  return `${lines.join("\n").trimEnd()}\n`;
}
