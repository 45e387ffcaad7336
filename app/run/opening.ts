import {
  CONTROL_ADDRESS,
  HindcastError,
  LOG_FORMAT,
  RUN_SESSION,
  formatAddress,
  messageId,
  nearest,
  spawnAddress,
  type Body,
  type Draft,
  type MainInput,
  type SessionSettings,
} from "../../protocols/index.ts";
import type { Config } from "../../runtime/config/index.ts";
import { checkSpecs, serviceRoles, sessionSettings, type ActorRegistry } from "../actors/index.ts";
import { version } from "../version.ts";
import type { SessionPlan } from "../input/index.ts";

/**
 * How a run is opened: everything that its sessions are started from. Throws
 * CONFIG_INVALID for a search strategy, an author or a scorer that nobody brings.
 */
export function runOpened(
  config: Config,
  actors: ActorRegistry,
  sessions: readonly SessionPlan[],
): Body<"run.opened"> {
  const { strategy } = config.search;
  if (!actors.strategies.includes(strategy)) {
    const meant = nearest(strategy, actors.strategies);
    const hint = meant === undefined ? "" : `; did you mean ${meant}?`;
    const detail = `search.strategy ${strategy} is none of ${actors.strategies.join(", ")}${hint}`;
    throw new HindcastError("CONFIG_INVALID", detail);
  }
  checkSpecs(actors, config);
  // An output directory can be moved, so its path is not part of the run.
  const { out: _out, ...configuration } = config;
  return {
    format: LOG_FORMAT,
    hindcast: version,
    seed: config.seed,
    configuration,
    settings: sessionSettings(config, actors),
    behaviours: { ...actors.behaviours },
    roles: rolesOf(actors.behaviours, config),
    max_messages: config.max_messages,
    ...patchesOf(actors),
    ...(Object.keys(actors.steps).length === 0 ? {} : { steps: { ...actors.steps } }),
    sessions: sessions.map(({ session, path, source, sight }) => ({
      session,
      path,
      ...(source !== undefined && { source }),
      ...(sight !== undefined && { sight }),
    })),
  };
}

/** The changes of behaviour that a run has from its start on. */
function patchesOf({ agents }: ActorRegistry): Pick<Body<"run.opened">, "patches"> {
  const named = agents.filter(({ patches }) => patches.length > 0);
  if (named.length === 0) return {};
  return { patches: Object.fromEntries(named.map(({ role, patches }) => [role, [...patches]])) };
}

/**
 * Every role that agents of a run may ask: those that have a behaviour, and the built-in services
 * that the configuration needs.
 */
export function rolesOf(behaviours: Body<"run.opened">["behaviours"], config: Config): string[] {
  const builtIn = serviceRoles({ services: [] }, config);
  return [...new Set([...Object.keys(behaviours), ...builtIn])].toSorted();
}

/** Characters of JSON that the sessions in one record may take: a quarter of a message. */
const LIST_SIZE = 250_000;

/** Sender of the records that continue the list of sessions. */
const LISTS = formatAddress({ session: RUN_SESSION, role: "control", key: "sessions" });

/**
 * The records that a run's log begins with: the first one, and as many lists of sessions as it
 * takes where they do not fit into it.
 */
export function openingMessages(run: string, body: Body<"run.opened">): Draft[] {
  const lists = listsOf(body.sessions);
  const [own = [], ...more] = lists;
  if (more.length === 0) return [openingMessage(run, body)];
  const first = openingMessage(run, { ...body, sessions: own, total: body.sessions.length });
  const rest = more.map((sessions, count): Draft => {
    const about = { run, session: RUN_SESSION, from: LISTS, to: CONTROL_ADDRESS };
    const list: Body<"run.sessions"> = { sessions };
    return {
      id: messageId(LISTS, count),
      ...about,
      kind: "run.sessions",
      cause: first.id,
      body: list,
    };
  });
  return [first, ...rest];
}

function listsOf(sessions: Body<"run.opened">["sessions"]): Body<"run.opened">["sessions"][] {
  const lists: Body<"run.opened">["sessions"][] = [];
  let size = LIST_SIZE;
  for (const session of sessions) {
    size += JSON.stringify(session).length;
    if (size > LIST_SIZE) {
      lists.push([]);
      size = JSON.stringify(session).length;
    }
    lists.at(-1)?.push(session);
  }
  return lists;
}

/** The first record of a run's log. */
export function openingMessage(run: string, body: Body<"run.opened">): Draft {
  return {
    id: messageId(CONTROL_ADDRESS, 0),
    run,
    session: RUN_SESSION,
    from: CONTROL_ADDRESS,
    to: CONTROL_ADDRESS,
    kind: "run.opened",
    cause: null,
    body,
  };
}

/** What the main agent of every session of a run is started with. */
export interface StartOptions {
  readonly settings: SessionSettings;
  readonly seed: number;
  /** Coders that may run at the same time in one session. */
  readonly coders: number;
  /** SPEC of the held-out judge; nothing is judged when absent. */
  readonly judge?: string | undefined;
  /** Files of a session that may go without any thought; see MainInput. */
  readonly maxFailedFiles?: string | undefined;
  /** Hash of the behaviour of the main agent. */
  readonly behaviour: string;
}

/** The message that starts session number `count` of a run, counted from 1. */
export function startMessage(
  run: string,
  plan: SessionPlan,
  count: number,
  options: StartOptions,
): Draft {
  const { seed, coders, judge, maxFailedFiles, behaviour } = options;
  const { session, path, source = { path }, sight } = plan;
  const { search } = options.settings;
  const settings =
    sight === undefined ? options.settings : { ...options.settings, search: { ...search, sight } };
  const judged = judge === undefined ? {} : { judge };
  const lenient = maxFailedFiles === undefined ? {} : { max_failed_files: maxFailedFiles };
  const input: MainInput = { source, settings, seed, coders, ...judged, ...lenient };
  const body: Body<"agent.spawn"> = { role: "main", key: "main", behaviour, input };
  return {
    id: messageId(CONTROL_ADDRESS, count),
    run,
    session,
    from: CONTROL_ADDRESS,
    to: spawnAddress(session, "main"),
    kind: "agent.spawn",
    cause: messageId(CONTROL_ADDRESS, 0),
    body,
  };
}
