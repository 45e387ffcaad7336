import * as z from "zod";
import {
  FileGrounding,
  sha256,
  type Body,
  type Envelope,
  type PlanEntry,
  type SessionGrounding,
  type SharedGrounding,
  type TextRef,
} from "../../protocols/index.ts";
import type { BlobAccess } from "../../runtime/define/index.ts";

/** What the graph said of the texts that were checked, by the file and the text. */
export class GroundingChecks {
  readonly #asked = new Map<string, string>();
  readonly #told = new Map<string, { names: number; grounded: number }>();

  /** Takes a message of the session; others than checks do not count. */
  hear({ id, kind, body, cause }: Envelope): void {
    if (kind === "graph.check_thought") {
      const { path, text } = body as Body<"graph.check_thought">;
      this.#asked.set(id, keyOf(path, text));
    } else if (kind === "graph.thought_checked" && cause !== null) {
      const key = this.#asked.get(cause);
      const { names, grounded } = body as Body<"graph.thought_checked">;
      if (key !== undefined) this.#told.set(key, { names, grounded });
      this.#asked.delete(cause);
    }
  }

  /** Names and how many of them exist; undefined for a text that was never checked. */
  of(path: string, text: TextRef): { names: number; grounded: number } | undefined {
    return this.#told.get(keyOf(path, text));
  }

  /** Every different text that was checked, the dropped and rewritten ones too. */
  get all(): SessionGrounding["checked"] {
    const total = { texts: this.#told.size, names: 0, grounded: 0 };
    for (const { names, grounded } of this.#told.values()) {
      total.names += names;
      total.grounded += grounded;
    }
    return total;
  }
}

/**
 * How well the thoughts of a trajectory are grounded: for each kept thought, in the
 * order of the trajectory, and for all of them together.
 */
export function groundingOf({
  checks,
  entries,
  reports,
  dropped,
}: {
  readonly checks: GroundingChecks;
  readonly entries: readonly Pick<PlanEntry, "path">[];
  readonly reports: ReadonlyMap<string, Body<"coder.finished">>;
  /** Thoughts that were not kept, by their count. */
  readonly dropped: ReadonlyMap<string, readonly number[]>;
}): SessionGrounding {
  const files: SessionGrounding["files"] = [];
  let names = 0;
  let grounded = 0;
  for (const { path } of entries) {
    const steps = (reports.get(path)?.steps ?? []).filter((step) => step.kind === "think");
    const thoughts = steps.flatMap(({ thought }, count) => {
      const kept = dropped.get(path)?.includes(count) !== true;
      const check = kept ? checks.of(path, thought.text) : undefined;
      return check === undefined ? [] : [{ ...check, score: scoreOf(check) }];
    });
    if (thoughts.length === 0) continue;
    files.push({ path, thoughts });
    for (const thought of thoughts) {
      names += thought.names;
      grounded += thought.grounded;
    }
  }
  return { names, grounded, score: scoreOf({ names, grounded }), checked: checks.all, files };
}

/** What a message says of it: the thoughts one by one in a blob, unless they are few. */
export async function sharedGrounding(
  grounding: SessionGrounding,
  blobs: Pick<BlobAccess, "shareJson">,
): Promise<SharedGrounding> {
  return { ...grounding, files: await blobs.shareJson(grounding.files) };
}

/** The whole again. Throws BLOB_MISSING. */
export async function wholeGrounding(
  { files, ...totals }: SharedGrounding,
  blobs: Pick<BlobAccess, "getJson">,
): Promise<SessionGrounding> {
  const whole = Array.isArray(files)
    ? files
    : z.array(FileGrounding).parse(await blobs.getJson(files));
  return { ...totals, files: whole };
}

/** Share of the judged names that exist; a text without such names makes no false claim. */
function scoreOf({ names, grounded }: { names: number; grounded: number }): number {
  return names === 0 ? 1 : grounded / names;
}

function keyOf(path: string, text: TextRef): string {
  return `${path}\0${typeof text === "string" ? sha256(text) : text.sha256}`;
}
