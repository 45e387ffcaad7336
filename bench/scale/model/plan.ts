import type { Machines } from "./cluster.ts";
import type { Rates } from "./figures.ts";
import { repositoryOf, type SizeLaw } from "./repositories.ts";
import { sessionWork, type SessionWork, type Settings } from "./work.ts";

/** Repositories that are drawn for the mean; its error is that of the law's tail. */
const SAMPLE = 5000;

/** Mean work of one session of this law. */
export function meanWork(
  law: SizeLaw,
  settings: Settings,
  rates: Rates,
  seed: number,
): SessionWork {
  const sum = { ...sessionWork({ files: [], bytes: 0 }, settings, rates) };
  const names = Object.keys(sum) as (keyof SessionWork)[];
  for (const name of names) sum[name] = 0;
  for (let number = 0; number < SAMPLE; number += 1) {
    const work = sessionWork(repositoryOf(law, seed, number), settings, rates);
    for (const name of names) sum[name] += work[name];
  }
  for (const name of names) sum[name] /= SAMPLE;
  return sum;
}

/** What so many sessions need within so many seconds. */
export interface Plan {
  readonly sessionsPerSecond: number;
  readonly messagesPerSecond: number;
  /** Cores of all NATS servers together, all copies of each message included. */
  readonly natsCores: number;
  /** Bytes that all sessions write to the streams, one copy. */
  readonly written: number;
  /** Bytes that stay after `collect`, one copy. */
  readonly kept: number;
  /** Bytes of the records at a run's start that list its sessions, if all are of one run. */
  readonly listed: number;
  readonly workerCores: number;
  /** Worker processes by their cores, and by the author requests that each may have in progress. */
  readonly workers: number;
  readonly authorDevices: number;
  /** Requests from which on one of them is as fast as it gets. */
  readonly authorSaturation: number;
  readonly scorerDevices: number;
  readonly collectorCores: number;
}

export function planFor(
  work: SessionWork,
  options: { readonly sessions: number; readonly seconds: number; readonly replicated: boolean },
  rates: Rates,
): Plan {
  const { sessions, seconds, replicated } = options;
  const perSecond = sessions / seconds;
  const room = perSecond / rates.utilisation;
  const copies = replicated ? rates.replicaShare : 1;
  const authorDevices = Math.ceil(room * work.authorSeconds);
  const authorSaturation = saturationOf(work, rates);
  const inFlight = authorDevices * authorSaturation * rates.authorInFlight;
  const workerSeconds = work.messages * rates.messageCpu + work.graphRequests * rates.graphCpu;
  return {
    sessionsPerSecond: perSecond,
    messagesPerSecond: perSecond * work.messages,
    natsCores: room * work.messages * rates.serverPerMessage * copies,
    written: sessions * (work.messageBytes + work.blobBytes),
    kept: sessions * rates.remainder,
    listed: sessions * rates.openingBytes,
    workerCores: room * workerSeconds,
    workers: Math.ceil(
      Math.max(
        // The main thread is the part of a process that cannot be shared out.
        room * workerSeconds,
        inFlight / rates.authorSlots,
      ),
    ),
    authorDevices,
    authorSaturation,
    scorerDevices: Math.ceil((room * work.scorerTokens) / rates.scorerPrefill),
    collectorCores: room * work.messages * rates.collectCpu,
  };
}

/** The time of one request alone, over its share of a busy device. */
function saturationOf({ authorSeconds, authorCalls }: SessionWork, rates: Rates): number {
  const work = authorSeconds / authorCalls;
  const alone = work + rates.answerTokens * (rates.authorTokenSeconds - 1 / rates.authorDecode);
  return alone / work;
}

/** A part of a planned cluster that is small enough to be played message by message. */
export interface Slice {
  /** The part of the whole. */
  readonly share: number;
  readonly machines: Machines;
}

/** Author devices of a slice. */
const AUTHORS = 4;

/**
 * A part of a plan with a few author devices, and of all else what belongs to them.
 *
 * @param width sessions at work for each author device
 */
export function sliceOf(plan: Plan, width: number): Slice {
  const authors = Math.min(AUTHORS, plan.authorDevices);
  const share = authors / plan.authorDevices;
  const scorers = Math.ceil(plan.scorerDevices * share);
  return {
    share,
    machines: {
      authors,
      authorSaturation: plan.authorSaturation,
      scorers,
      scorerSpeed: (plan.scorerDevices * share) / scorers,
      width: Math.ceil(authors * width),
      workers: Math.ceil(plan.workers * share),
      collectors: Math.max(1, Math.ceil(plan.collectorCores * share)),
    },
  };
}
