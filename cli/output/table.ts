import { printable } from "../../protocols/index.ts";
import { displayWidth, truncate } from "../../runtime/progress/index.ts";

/** One column of a table. */
export interface Column<Row> {
  readonly title: string;
  /** Numbers are right-aligned. */
  readonly align?: "left" | "right";
  /** Columns of the terminal that it may fill at most. */
  readonly limit?: number;
  readonly cell: (row: Row) => string;
}

/** How to mark text; the identity where there is no colour. */
export interface Paint {
  bold(text: string): string;
  dim(text: string): string;
  red(text: string): string;
  green(text: string): string;
}

/** Rows in aligned columns below their titles, two spaces apart, without spaces at line ends. */
export function formatTable<Row>(
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  paint: Pick<Paint, "dim">,
): string {
  const cells = rows.map((row) =>
    columns.map(({ cell, limit = Infinity }) => truncate(printable(cell(row)), limit)),
  );
  const titles = columns.map(({ title }) => title);
  const widths = titles.map((title, index) =>
    Math.max(displayWidth(title), ...cells.map((line) => displayWidth(line[index]!))),
  );
  const lineOf = (texts: readonly string[]): string =>
    texts
      .map((text, index) => {
        const space = " ".repeat(widths[index]! - displayWidth(text));
        return columns[index]!.align === "right" ? space + text : text + space;
      })
      .join("  ")
      .trimEnd();
  return [paint.dim(lineOf(titles)), ...cells.map(lineOf)].map((line) => `  ${line}\n`).join("");
}
