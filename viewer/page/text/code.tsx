import type { ComponentChildren } from "preact";
import { Plain } from "./plain.tsx";

/** Lines that are in sight before the reader asks for all. */
const FIRST = 12;

/**
 * The text of a file with line numbers. A long one is folded to its first lines, or to those that
 * hold what is searched for, until it is opened.
 */
export function Code({
  text,
  label,
  find = "",
  open,
  onOpen,
  beside,
}: {
  readonly text: string;
  readonly label: string;
  /** Columns between the numbers and the text, for the lines from 1 that are in sight. */
  readonly beside?: (lines: readonly number[]) => ComponentChildren;
  readonly find?: string;
  readonly open: boolean;
  readonly onOpen: () => void;
}) {
  const lines = text.split("\n");
  const count = lines.at(-1) === "" ? lines.length - 1 : lines.length;
  const shown = open || count <= FIRST ? linesUpTo(count) : folded(lines, count, find);
  const body = shown.map((line) => lines[line] ?? "").join("\n");
  return (
    <div class="code">
      <div class="code-text" role="region" aria-label={label} tabIndex={0}>
        <pre class="numbers" aria-hidden="true">
          {shown.map((line) => line + 1).join("\n")}
        </pre>
        {beside?.(shown.map((line) => line + 1))}
        <pre>
          <Plain text={body} find={find} />
        </pre>
      </div>
      {count > FIRST && (
        <button type="button" class="quiet" aria-expanded={open} onClick={onOpen}>
          {open ? "Fold" : `Show all ${count.toLocaleString("en")} lines`}
        </button>
      )}
    </div>
  );
}

function linesUpTo(count: number): number[] {
  return Array.from({ length: count }, (_none, line) => line);
}

function folded(lines: readonly string[], count: number, find: string): number[] {
  if (find === "") return linesUpTo(FIRST);
  const wanted = find.toLowerCase();
  const found = linesUpTo(count).filter((line) => lines[line]?.toLowerCase().includes(wanted));
  return found.length === 0 ? linesUpTo(FIRST) : found.slice(0, FIRST);
}
