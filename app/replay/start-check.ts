import { formatAuthorSpec, parseAuthorSpec } from "../../agents/author/index.ts";
import {
  CONTROL_ADDRESS,
  SPAWN_ROLE,
  countOf,
  firstDifference,
  knownPart,
  messages,
  parseAddress,
  type Body,
  type Difference,
  type Draft,
  type Envelope,
  type Kind,
  type SessionSettings,
} from "../../protocols/index.ts";
import { AUTHOR_FORMS, SCORER_FORMS, isBuiltIn } from "../../model-servers/index.ts";
import { unitOf } from "../../scoring/scorer/index.ts";
import { hashedSettings, type Config } from "../../runtime/config/index.ts";
import type { Divergence } from "../../runtime/replay/index.ts";
import { applyChanges, type Output } from "../output/index.ts";
import { openingMessage, rolesOf, startMessage, type StartOptions } from "../run/index.ts";

/**
 * Checks the messages that no agent sends: the first record of a run, and the start of each
 * session, which must follow from that record. The author's fingerprint is taken from the log,
 * since prompts may have changed since.
 */
export class StartCheck {
  readonly divergences: Divergence[] = [];
  readonly #run: string;
  #opened: Output["opened"];
  #config: Config;

  constructor({ run, opened, config }: Pick<Output, "run" | "opened" | "config">) {
    this.#run = run;
    this.#opened = opened;
    this.#config = config;
  }

  add(envelope: Envelope): void {
    const difference = isStart(envelope)
      ? this.#differenceOf(envelope)
      : firstDifference({ run: envelope.run }, { run: this.#run });
    this.#report(envelope, difference);
    if (envelope.kind === "run.adapted") this.#adapt(envelope);
  }

  /** What starts from here on follows from the change, and the change from what was before it. */
  #adapt(envelope: Envelope): void {
    const { changes, settings } = envelope.body as Body<"run.adapted">;
    const replaced = changes.map(({ setting, from }) => ({ setting, from }));
    const before = changes.map(({ setting }) => ({ setting, from: this.#config[setting] }));
    this.#config = applyChanges(this.#config, changes);
    this.#opened = { ...this.#opened, settings };
    const expected = settingsOf(this.#opened, this.#config);
    this.#report(
      envelope,
      firstDifference({ replaced, settings }, { replaced: before, settings: expected }),
    );
  }

  #report(envelope: Envelope, difference: Difference | undefined): void {
    if (!difference) return;
    this.divergences.push({
      agent: envelope.from,
      seq: envelope.seq,
      kind: envelope.kind,
      what: "differs",
      path: difference.path,
      recorded: difference.left,
      attempted: difference.right,
      likely: "the log was altered: how its sessions start does not follow from its first record",
    });
  }

  #differenceOf(envelope: Envelope): Difference | undefined {
    const { seq: _seq, time: _time, ...recorded } = envelope;
    const expected = expectedOf(envelope, this.#opened, this.#config);
    const difference = firstDifference(recorded, expected);
    const schema = messages[envelope.kind as Kind];
    const known = difference && schema && knownPart(schema, recorded.body);
    return known ? firstDifference({ ...recorded, body: known.value }, expected) : difference;
  }
}

function isStart({ seq, from, to }: Envelope): boolean {
  const { role, key } = parseAddress(to);
  return seq === 1 || from === CONTROL_ADDRESS || (role === SPAWN_ROLE && key === "main");
}

function expectedOf(
  envelope: Envelope,
  opened: Output["opened"],
  config: Config,
): Draft | undefined {
  const { run, seq, id } = envelope;
  if (seq === 1) {
    const configuration = { ...(opened.configuration as object), seed: opened.seed };
    // How sessions are divided between the first record and those after it is not checked.
    const { sessions, total } = envelope.body as Body<"run.opened">;
    const listed = { sessions, ...(total === undefined ? {} : { total }) };
    const settings = settingsOf(opened, config);
    // Logs of earlier versions lack these.
    const roles = opened.roles && { roles: rolesOf(opened.behaviours, config) };
    const bound = opened.max_messages && { max_messages: config.max_messages };
    const follows = { ...roles, ...bound, configuration, settings };
    return openingMessage(run, { ...opened, ...follows, ...listed });
  }
  const count = countOf(id) ?? 0;
  const plan = opened.sessions[count - 1];
  if (!plan) return undefined;
  const options: StartOptions = {
    settings: opened.settings,
    seed: opened.seed,
    coders: config.coders,
    judge: config.judge,
    maxFailedFiles: config.max_failed_files,
    behaviour: opened.behaviours["main"] ?? "",
  };
  return startMessage(run, plan, count, options);
}

/** The settings that follow from the configuration; the author's fingerprint and prompts are the recorded ones. */
function settingsOf({ settings }: Output["opened"], config: Config): SessionSettings {
  const isOurs = isBuiltIn(config.author, AUTHOR_FORMS);
  const name = isOurs ? formatAuthorSpec(parseAuthorSpec(config.author)) : config.author;
  const author = settings.author.startsWith(`${name}#`) ? settings.author : name;
  // Prompts may have changed since, as the author's fingerprint may.
  const { prompts } = settings;
  const recorded = prompts === undefined ? {} : { prompts };
  const hashed = hashedSettings(config, unitOf(config.scorers));
  // So may the module of a plug-in's scorer.
  const [scorer = ""] = config.scorers;
  const { scorers } =
    !isBuiltIn(scorer, SCORER_FORMS) && settings.scorers[0]?.startsWith(`${scorer}#`)
      ? settings
      : hashed;
  return { ...hashed, scorers, author, ...recorded };
}
