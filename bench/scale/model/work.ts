import type { Rates } from "./figures.ts";
import type { Repository } from "./repositories.ts";

/** What bears on the work of a file beside its text. */
export interface Settings {
  readonly evaluations: number;
  /** Whether scorers compute a context that they have seen only once. */
  readonly scorerReuse: boolean;
  /** Whether authors do, which takes a router that sends a session to one server. */
  readonly authorReuse: boolean;
}

/** What one file asks of everybody. */
export interface FileWork {
  readonly thoughts: number;
  /** Batches of the search: texts, checks, one scoring request. */
  readonly rounds: number;
  readonly rewritesPerRound: number;
  readonly itemsPerScore: number;
  /** Seconds of an author's device for one text. */
  readonly authorSeconds: number;
  /** Tokens that scorers compute for one scoring request. */
  readonly scorerTokens: number;
  readonly messages: number;
  readonly blobBytes: number;
}

/** Texts that open a session: requirements, and a plan of the files. */
export const OPENING_TEXTS = 2;

/** Messages of a session beside those of its files: start, survey, texts, plan, record, end. */
const OPENING_MESSAGES = 12;

export function fileWork(
  bytes: number,
  repository: Repository,
  settings: Settings,
  rates: Rates,
): FileWork {
  const { evaluations, scorerReuse } = settings;
  const rewrites = rates.rewritesBase + rates.rewritesPerEvaluation * evaluations;
  const scores = rates.scoresBase + rates.scoresPerEvaluation * evaluations;
  const items = rates.itemsBase + evaluations;
  const before = Math.min(
    rates.contextMost,
    rates.contextBase + rates.contextPerSource * repository.bytes,
  );
  const most = Math.min(rates.contextMost, rates.freshPerSource * repository.bytes);
  const fresh = rates.freshBase + rates.freshPerFile * bytes + most;
  // At most, everything is read again.
  const read = scorerReuse ? Math.min(fresh, items * before) : items * before;
  const rounds = Math.max(1, Math.round(scores) - 1);
  const perRound = Math.max(1, Math.round(rewrites / rounds));
  const texts = rates.thoughts + rounds * perRound;
  return {
    thoughts: rates.thoughts,
    rounds,
    rewritesPerRound: perRound,
    itemsPerScore: items / (rounds + 1),
    authorSeconds: authorSeconds(bytes, repository, settings, rates),
    scorerTokens: (read + items * bytes) / rates.bytesPerToken / (rounds + 1),
    // Each text is asked for and checked; outline, scores; two starts and two reports.
    messages: 2 * (1 + 2 * texts + rounds + 1) + 4,
    blobBytes: rates.blobBase + rates.blobPerFile * bytes,
  };
}

/** Seconds of the whole device for one text about a file, or about the repository (0 bytes). */
export function authorSeconds(
  bytes: number,
  repository: Repository,
  { authorReuse }: Settings,
  rates: Rates,
): number {
  const prompt = Math.min(
    rates.promptMost,
    rates.promptBase + rates.promptPerFile * bytes + rates.promptPerSource * repository.bytes,
  );
  const tokens = ((authorReuse ? rates.promptFresh : 1) * prompt) / rates.bytesPerToken;
  return tokens / rates.authorPrefill + rates.answerTokens / rates.authorDecode;
}

/** What a whole session asks for. */
export interface SessionWork {
  readonly files: number;
  readonly messages: number;
  readonly messageBytes: number;
  readonly blobBytes: number;
  readonly authorCalls: number;
  readonly authorSeconds: number;
  readonly scorerTokens: number;
  readonly graphRequests: number;
}

export function sessionWork(repository: Repository, settings: Settings, rates: Rates): SessionWork {
  const opening = authorSeconds(0, repository, settings, rates);
  const work = {
    files: repository.files.length,
    messages: OPENING_MESSAGES,
    messageBytes: OPENING_MESSAGES * rates.messageBytes,
    blobBytes: 0,
    authorCalls: OPENING_TEXTS,
    authorSeconds: OPENING_TEXTS * opening,
    scorerTokens: 0,
    graphRequests: 2,
  };
  for (const bytes of repository.files) {
    const file = fileWork(bytes, repository, settings, rates);
    const texts = file.thoughts + file.rounds * file.rewritesPerRound;
    work.messages += file.messages;
    work.messageBytes += file.messages * rates.messageBytes;
    work.blobBytes += file.blobBytes;
    work.authorCalls += texts;
    work.authorSeconds += texts * file.authorSeconds;
    work.scorerTokens += (file.rounds + 1) * file.scorerTokens;
    work.graphRequests += 1 + texts;
  }
  return work;
}
