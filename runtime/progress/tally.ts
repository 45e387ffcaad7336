import type { ProgressEvent, Stage } from "./events.ts";

/** What all files together took and gave. */
export interface Totals {
  readonly files: number;
  readonly steps: number;
  readonly evaluations: number;
  readonly tokens: number;
  readonly thought_tokens: number;
}

interface OpenSession {
  stage: Stage;
  /** Files to do; unknown before the survey. */
  planned: number | undefined;
  done: Mutable<Totals>;
  /** Files at work and the evaluations that each has had, oldest first. */
  readonly active: Map<string, number>;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

const none = (): Mutable<Totals> => ({
  files: 0,
  steps: 0,
  evaluations: 0,
  tokens: 0,
  thought_tokens: 0,
});

/**
 * Sums a run up as its events arrive. What is kept grows with the sessions at work, never with
 * those that are done.
 */
export class Tally {
  #sessions = 0;
  #done = 0;
  #stopping = false;
  #closed = none();
  #plannedInClosed = 0;
  #startedAt: number | undefined;
  #firstFileAt: number | undefined;
  readonly #failed = new Set<string>();
  readonly #open = new Map<string, OpenSession>();

  /** Takes one event that happened at `time` (milliseconds) into account. */
  add(event: ProgressEvent, time: number): void {
    this.#startedAt ??= time;
    switch (event.type) {
      case "run.started":
        this.#sessions = event.sessions;
        return;
      case "session.started":
        this.#failed.delete(event.session);
        this.#open.set(event.session, opened());
        return;
      case "session.finished":
        this.#close(event.session);
        this.#done += 1;
        return;
      case "session.failed":
        this.#open.delete(event.session);
        this.#failed.add(event.session);
        return;
      case "run.stopping":
        this.#stopping = true;
        return;
      case "run.finished":
        return;
      case "survey":
      case "stage":
      case "plan":
      case "file.started":
      case "file.scored":
      case "file.finished":
        this.#addToSession(event, time);
    }
  }

  /** Sessions of the run, those done, those failed, and those at work. */
  get sessions(): { total: number; done: number; failed: number; active: number } {
    const [done, failed, active] = [this.#done, this.#failed.size, this.#open.size];
    return { total: Math.max(this.#sessions, done + failed + active), done, failed, active };
  }

  /** Files to do as far as is known; exact once every session has been surveyed. */
  get plannedFiles(): { count: number; exact: boolean } {
    const open = [...this.#open.values()];
    const { total, done, failed, active } = this.sessions;
    return {
      count: open.reduce((sum, { planned }) => sum + (planned ?? 0), this.#plannedInClosed),
      exact: done + failed + active === total && open.every(({ planned }) => planned !== undefined),
    };
  }

  /** Of the files that are done; evaluations also of those at work. */
  get totals(): Totals {
    const sum = { ...this.#closed };
    for (const session of this.#open.values()) {
      addTo(sum, session.done);
      for (const evaluations of session.active.values()) sum.evaluations += evaluations;
    }
    return sum;
  }

  get stopping(): boolean {
    return this.#stopping;
  }

  /** What the session that started last is busy with, and its newest file. */
  get current(): { stage: Stage; path: string | undefined } | undefined {
    const session = [...this.#open.values()].at(-1);
    return session && { stage: session.stage, path: [...session.active.keys()].at(-1) };
  }

  /** Milliseconds since the first event. */
  elapsed(now: number): number {
    return this.#startedAt === undefined ? 0 : Math.max(0, now - this.#startedAt);
  }

  /** Files per second since the first one was begun; undefined before one is done. */
  rate(now: number): number | undefined {
    const { files } = this.totals;
    const since = now - (this.#firstFileAt ?? now);
    return files === 0 || since <= 0 ? undefined : (files * 1000) / since;
  }

  /** Milliseconds until the last file is done at the rate so far; undefined while unknown. */
  remaining(now: number): number | undefined {
    const { count, exact } = this.plannedFiles;
    const rate = this.rate(now);
    if (!exact || rate === undefined) return undefined;
    return (Math.max(0, count - this.totals.files) * 1000) / rate;
  }

  #close(name: string): void {
    const session = this.#open.get(name);
    if (session === undefined) return;
    this.#open.delete(name);
    addTo(this.#closed, session.done);
    this.#plannedInClosed += session.done.files;
  }

  #addToSession(event: SessionEvent, time: number): void {
    let session = this.#open.get(event.session);
    if (session === undefined) {
      // Late news of a session that failed would bring it back to life.
      if (this.#failed.has(event.session)) return;
      session = opened();
      this.#open.set(event.session, session);
    }
    switch (event.type) {
      case "survey":
        session.planned = event.included;
        return;
      case "stage":
        session.stage = event.stage;
        return;
      case "plan":
        session.planned = event.files;
        session.stage = "files";
        return;
      case "file.started":
        this.#firstFileAt ??= time;
        session.active.set(event.path, 0);
        return;
      case "file.scored": {
        const earlier = session.active.get(event.path);
        if (earlier !== undefined) session.active.set(event.path, earlier + event.evaluations);
        return;
      }
      case "file.finished":
        this.#firstFileAt ??= time;
        session.active.delete(event.report.path);
        addTo(session.done, { ...event.report, files: 1 });
    }
  }
}

type SessionEvent = Extract<
  ProgressEvent,
  { type: "survey" | "stage" | "plan" | "file.started" | "file.scored" | "file.finished" }
>;

function opened(): OpenSession {
  return { stage: "survey", planned: undefined, done: none(), active: new Map() };
}

function addTo(sum: Mutable<Totals>, more: Totals): void {
  sum.files += more.files;
  sum.steps += more.steps;
  sum.evaluations += more.evaluations;
  sum.tokens += more.tokens;
  sum.thought_tokens += more.thought_tokens;
}
