import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { errorTable } from "../../protocols/index.ts";

/** The page that documents every error, as the table says it. */
function page(): string {
  const entries = Object.entries(errorTable).toSorted(([a], [b]) => (a < b ? -1 : 1));
  const sections = entries.map(
    ([code, { class: kind, sentence, why, todo }]) =>
      `## ${code}\n\n${sentence}. Class \`${kind}\`.\n\n- Usually ${why}.\n- To do: ${todo}.\n`,
  );
  const head = [
    "# Errors",
    "",
    "Every error has a code that is never used for anything else. Its class says what a caller should do: a `retry` error",
    "may not occur again later, a `fatal` one will, `input` needs different input (exit code 2), `missing` needs a service or",
    "module (exit code 4), and `interrupted` needs `hindcast resume` (exit code 130).",
    "",
  ];
  return `${head.join("\n")}\n${sections.join("\n")}`;
}

describe("docs/errors.md", () => {
  it("says what the table of errors says; `npx vitest run test/docs -u` writes it", async () => {
    await expect(page()).toMatchFileSnapshot("../../docs/errors.md");
  });

  it("is named in the README", async () => {
    const readme = await readFile(new URL("../../README.md", import.meta.url), "utf8");
    expect(readme).toContain("docs/errors.md");
  });
});
