import type { ExportManifest, Recipe } from "../../../export/index.ts";
import { printable } from "../../../protocols/index.ts";
import { formatTable, paintFor, useColor, type CommandIo } from "../../output/index.ts";

/** Left-out sessions that are printed; all of them are in export.json. */
const SHOWN = 10;

interface Amount {
  readonly of: string;
  readonly trained: number;
  readonly masked: number;
}

/** What an export holds, as text. */
export function described(manifest: ExportManifest, to: string, io: CommandIo): string {
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

/** The arms of a recipe, as text. */
export function describedRecipe(recipe: Recipe, to: string, io: CommandIo): string {
  const table = formatTable<Recipe["arms"][number]>(
    [
      { title: "arm", cell: ({ name }) => name },
      {
        title: "rows",
        align: "right",
        cell: ({ manifest }) => manifest.counts.rows.toLocaleString("en"),
      },
      {
        title: "trained tokens",
        align: "right",
        cell: ({ manifest }) => manifest.counts.tokens.trained.toLocaleString("en"),
      },
      { title: "of", align: "right", cell: ({ available }) => available.toLocaleString("en") },
      {
        title: "masked",
        align: "right",
        cell: ({ manifest }) => manifest.counts.tokens.masked.toLocaleString("en"),
      },
      { title: "holds", cell: ({ description }) => description },
    ],
    recipe.arms,
    paintFor(useColor(io.stdout, io.env)),
  );
  const files = recipe.files.map((file) => `  ${file}`).join("\n");
  return `${table}\nTraining configurations in ${printable(to)}:\n${files}\n`;
}
