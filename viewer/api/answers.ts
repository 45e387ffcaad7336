import { HindcastError } from "../../protocols/index.ts";
import type { FileAnswer, GraphAnswer, RunAnswer } from "../contracts/index.ts";
import { graphAnswer } from "./graph.ts";
import { fileAnswer, readProgress, runAnswer } from "./run.ts";
import { readSessionSearches, searchAnswer, type SearchRecords } from "./search.ts";
import type { ViewTarget } from "./target.ts";
import { trajectoryAnswer } from "./trajectory.ts";

/** Parameters of a question, by name. */
export type AnswerQuery = Readonly<Record<string, string>>;

type Answer = (query: AnswerQuery) => Promise<unknown>;

/** Everything that the page can ask about one run. Nothing here writes. */
export class Answers {
  readonly #target: ViewTarget;
  readonly #byName: Readonly<Record<string, Answer>>;
  #graph: { readonly session: string; readonly answer: Promise<GraphAnswer> } | undefined;
  /** The searches of the session that was asked for last. */
  #read: { readonly session: string; readonly records: Promise<SearchRecords> } | undefined;

  constructor(target: ViewTarget) {
    this.#target = target;
    this.#byName = {
      run: () => this.run(),
      files: async (query) => ({ files: await this.#files(this.#session(query)) }),
      trajectory: async (query) => {
        const session = this.#session(query);
        return trajectoryAnswer(target, session, await this.#files(session));
      },
      search: async (query) => {
        const session = this.#session(query);
        return searchAnswer(target, await this.#searches(session), query["path"] ?? "");
      },
      graph: (query) => this.#graphOf(this.#session(query)),
    };
  }

  /** The answer to a question, or undefined when there is no such question. Rejects with HindcastError. */
  ask(name: string, query: AnswerQuery): Promise<unknown> | undefined {
    return Object.hasOwn(this.#byName, name) ? this.#byName[name]?.(query) : undefined;
  }

  run(): Promise<RunAnswer> {
    return runAnswer(this.#target, { log: true, cluster: false });
  }

  /** A snapshot never changes, so the graph of the session that was asked for last is kept. */
  #graphOf(session: string): Promise<GraphAnswer> {
    if (this.#graph?.session !== session) {
      const answer = graphAnswer(this.#target, session);
      this.#graph = { session, answer };
      answer.catch(() => {
        this.#graph = undefined;
      });
    }
    return this.#graph.answer;
  }

  /** Of a run that has ended, the log is read once for all files of a session. */
  async #searches(session: string): Promise<SearchRecords> {
    const { summary } = await readProgress(this.#target);
    if (!summary) return readSessionSearches(this.#target, session);
    if (this.#read?.session !== session) {
      this.#read = { session, records: readSessionSearches(this.#target, session) };
    }
    return this.#read.records;
  }

  async #files(session: string): Promise<readonly FileAnswer[]> {
    const { sessions } = await readProgress(this.#target);
    return (sessions.find((entry) => entry.session === session)?.files ?? []).map(fileAnswer);
  }

  /** A session of this run: never a part of a path that somebody made up. Throws USAGE. */
  #session({ session = "" }: AnswerQuery): string {
    if (this.#target.opened.sessions.some((entry) => entry.session === session)) return session;
    throw new HindcastError("USAGE", `this run has no session ${JSON.stringify(session)}`);
  }
}
