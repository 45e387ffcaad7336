import { readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { HindcastError, reasonOf, sha256 } from "../../../protocols/index.ts";
import { promptNames, sharedParts, slotsOf, type PromptName, type SharedPart } from "./slots.ts";

/** A prompt: the system text, and the question. */
export interface Prompt {
  readonly name: PromptName;
  /** The file that it was read from. */
  readonly file: string;
  readonly system: string;
  readonly user: string;
  /** SHA-256 of the text, shared parts included. */
  readonly sha256: string;
}

export type Prompts = Readonly<Record<PromptName, Prompt>>;

/** The line between the system part and the user part of a prompt. */
const USER_MARKER = "<!-- user -->";

/** A slot: two braces around a lower-case name. */
export const SLOT = /\{\{([^{}]*)\}\}/g;

const builtIn = fileURLToPath(new URL("../prompts", import.meta.url));

/**
 * Reads every prompt, once, at start. A file in `directory` replaces the built-in one of its
 * name; {{system}}, {{repository}}, {{file}} and {{truth}} include the files of those names, with
 * which several prompts begin. Throws CONFIG_INVALID, with file and slot, for a prompt that is
 * missing, has no user part, uses a slot that is not known or lacks one that it needs.
 */
export function loadPrompts(directory?: string): Prompts {
  const shared = new Map(
    sharedParts.map((part) => [part, textOf(part, directory)[1].trim()] as const),
  );
  const entries = promptNames.map((name) => [name, loadPrompt(name, directory, shared)] as const);
  return Object.fromEntries(entries) as Prompts;
}

/** SHA-256 of every prompt, by name. */
export function promptHashes(prompts: Prompts): Record<string, string> {
  return Object.fromEntries(promptNames.map((name) => [name, prompts[name].sha256]));
}

function loadPrompt(
  name: PromptName,
  directory: string | undefined,
  shared: ReadonlyMap<SharedPart, string>,
): Prompt {
  const [file, own] = textOf(name, directory);
  // A part may begin with another.
  const withParts = (text: string) =>
    text.replaceAll(SLOT, (slot, part: string) => shared.get(part as SharedPart) ?? slot);
  const text = withParts(withParts(own.split(/\r?\n/).join("\n")));
  const parts = text.split(`\n${USER_MARKER}\n`);
  const [system, user] = parts;
  if (parts.length !== 2 || system === undefined || !user?.trim()) {
    throw invalid(file, `needs one line ${USER_MARKER} between its system part and its user part`);
  }
  checkSlots(name, file, text);
  return { name, file, system: system.trim(), user: user.trim(), sha256: sha256(text) };
}

function textOf(
  name: PromptName | SharedPart,
  directory: string | undefined,
): readonly [file: string, text: string] {
  const own = directory === undefined ? undefined : read(path.join(directory, `${name}.md`), true);
  return own ?? read(path.join(builtIn, `${name}.md`), false)!;
}

function read(file: string, optional: boolean): [string, string] | undefined {
  try {
    return [file, readFileSync(file, "utf8")];
  } catch (error) {
    if (optional && (error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw invalid(file, `cannot be read: ${reasonOf(error)}`);
  }
}

function checkSlots(name: PromptName, file: string, text: string): void {
  const rules = slotsOf(name);
  const used = new Set([...text.matchAll(SLOT)].map((match) => match[1] ?? ""));
  for (const slot of used) {
    if (!Object.hasOwn(rules, slot)) {
      const known = [...Object.keys(rules), ...sharedParts].map((each) => `{{${each}}}`);
      throw invalid(file, `uses the slot {{${slot}}}, which is none of ${known.join(", ")}`);
    }
  }
  for (const [slot, rule] of Object.entries(rules)) {
    const { required, unless = slot } = rule;
    if (required && !used.has(slot) && !used.has(unless))
      throw invalid(file, `lacks the slot {{${slot}}}`);
  }
}

function invalid(file: string, detail: string): HindcastError {
  return new HindcastError("CONFIG_INVALID", `the prompt ${file} ${detail}`);
}
