import { tmpdir } from "node:os";
import path from "node:path";
import { Command } from "commander";
import { reasonOf, printable } from "../../protocols/index.ts";
import {
  AUTHOR_FORMS,
  SCORER_FORMS,
  isBuiltIn,
  readSecrets,
  redactor,
  type Redact,
} from "../../model-servers/index.ts";
import type { Config, LoadedConfig } from "../../runtime/config/index.ts";
import {
  checkAuthor,
  checkAuthorAnswers,
  checkFolder,
  checkGrammars,
  checkMemory,
  checkNats,
  checkNode,
  checkScorers,
  checkThreads,
  type Check,
} from "../doctor/index.ts";
import { EXIT } from "../errors/index.ts";
import {
  addNatsOptions,
  addRunOptions,
  loadRunConfig,
  namesNats,
  readNatsOptions,
  readRunOptions,
  type RunFlags,
} from "../options/index.ts";
import {
  paintFor,
  processIo,
  useColor,
  writeJson,
  writeText,
  type CommandIo,
} from "../output/index.ts";
import type { AuthorOptions } from "../../agents/author/index.ts";
import { authorOptions, scorerOptions } from "../../app/actors/index.ts";

/** `hindcast doctor`: whether a run with these options has what it needs; exit code 4 if not. */
export function doctorCommand(io: CommandIo = processIo()): Command {
  const command = new Command("doctor").action(async (values: Record<string, unknown>) => {
    const options = readRunOptions(values);
    const checks = await examine(options, values, io);
    const ok = checks.every(({ status }) => status !== "fail");
    if (options.json) await writeJson(io.stdout, { ok, checks });
    else await writeText(io.stdout, formatChecks(checks, useColor(io.stdout, io.env)));
    io.exitCode(ok ? EXIT.done : EXIT.missing);
  });
  return addNatsOptions(addRunOptions(command));
}

async function examine(
  options: RunFlags,
  values: Readonly<Record<string, unknown>>,
  io: CommandIo,
): Promise<Check[]> {
  const secrets = readSecrets(io.env);
  const loaded = load(options, io);
  const checks: Promise<Check | Check[]>[] = [
    checkGrammars(),
    checkThreads(),
    checkFolder("temporary", tmpdir()),
    checkFolder("output", loaded.config?.out ?? io.cwd),
  ];
  if (loaded.config !== undefined) {
    checks.push(...examineModels(loaded.config, io));
  }
  if (namesNats(values)) checks.push(checkNats(() => readNatsOptions(values, io)));
  const slow = (await Promise.all(checks)).flat();
  // Servers and the system choose some of the words, and must not bring a secret back.
  const redact = redactor(secrets.all);
  return [checkNode(process.versions.node), loaded.check, checkMemory(), ...slow].map((check) =>
    redacted(check, redact),
  );
}

/** The author, the scorers and the judge; those of plug-ins are tried by `agents check`. */
function examineModels(config: Config, io: CommandIo): Promise<Check | Check[]>[] {
  const { author, scorers, judge, agents } = config;
  const { cache: _cache, ...settings } = scorerOptions(config, io.env);
  const isOwn = (spec: string, forms: typeof AUTHOR_FORMS): boolean =>
    agents.length > 0 && !isBuiltIn(spec, forms);
  const plugged = (name: string, spec: string): Promise<Check> => {
    const detail = `${spec} is a plug-in's: hindcast agents check MODULE --${name} SPEC tries it`;
    return Promise.resolve({ name, status: "ok", detail });
  };
  const models: Promise<Check | Check[]>[] = [];
  if (isOwn(author, AUTHOR_FORMS)) models.push(plugged("author", author));
  else {
    const { prompts, ...rest } = config;
    // Those of a plug-in are read when it is loaded.
    const readable = prompts !== undefined && path.isAbsolute(prompts) ? config : rest;
    const options = authorOptions(readable, io.env);
    models.push(examineAuthor(author, readSecrets(io.env).author, options));
  }
  const own = scorers.find((spec) => isOwn(spec, SCORER_FORMS));
  models.push(
    own === undefined ? checkScorers("scorer", scorers, settings) : plugged("scorer", own),
  );
  if (judge === undefined) return models;
  const isPlugged = isOwn(judge, SCORER_FORMS);
  // A judge is a scorer that no search sees.
  models.push(isPlugged ? plugged("scorer", judge) : checkScorers("judge", [judge], settings));
  return models;
}

/** A server that is not there, or has another model, is not asked a question as well. */
async function examineAuthor(
  spec: string,
  key: Parameters<typeof checkAuthor>[0]["key"],
  options: AuthorOptions,
): Promise<Check[]> {
  const reached = await checkAuthor({ spec, key });
  if (spec === "offline" || reached.status === "fail") return [reached];
  return [reached, await checkAuthorAnswers(spec, options)];
}

function redacted({ name, status, detail, todo }: Check, redact: Redact): Check {
  const safe = { name, status, detail: redact(detail) };
  return todo === undefined ? safe : { ...safe, todo: redact(todo) };
}

function load(options: RunFlags, io: CommandIo): { check: Check; config?: LoadedConfig["config"] } {
  const name = "configuration";
  try {
    const { config, file, warnings } = loadRunConfig(options, io);
    if (warnings.length === 0) {
      return { config, check: { name, status: "ok", detail: file ?? "no file" } };
    }
    const todo = "correct or unset these variables of the environment";
    return { config, check: { name, status: "warn", detail: warnings.join("; "), todo } };
  } catch (error) {
    const todo = "correct it; `hindcast config show` prints every key";
    return { check: { name, status: "fail", detail: reasonOf(error), todo } };
  }
}

function formatChecks(checks: readonly Check[], color: boolean): string {
  const paint = paintFor(color);
  const marks = { ok: paint.green("ok  "), warn: paint.bold("warn"), fail: paint.red("fail") };
  return checks
    .map(({ name, status, detail, todo }) => {
      const advice = todo === undefined ? "" : `${" ".repeat(21)}To do: ${printable(todo)}\n`;
      return `${marks[status]}  ${name.padEnd(13)}  ${printable(detail)}\n${advice}`;
    })
    .join("");
}
