import type { Dataset } from "../../app/export/index.ts";
import { version } from "../../app/version.ts";
import { HindcastError } from "../../protocols/index.ts";
import type { AboutAnswer, FileAnswer, GraphAnswer } from "../contracts/index.ts";
import type { ClusterWatch } from "./cluster.ts";
import { comparisonAnswer, dataAnswer, datasetAnswer } from "./data/index.ts";
import { graphAnswer } from "./graph.ts";
import { LogAnswers, StepAnswers } from "./replay/index.ts";
import { fileAnswer, readProgress, runAnswer } from "./run.ts";
import {
  readSessionSearches,
  searchAnswer,
  surprisesAnswer,
  type SearchRecords,
} from "./search.ts";
import type { ViewTarget } from "./target.ts";
import { trajectoryAnswer } from "./trajectory.ts";

/** Parameters of a question, by name. */
export type AnswerQuery = Readonly<Record<string, string>>;

type Answer = (query: AnswerQuery) => Promise<unknown>;

/** What is looked at; at least one of them. */
export interface Subject {
  readonly run?: ViewTarget | undefined;
  /** Another run to compare it with. */
  readonly other?: ViewTarget | undefined;
  /** An export. */
  readonly dataset?: Dataset | undefined;
  readonly cluster?: ClusterWatch | undefined;
}

/** Everything that the page can ask. Nothing here writes. */
export class Answers {
  readonly #byName: Readonly<Record<string, Answer>>;
  readonly #ofLog: LogAnswers | undefined;

  constructor(subject: Subject) {
    const { run, other, dataset, cluster } = subject;
    this.#ofLog = run && new LogAnswers(run.log);
    this.#byName = {
      about: () => Promise.resolve(aboutAnswer(subject)),
      ...(run ? answersOfRun(run) : {}),
      ...(run && other ? { comparison: () => comparisonAnswer(run, other) } : {}),
      ...(dataset ? { dataset: () => Promise.resolve(datasetAnswer(dataset)) } : {}),
      ...(cluster ? { cluster: () => cluster.answer() } : {}),
    };
  }

  /** The answer to a question, or undefined when there is no such question. Rejects with HindcastError. */
  ask(name: string, query: AnswerQuery): Promise<unknown> | undefined {
    if (Object.hasOwn(this.#byName, name)) return this.#byName[name]?.(query);
    return this.#ofLog?.ask(name, query);
  }
}

const PAGES_OF_RUN = ["runs", "trajectory", "search", "repository", "replay", "pool", "data"];

function aboutAnswer({ run, other, dataset, cluster }: Subject): AboutAnswer {
  const pages = new Set([
    ...(run ? PAGES_OF_RUN : []),
    ...(cluster ? ["pool"] : []),
    ...(dataset ? ["data"] : []),
  ]);
  return {
    version,
    pages: [...pages],
    compared: run !== undefined && other !== undefined,
    cluster: cluster !== undefined,
  };
}

function answersOfRun(target: ViewTarget): Record<string, Answer> {
  const steps = new StepAnswers(target);
  const searches = new SearchesOfLast(target);
  let graph: { readonly session: string; readonly answer: Promise<GraphAnswer> } | undefined;
  const sessionOf = ({ session = "" }: AnswerQuery): string => {
    if (target.opened.sessions.some((entry) => entry.session === session)) return session;
    // A session of this run: never a part of a path that somebody made up.
    throw new HindcastError("USAGE", `this run has no session ${JSON.stringify(session)}`);
  };
  /** A snapshot never changes, so the graph of the session that was asked for last is kept. */
  const graphOf = (session: string): Promise<GraphAnswer> => {
    if (graph?.session !== session) {
      const answer = graphAnswer(target, session);
      graph = { session, answer };
      answer.catch(() => {
        graph = undefined;
      });
    }
    return graph.answer;
  };
  return {
    run: () => runAnswer(target),
    files: async (query) => ({ files: await filesOf(target, sessionOf(query)) }),
    trajectory: async (query) => {
      const session = sessionOf(query);
      return trajectoryAnswer(target, session, await filesOf(target, session));
    },
    search: async (query) =>
      searchAnswer(target, await searches.of(sessionOf(query)), query["path"] ?? ""),
    surprises: async (query) =>
      surprisesAnswer(await searches.of(sessionOf(query)), query["path"] ?? ""),
    arms: async (query) => steps.arms(sessionOf(query), query["path"] ?? ""),
    graph: async (query) => graphOf(sessionOf(query)),
    agent: (query) => steps.agent(query),
    divergences: () => steps.divergences(),
    data: () => dataAnswer(target),
  };
}

async function filesOf(target: ViewTarget, session: string): Promise<readonly FileAnswer[]> {
  const { sessions } = await readProgress(target);
  return (sessions.find((entry) => entry.session === session)?.files ?? []).map(fileAnswer);
}

/** The searches of the session that was asked for last: of a run that has ended, read once. */
class SearchesOfLast {
  readonly #target: ViewTarget;
  #read: { readonly session: string; readonly records: Promise<SearchRecords> } | undefined;

  constructor(target: ViewTarget) {
    this.#target = target;
  }

  async of(session: string): Promise<SearchRecords> {
    const { summary } = await readProgress(this.#target);
    if (!summary) return readSessionSearches(this.#target, session);
    if (this.#read?.session !== session) {
      this.#read = { session, records: readSessionSearches(this.#target, session) };
    }
    return this.#read.records;
  }
}
