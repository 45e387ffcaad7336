import { execFileSync, spawnSync } from "node:child_process";
import { Writable } from "node:stream";
import { describe, expect, test } from "vitest";
import {
  formatTable,
  paintFor,
  shellQuote,
  useColor,
  writeJson,
} from "../../../cli/output/index.ts";

describe("writeJson", () => {
  test("writes one line with one value", async () => {
    let text = "";
    await writeJson({ write: (part) => (text += part) }, { a: "\u001B[2J\n", b: [1] });
    expect(text.slice(0, -1)).not.toMatch(/\p{Cc}/u);
    expect(JSON.parse(text)).toEqual({ a: "\u001B[2J\n", b: [1] });
  });

  const failing = (code: string) =>
    new Writable({
      write: (_chunk, _encoding, done) => done(Object.assign(new Error(code), { code })),
    });

  test("a reader that went away is no error, a full disk is one", async () => {
    await expect(writeJson(failing("EPIPE"), 1)).resolves.toBeUndefined();
    await expect(writeJson(failing("ENOSPC"), 1)).rejects.toThrow("ENOSPC");
  });

  test("a process whose reader leaves ends well", () => {
    const script = `import { writeJson } from "./cli/output/index.ts";
      await writeJson(process.stdout, "x".repeat(4_000_000));
      await writeJson(process.stdout, "y");`;
    const command = `"$NODE" --import tsx --input-type=module -e "$SCRIPT" | head -c 10; echo " \${PIPESTATUS[0]}"`;
    const { stdout, stderr } = spawnSync("bash", ["-c", command], {
      encoding: "utf8",
      env: { ...process.env, NODE: process.execPath, SCRIPT: script },
    });
    expect(stderr).toBe("");
    expect(stdout.trim()).toBe('"xxxxxxxxx 0');
  });
});

describe("colours", () => {
  test.each([
    [{ isTTY: true }, {}, true],
    [{ isTTY: true }, { NO_COLOR: "1" }, false],
    [{ isTTY: true }, { NO_COLOR: "" }, true],
    [{ isTTY: true }, { TERM: "dumb" }, false],
    [{ isTTY: false }, {}, false],
    [{}, {}, false],
  ])("%j %j: %s", (stream, env, expected) => {
    expect(useColor(stream, env)).toBe(expected);
  });
});

describe("formatTable", () => {
  test("aligns columns by what people see", () => {
    const rows = [
      { name: "a.py", count: 1 },
      { name: "漢字\n.py", count: 1200 },
      { name: "a very long name indeed", count: 30 },
    ];
    const text = formatTable<(typeof rows)[number]>(
      [
        { title: "file", limit: 12, cell: ({ name }) => name },
        { title: "n", align: "right", cell: ({ count }) => String(count) },
      ],
      rows,
      paintFor(false),
    );
    expect(text).toBe(
      [
        "  file             n",
        "  a.py             1",
        "  漢字\\n.py     1200",
        "  a very long…    30",
        "",
      ].join("\n"),
    );
  });
});

describe("shellQuote", () => {
  test.each([
    "plain/path.json",
    "with space",
    "it's",
    "$(rm -rf)",
    "-flag",
    "new\nline\u001B[2J",
    "漢字",
    "`x`\\",
  ])("%j is one word of a shell", (text) => {
    const quoted = shellQuote(text);
    expect(quoted).not.toMatch(/\p{Cc}/u);
    const read = execFileSync("bash", ["-c", `printf %s ${quoted}`], { encoding: "utf8" });
    expect(read).toBe(text);
  });
});
