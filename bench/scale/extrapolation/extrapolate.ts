import { meanWork, planFor, sliceOf, type Plan } from "../model/plan.ts";
import { play, type Outcome } from "../model/run.ts";
import type { SizeLaw } from "../model/repositories.ts";
import type { SessionWork } from "../model/work.ts";
import type { Case } from "./scenarios.ts";

export const REPOSITORIES = 300_000;
const DAY = 86_400;
const SEED = 1;
/** Files that a slice is played with. */
const PLAYED_FILES = 1000;
/** Sessions at work for each author device, over those that would fill it if all were alike. */
const WIDTH_FACTOR = 2;
/** Quantile of a normal law that one of 300,000 draws exceeds. */
const LARGEST = 4.5;

/** A case, planned for a day and for a week. */
export interface Planned {
  readonly of: Case;
  readonly work: SessionWork;
  readonly day: Plan;
  readonly week: Plan;
}

export function plan(of: Case): Planned {
  const work = meanWork(of.law, of.settings, of.rates, SEED);
  const within = (seconds: number): Plan =>
    planFor(work, { sessions: REPOSITORIES, seconds, replicated: true }, of.rates);
  return { of, work, day: within(DAY), week: within(7 * DAY) };
}

/** What playing a slice of the day's machines says of the whole. */
export interface Played {
  readonly planned: Planned;
  readonly share: number;
  readonly outcome: Outcome;
  /** Sessions a second of the whole, by the files that the slice finished. */
  readonly rate: number;
  /** Sessions at work in the whole. */
  readonly width: number;
  /** Most bytes on the servers, all three copies, including what stays after `collect`. */
  readonly stored: number;
  /** Seconds of the largest of all sessions, whose coders work in turn. */
  readonly longest: number;
}

export function playSlice(planned: Planned): Played {
  const { of, work, day } = planned;
  const perSession = Math.min(of.rates.coders, work.files) * MEAN_TEXTS;
  const width = Math.max(1, (WIDTH_FACTOR * day.authorSaturation) / perSession);
  const { share, machines } = sliceOf(day, width);
  const outcome = play({
    machines,
    settings: of.settings,
    rates: of.rates,
    law: of.law,
    sessions: Math.max(2 * machines.width, Math.round(PLAYED_FILES / work.files)),
    seed: SEED,
  });
  return {
    planned,
    share,
    outcome,
    rate: outcome.fileRate / work.files / share,
    width: machines.width / share,
    stored: 3 * (outcome.storedMost / share + day.kept),
    longest: (largestFiles(of.law) / of.rates.coders) * outcome.fileSeconds,
  };
}

/** Texts that a file waits for at the same time, mean over its thoughts and rounds. */
const MEAN_TEXTS = 2;

function largestFiles({ files, filesSpread, mostFiles }: SizeLaw): number {
  const largest = files * Math.exp(filesSpread * LARGEST - (filesSpread * filesSpread) / 2);
  return Math.min(mostFiles, largest);
}
