import * as z from "zod";
import { PlanEntry, textFault, withoutChatter } from "../../../protocols/index.ts";
import { unusable, type AnswerReading } from "./completion.ts";
import { withoutReasoning } from "./reasoning.ts";

/** A plan with the prose around it. */
export interface PlanAnswer {
  readonly prose: string;
  readonly entries: readonly PlanEntry[];
}

const word = z.string().optional();

/** One entry under the names that models give its two parts. */
const LooseEntry = z
  .object({
    path: word,
    file: word,
    filename: word,
    purpose: word,
    description: word,
    summary: word,
  })
  .transform((entry) => ({
    path: (entry.path ?? entry.file ?? entry.filename ?? "").trim().replace(/^\.\//, ""),
    purpose: (entry.purpose ?? entry.description ?? entry.summary ?? "").trim(),
  }))
  .pipe(PlanEntry);

const LoosePlan = z.union([
  z.array(LooseEntry).min(1),
  z
    .object({
      plan: z.array(LooseEntry).min(1).optional(),
      files: z.array(LooseEntry).min(1).optional(),
      entries: z.array(LooseEntry).min(1).optional(),
    })
    .transform((value) => value.plan ?? value.files ?? value.entries ?? [])
    .pipe(z.array(PlanEntry).min(1)),
]);

/** Places where JSON may begin that are tried, so that a hostile answer ends soon. */
const TRIES = 64;

/**
 * Finds a plan in an answer: the longest list of entries anywhere in it, bare, in an
 * object or in a code fence. A purpose or a prose that is none is left out.
 */
export function readPlan(whole: string): AnswerReading<PlanAnswer> {
  const answer = withoutReasoning(whole);
  let best: { entries: readonly PlanEntry[]; from: number; to: number } | undefined;
  let tries = 0;
  for (let from = nextOpening(answer, 0); from >= 0 && tries < TRIES; tries += 1) {
    const to = endOfValue(answer, from);
    const entries = to === undefined ? undefined : parseEntries(answer.slice(from, to));
    if (to !== undefined && entries && entries.length > (best?.entries.length ?? 0)) {
      best = { entries, from, to };
    }
    from = nextOpening(answer, entries && to !== undefined ? to : from + 1);
  }
  if (!best) {
    const problem = 'no JSON list of objects with "path" and "purpose" was found in the answer';
    return unusable("form", problem, answer);
  }
  const cleaned = answer.trim() === whole.trim() ? [] : ["reasoning"];
  const around = `${answer.slice(0, best.from)}\n${answer.slice(best.to)}`;
  const prose = withoutChatter(withoutFences(around));
  const fault = textFault(prose, { form: "thought" });
  if (fault) cleaned.push(fault.kind);
  const entries = best.entries.map(({ path, purpose }) => {
    const wrong = textFault(purpose, { form: "plan" });
    if (wrong) cleaned.push(wrong.kind);
    return { path, purpose: wrong ? "" : purpose };
  });
  return { ok: true, value: { prose: fault ? "" : prose, entries }, cleaned };
}

function nextOpening(text: string, from: number): number {
  const offset = text.slice(from).search(/[[{]/);
  return offset < 0 ? -1 : from + offset;
}

/** Where the bracket that opens at `from` is closed, strings left aside; undefined when nowhere. */
function endOfValue(text: string, from: number): number | undefined {
  let depth = 0;
  let quoted = false;
  for (let at = from; at < text.length; at += 1) {
    const char = text[at];
    if (quoted) {
      if (char === "\\") at += 1;
      else if (char === '"') quoted = false;
    } else if (char === '"') quoted = true;
    else if (char === "[" || char === "{") depth += 1;
    else if (char === "]" || char === "}") {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return undefined;
}

function parseEntries(json: string): readonly PlanEntry[] | undefined {
  for (const candidate of [json, withoutTrailingCommas(json)]) {
    try {
      const parsed = LoosePlan.safeParse(JSON.parse(candidate));
      if (parsed.success) return parsed.data;
    } catch {
      // Not JSON; the next candidate may be.
    }
  }
  return undefined;
}

/** Models add a comma before a closing bracket; the same inside of a string is text. */
function withoutTrailingCommas(json: string): string {
  return json.replace(/("(?:\\.|[^"\\])*"?)|,(\s*[\]}])/g, "$1$2");
}

function withoutFences(text: string): string {
  return text
    .replace(/^```.*$/gm, "")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}
