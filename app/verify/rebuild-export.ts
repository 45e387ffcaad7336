import { readdir } from "node:fs/promises";
import path from "node:path";
import * as z from "zod";
import type { WriteStep } from "../../agents/trajectory/index.ts";
import type { ExportManifest } from "../../export/index.ts";
import { encodeText } from "../../graph/index.ts";
import { HindcastError, problemOf, reasonOf, sha256 } from "../../protocols/index.ts";
import { readPlain } from "../../runtime/files/index.ts";
import { tableRows } from "../input/index.ts";

const FileEntry = z.looseObject({
  path: z.string(),
  sha256: z.string(),
  encoding: z.enum(["utf-8", "latin1"]),
  executable: z.boolean(),
});

/** A row whose text holds every file at a place that the row names. */
const TextRow = z.looseObject({
  id: z.string(),
  repo: z.string(),
  text: z.string(),
  files: z.array(FileEntry.extend({ start: z.number(), end: z.number() })),
});

const WriteCall = z.object({ path: z.string(), content: z.string() });

const ChatRow = z.looseObject({
  id: z.string(),
  repo: z.string(),
  messages: z.array(
    z.looseObject({
      content: z.unknown(),
      tool_calls: z
        .array(z.looseObject({ function: z.object({ name: z.string(), arguments: z.string() }) }))
        .nullish(),
    }),
  ),
  files: z.array(FileEntry),
});

const ToolPart = z.object({ type: z.literal("tool_call"), value: z.string() });
const NamedCall = z.object({ name: z.string(), arguments: z.unknown() });

const AtifFile = z.looseObject({
  extra: z.looseObject({ repo: z.string(), files: z.array(FileEntry) }),
  steps: z.array(
    z.looseObject({
      tool_calls: z
        .array(z.looseObject({ function_name: z.string(), arguments: z.unknown() }))
        .optional(),
    }),
  ),
});

/** The files of one trajectory, as an export holds them. */
export interface ExportedFiles {
  readonly id: string;
  readonly repo: string;
  readonly files: readonly WriteStep[];
}

/** Formats whose rows hold every file of the repository. */
const LOSSLESS = ["documents", "raw", "chat", "atif"];

/**
 * The repositories of an export, from its rows alone; one trajectory is in memory at a time.
 *
 * @throws HindcastError OUTPUT_INVALID for a row that is none of its format or a file whose hash is
 *   another; USAGE for a format that does not hold the files
 */
export async function* filesOfExport(
  directory: string,
  manifest: ExportManifest,
): AsyncGenerator<ExportedFiles> {
  const { format, dialect } = manifest.options;
  if (!LOSSLESS.includes(String(format)) || (format === "chat" && dialect === "ms-swift")) {
    const detail = `${directory} holds ${String(format)}, which does not say where a file begins and ends: rebuild from ${LOSSLESS.join(", ")}, or from trajectory.json`;
    throw new HindcastError("USAGE", detail);
  }
  if (format === "atif") yield* atifFiles(directory, manifest);
  else yield* mergedRows(directory, manifest);
}

/** Rows of one trajectory follow one another: those of its coders have its id and their path. */
async function* mergedRows(
  directory: string,
  { files, options }: ExportManifest,
): AsyncGenerator<ExportedFiles> {
  let open: { id: string; repo: string; files: WriteStep[] } | undefined;
  for (const { path: name } of files) {
    const file = path.join(directory, name);
    for await (const value of tableRows(file)) {
      const row = options["format"] === "chat" ? chatFiles(value, file) : textFiles(value, file);
      const [id = ""] = row.id.split("/");
      if (open && open.id !== id) yield open;
      if (open?.id !== id) open = { id, repo: row.repo, files: [] };
      open.files.push(...row.files);
    }
  }
  if (open) yield open;
}

function textFiles(value: unknown, file: string): ExportedFiles {
  const { id, repo, text, files } = parsed(TextRow, value, file);
  // The places are in code points, as Python counts them.
  const points = Array.from(text);
  return {
    id,
    repo,
    files: files.map((entry) => fileOf(entry, points.slice(entry.start, entry.end).join(""), file)),
  };
}

function chatFiles(value: unknown, file: string): ExportedFiles {
  const { id, repo, messages, files } = parsed(ChatRow, value, file);
  const calls = messages.flatMap((message): unknown[] => {
    const called = (message.tool_calls ?? []).map(({ function: call }) => call);
    const parts = Array.isArray(message.content) ? (message.content as unknown[]) : [];
    const inParts = parts.flatMap((part) => {
      const tool = ToolPart.safeParse(part);
      return tool.success ? [jsonOf(tool.data.value, file)] : [];
    });
    return [...called, ...inParts];
  });
  return { id, repo, files: written(calls, files, file) };
}

async function* atifFiles(
  directory: string,
  { files }: ExportManifest,
): AsyncGenerator<ExportedFiles> {
  const folders = new Set(files.map(({ path: name }) => path.posix.dirname(name)));
  for (const folder of folders) {
    const place = path.join(directory, folder);
    const all: WriteStep[] = [];
    let repo = "";
    for (const name of (await readdir(place)).toSorted()) {
      const file = path.join(place, name);
      const { extra, steps } = parsed(
        AtifFile,
        jsonOf((await readPlain(file)).toString("utf8"), file),
        file,
      );
      repo = extra.repo;
      const calls = steps.flatMap(({ tool_calls: called = [] }) =>
        called.map((call) => ({ name: call.function_name, arguments: call.arguments })),
      );
      all.push(...written(calls, extra.files, file));
    }
    yield { id: path.posix.basename(folder), repo, files: all };
  }
}

/** The files that calls of `write_file` hold. */
function written(
  calls: readonly unknown[],
  entries: readonly z.infer<typeof FileEntry>[],
  file: string,
): WriteStep[] {
  const known = new Map(entries.map((entry) => [entry.path, entry]));
  return calls.flatMap((value) => {
    const call = parsed(NamedCall, value, file);
    if (call.name !== "write_file") return [];
    const given =
      typeof call.arguments === "string" ? jsonOf(call.arguments, file) : call.arguments;
    const { path: name, content } = parsed(WriteCall, given, file);
    const entry = known.get(name);
    if (!entry) throw new HindcastError("OUTPUT_INVALID", `${file}: ${name} is not in its files`);
    return [fileOf(entry, content, file)];
  });
}

function fileOf(
  { path: name, encoding, executable, sha256: expected }: z.infer<typeof FileEntry>,
  content: string,
  file: string,
): WriteStep {
  const bytes = encodeText(content, encoding);
  if (sha256(bytes) !== expected) {
    throw new HindcastError(
      "OUTPUT_INVALID",
      `${file}: ${name} has not the hash that it should have`,
    );
  }
  return { path: name, bytes, executable };
}

function jsonOf(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new HindcastError("OUTPUT_INVALID", `${file}: ${reasonOf(error)}`, { cause: error });
  }
}

function parsed<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  file: string,
): z.infer<Schema> {
  if (value instanceof Error)
    throw new HindcastError("OUTPUT_INVALID", `${file}: ${value.message}`);
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new HindcastError("OUTPUT_INVALID", `${file}: ${problemOf(result.error)}`);
}
