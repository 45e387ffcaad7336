import { describe, expect, test } from "vitest";
import { run, start, until, type Running } from "../../cli/command.ts";
import { get, idsOf, post } from "./serving.ts";

const small = ["serve-lm", "--port", "0", "--threads", "1"];

/** The first line that it printed. */
function firstLine({ written, process: child }: Running): Promise<string> {
  return until("the line that says where it listens", () => /^(.*)\n/.exec(written.stdout)?.[1], {
    giveUp: () => (child.exitCode === null ? undefined : written.stderr),
  });
}

describe("hindcast serve-lm", () => {
  test.each([
    ["SIGTERM", 0],
    ["SIGINT", 130],
  ] as const)("says where it listens, serves, and ends on %s with %i", async (signal, code) => {
    const command = start([...small, "--protocol", "sglang"]);
    const line = await firstLine(command);
    const url =
      /^hindcast-offline at (http:\/\/127\.0\.0\.1:\d+) \(sglang\)$/.exec(line)?.[1] ?? "";
    const body = { input_ids: idsOf("abc"), sampling_params: { max_new_tokens: 1 } };
    expect((await post({ url }, "/generate", body)).status).toBe(200);
    expect((await get({ url }, "/version")).status).toBe(404);
    command.process.kill(signal);
    const ended = await command.ended;
    expect([ended.code, ended.signal, ended.stderr]).toEqual([code, null, ""]);
    expect(ended.stdout).toBe(`${line}\n`);
  });

  test("prints one JSON value, and takes a name, a context and faults", async () => {
    const command = start([
      ...small,
      "--json",
      "--model=bytes",
      "--context-length=64",
      "--faults=503=1,retry-after=3",
      "--queue=4",
    ]);
    const { url, ...rest } = JSON.parse(await firstLine(command)) as { url: string };
    expect(rest).toEqual({ model: "bytes", protocols: ["sglang", "vllm", "echo", "tgi"] });
    const { json } = await get({ url }, "/v1/models");
    expect(json).toMatchObject({ data: [{ id: "bytes", max_model_len: 64 }] });
    const { status, headers } = await post({ url }, "/v1/completions", { prompt: "a" });
    expect([status, headers.get("retry-after")]).toEqual([503, "3"]);
    const { status: taken, stderr } = await usage(["--port", new URL(url).port]);
    expect([taken, stderr]).toEqual([2, expect.stringMatching(/--port.*EADDRINUSE/) as string]);
    command.process.kill("SIGTERM");
    expect((await command.ended).code).toBe(0);
  });

  test.each([
    [["--protocol", "grpc"], /--protocol.*"grpc".*sglang, vllm, echo, tgi, all/],
    [["--port", "70000"], /--port.*"70000".*65535/],
    [["--context-length", "1"], /--context-length/],
    [["--queue", "none"], /--queue/],
    [["--threads", "0"], /--threads/],
    [["--faults", "boom=1"], /"boom=1".*hang/],
  ])("%j is wrong", async (args, told) => {
    const { status, stderr } = await usage(args);
    expect(status).toBe(2);
    expect(stderr).toMatch(told);
  });
});

async function usage(args: readonly string[]): Promise<{ status: number | null; stderr: string }> {
  const { code, stderr } = await run(["serve-lm", ...args]);
  return { status: code, stderr };
}
