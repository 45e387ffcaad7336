import { hashOf } from "../../protocols/index.ts";
import { NARRATOR_VERSION } from "./offline/narrator.ts";
import { generationOf } from "./openai/options.ts";
import type { AuthorOptions } from "./service.ts";
import { formatAuthorSpec, parseAuthorSpec } from "./spec.ts";
import { loadPrompts, promptHashes } from "./templates/load.ts";

/** SHA-256 of each prompt that the author asks with, by name; none for one without prompts. */
export function authorPrompts(spec: string, options: AuthorOptions = {}): Record<string, string> {
  const { backend } = parseAuthorSpec(spec);
  return backend === "offline" ? {} : promptHashes(loadPrompts(options.promptsDir));
}

/**
 * One line that changes whenever the author may write something else: SPEC, prompts and the
 * settings of the model take part, keys and time-outs do not. Throws CONFIG_INVALID like
 * `createAuthor`.
 */
export function authorFingerprint(spec: string, options: AuthorOptions = {}): string {
  const parsed = parseAuthorSpec(spec);
  const name = formatAuthorSpec(parsed);
  if (parsed.backend === "offline") return `${name}#${NARRATOR_VERSION}`;
  const parts = {
    prompts: promptHashes(loadPrompts(options.promptsDir)),
    generation: generationOf(options),
  };
  return `${name}#${hashOf(parts).slice(0, 16)}`;
}
