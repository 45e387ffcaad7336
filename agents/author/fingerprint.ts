import { hashOf } from "../../protocols/index.ts";
import { NARRATOR_VERSION } from "./offline/narrator.ts";
import { generationOf } from "./openai/options.ts";
import type { AuthorOptions } from "./service.ts";
import { formatAuthorSpec, parseAuthorSpec } from "./spec.ts";
import { loadPrompts, promptHashes } from "./templates/load.ts";

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
