import { PassThrough } from "node:stream";
import { describe, expect, test } from "vitest";
import { indexLog, type IndexedLog } from "../../../app/log/index.ts";
import { checkTerminal, debugInTerminal } from "../../../cli/debug/terminal/index.ts";
import { displayWidth } from "../../../runtime/progress/index.ts";
import { GOLDEN_LOG } from "../../app/replay/golden-log.ts";

const ESCAPES = /\u001B\[[0-9;?]*[A-Za-z]/g; // oxlint-disable-line no-control-regex
const KEYS = /\u001B\[\w|[^]/g; // oxlint-disable-line no-control-regex

let reading: Promise<IndexedLog> | undefined;

function golden(): Promise<IndexedLog> {
  reading ??= indexLog({ log: GOLDEN_LOG, env: {} });
  return reading;
}

/** A terminal without a screen: what was drawn last, and a way to press keys. */
async function terminal(
  index: IndexedLog,
  { columns = 80, rows = 24, env = { NO_COLOR: "1" }, at = 1 } = {},
) {
  const raw: boolean[] = [];
  const stdin = Object.assign(new PassThrough(), {
    isTTY: true,
    setRawMode: (on: boolean) => raw.push(on),
  });
  const stdout = Object.assign(new PassThrough(), { isTTY: true, columns, rows });
  let written = "";
  stdout.setEncoding("utf8").on("data", (text: string) => (written += text));
  const io = { stdin, stdout, stderr: new PassThrough(), env, cwd: "/", exitCode: () => {} };
  checkTerminal(io);
  const ended = debugInTerminal(io, index, { at, forkAt: (seq) => `fork --at ${seq}` });
  const settled = () => new Promise((resolve) => setImmediate(resolve));
  await settled();
  return {
    raw,
    ended,
    stdout,
    written: () => written,
    /** The lines on the screen. */
    lines: () => {
      const frame = written.slice(written.lastIndexOf("\u001B[H") + 3);
      return frame.replaceAll(ESCAPES, "").trimEnd().split("\n");
    },
    press: async (keys: string) => {
      for (const key of keys.match(KEYS) ?? []) {
        stdin.write(key);
        await settled();
      }
    },
  };
}

/** The position in the first line. */
function positionOf(lines: readonly string[]): number {
  return Number(/^message (\d+) of/.exec(lines[0] ?? "")?.[1]);
}

describe("the debugger", () => {
  test.each([
    { columns: 80, rows: 24 },
    { columns: 200, rows: 50 },
    { columns: 40, rows: 10 },
  ])("fits $columns columns and $rows rows, in every view", async (size) => {
    const index = await golden();
    const { press, lines, ended } = await terminal(index, { ...size, at: 30 });
    for (const view of ["1", "2", "3", "4", "5", "6", "?"]) {
      await press(view);
      const drawn = lines();
      expect(drawn.length).toBeLessThanOrEqual(size.rows);
      for (const line of drawn) expect(displayWidth(line)).toBeLessThanOrEqual(size.columns);
    }
    await press("q");
    expect(await ended).toEqual({});
  });

  test("walks by message, agent, kind and cause, and back", async () => {
    const index = await golden();
    const { messages, steps } = index;
    const described = messages.ofKind("graph.described")[0]!;
    const { press, lines } = await terminal(index, { at: described });
    const { agent } = steps.at(described)!;
    const own = steps.of(agent).map(({ seq }) => seq);
    await press("n");
    expect(positionOf(lines())).toBe(own[own.indexOf(described) + 1]);
    await press("p");
    expect(positionOf(lines())).toBe(described);
    await press("k");
    expect(positionOf(lines())).toBe(described - 1);
    await press("\u001B[B]");
    expect(positionOf(lines())).toBe(messages.ofKind("graph.described")[1]);
    await press("[c");
    const cause = messages.causeOf(messages.at(described)!);
    expect(positionOf(lines())).toBe(cause?.seq);
    await press("e");
    expect(positionOf(lines())).toBe(messages.effectsOf(cause!)[0]?.seq);
  });

  test("shows the state, what changed, what was sent, and the machine with its state", async () => {
    const index = await golden();
    const described = index.messages.ofKind("graph.described")[0]!;
    const { press, lines } = await terminal(index, { at: described });
    const text = lines().join("\n");
    expect(text).toContain("describing -> thinking");
    expect(text).toContain("describing deciding [thinking] grounding");
    expect(text).toContain("+ /purposes/-");
    expect(text).toMatch(/> +\d+ .* graph\.described {2}graph\/pool -> coder/);
    await press("4");
    expect(lines()).toContain(">   thinking");
  });

  test("finds the previous change of a field, a condition and a text", async () => {
    const index = await golden();
    const { messages, steps } = index;
    const checked = messages.ofKind("graph.thought_checked")[1]!;
    const { press, lines } = await terminal(index, { at: checked });
    await press("f\u0015/draft\r");
    const changed = positionOf(lines());
    expect(messages.at(changed)?.kind).toBe("author.written");
    expect(steps.at(changed)?.agent).toBe(steps.at(checked)?.agent);
    await press("u");
    await press("kind == 'session.finished'\r");
    expect(positionOf(lines())).toBe(messages.ofKind("session.finished")[0]);
    await press("/SCORER.SCORED\r");
    expect(lines().at(-1)).toContain("not found forwards: SCORER.SCORED");
    await press("<");
    expect(messages.at(positionOf(lines()))?.kind).toBe("scorer.scored");
    await press("ustate = 1\r");
    expect(lines().at(-1)).toMatch(/condition .* at 7, expected/);
    await press("g7\r");
    expect(positionOf(lines())).toBe(7);
    await press("g70000\r");
    expect(positionOf(lines())).toBe(7);
  });

  test("prints the command that forks here, and gives the terminal back", async () => {
    const { press, ended, raw, written } = await terminal(await golden(), { at: 9 });
    await press("F\r");
    expect(await ended).toEqual({ command: "fork --at 9" });
    expect(raw).toEqual([true, false]);
    expect(written()).toMatch(/\u001B\[\?25h\u001B\[\?1049l$/); // oxlint-disable-line no-control-regex
  });

  test("draws again when the window changes, without colours where they are not wanted", async () => {
    const index = await golden();
    const plain = await terminal(index);
    Object.assign(plain.stdout, { columns: 60, rows: 12 }).emit("resize");
    await plain.press("j");
    expect(plain.lines().length).toBeLessThanOrEqual(12);
    expect(plain.written()).not.toMatch(/\u001B\[[0-9;]*m/); // oxlint-disable-line no-control-regex
    const coloured = await terminal(index, { env: { NO_COLOR: "" } });
    expect(coloured.written()).toContain("\u001B[1m");
  });

  test("obeys nothing that a log says", async () => {
    const index = await golden();
    const hostile = "\u001B]0;title\u0007\u202Eevil\u001B[2J";
    const first = index.messages.at(1)!;
    const changed = { ...first, kind: hostile, body: { text: hostile }, session: hostile };
    const { messages } = await indexLog({ log: GOLDEN_LOG, env: {}, until: 3 });
    messages.messages[0] = changed;
    const { press, written } = await terminal({ ...index, messages });
    await press("3");
    expect(written()).not.toContain("\u001B]");
    expect(written()).not.toContain("\u001B[2J");
    expect(written()).not.toContain("\u202E");
    expect(written()).toContain(String.raw`\x1b]0;title\x07\u202eevil`);
  });
});

test("a terminal is needed", () => {
  const io = {
    stdin: new PassThrough(),
    stdout: new PassThrough(),
    stderr: new PassThrough(),
    env: {},
    cwd: "/",
    exitCode: () => {},
  };
  expect(() => checkTerminal(io)).toThrow(
    expect.objectContaining({
      code: "USAGE",
      detail: expect.stringContaining("stdin is no terminal") as string,
    }),
  );
});
