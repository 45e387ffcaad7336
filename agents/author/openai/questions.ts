import {
  randomInteger,
  seesTarget,
  type AskRequest,
  type FileContext,
  type PlanRequest,
  type RewriteRequest,
  type TextRequest,
  type ThoughtRequest,
} from "../../../protocols/index.ts";
import { TARGET_LIMIT, type PromptName } from "../templates/slots.ts";
import {
  detailsText,
  entriesText,
  noteName,
  notesText,
  readsText,
  repositoryText,
  structureText,
  surprisesText,
  thoughtsText,
  violationsText,
} from "./facts-text.ts";

export type AuthorRequest = Exclude<TextRequest, AskRequest> | PlanRequest;

/** The prompt that a request is asked with. */
export function promptOf(request: AuthorRequest): PromptName {
  if (request.kind === "thought") return `thought-${request.purpose}`;
  return request.kind === "rewrite" ? `rewrite-${request.proposer}` : request.kind;
}

/**
 * What fills the slots of a request's prompt. Only the rewrites that may see the target are given
 * its text and what its bodies use.
 *
 * @param readLimit characters of each file that was read; the usual ones when absent
 */
export function valuesOf(request: AuthorRequest, readLimit?: number): Record<string, string> {
  if (request.kind === "thought") return thoughtValues(request, readLimit);
  if (request.kind === "rewrite") return rewriteValues(request, readLimit);
  const { facts, tree } = request;
  const values = { name: facts.name, facts: repositoryText(facts), tree };
  if (request.kind === "requirements") return values;
  const { requirements, order, violations } = request;
  return {
    ...values,
    requirements,
    files: entriesText(order),
    violations: violationsText(violations),
  };
}

function thoughtValues(
  { file, earlier, violations }: ThoughtRequest,
  readLimit: number | undefined,
): Record<string, string> {
  return {
    ...fileValues(file, readLimit),
    earlier: thoughtsText(earlier),
    violations: violationsText(violations),
  };
}

function rewriteValues(
  request: RewriteRequest,
  readLimit: number | undefined,
): Record<string, string> {
  const { file, thoughts, index, proposer, target = "", surprises = [] } = request;
  return {
    ...fileValues(file, readLimit),
    notes: notesText(thoughts),
    which: noteName(thoughts[index], index),
    thoughts: thoughtsText(thoughts.filter((_, each) => each !== index)),
    current: thoughts[index]?.text ?? "",
    ...(seesTarget(proposer)
      ? {
          details: detailsText(file.facts),
          target,
          rest: restOf(file, target),
          surprises: surprisesText(surprises, target),
        }
      : {}),
  };
}

/** Skeleton and details of a file whose text is too long to be shown whole. */
function restOf({ outline, facts }: FileContext, target: string): string {
  return target.length <= TARGET_LIMIT ? "" : `${outline}\n\n${detailsText(facts)}`;
}

/** A seed for the server, the same for the same question; 31 bits, which every server takes. */
export function seedOf(request: AuthorRequest): number {
  return randomInteger(2 ** 31 - 1, request.seed, "author", promptOf(request), ...partsOf(request));
}

/** The same for a question without a prompt: its texts identify it. */
export function seedOfAsk({ system, user, seed }: AskRequest): number {
  return randomInteger(2 ** 31 - 1, seed, "author", "ask", system, user);
}

/** Distinguishes requests of one session that use the same prompt. */
function partsOf(request: AuthorRequest): (string | number)[] {
  if (request.kind === "requirements") return [];
  if (request.kind === "plan") return [request.order[0]?.path ?? "", request.violations.length];
  const { path } = request.file;
  if (request.kind === "thought") {
    const { violations, sample } = request;
    return [path, violations.length, ...(sample === undefined ? [] : ["sample", sample])];
  }
  return [path, request.index, request.number];
}

function fileValues(file: FileContext, readLimit: number | undefined): Record<string, string> {
  return {
    path: file.path,
    purpose: file.purposeOfFile,
    requirements: file.requirements,
    outline: file.outline,
    structure: structureText(file.facts),
    reads: readsText(file.reads, readLimit),
    words: String(wordsOf(file.facts.lines)),
  };
}

/** Words that the text may have which a request asks for. */
export function wordsFor(request: Exclude<TextRequest, AskRequest>): number {
  return request.kind === "requirements" ? REQUIREMENTS_WORDS : wordsOf(request.file.facts.lines);
}

/** As the prompt says. */
const REQUIREMENTS_WORDS = 250;

/** Words that thinking about a file of so many lines may take. */
function wordsOf(lines: number): number {
  return lines < 40 ? 80 : lines < 200 ? 150 : 220;
}
