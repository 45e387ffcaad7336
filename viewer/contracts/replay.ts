/** The head of a message of the log. */
export interface MessageHeadAnswer {
  readonly seq: number;
  /** Milliseconds since 1970, by the clock of the log. */
  readonly time: number;
  readonly from: string;
  readonly to: string;
  readonly kind: string;
  /** Position of the message that was being handled when it was sent. */
  readonly cause: number | null;
  /** Bytes of it in the log. */
  readonly bytes: number;
  /** A later retry made it void: no agent sees it. */
  readonly void: boolean;
  /** An answer to a request. */
  readonly reply: boolean;
  readonly failure: boolean;
}

/** `/api/replay`: what there is to replay. */
export interface ReplayAnswer {
  /** Position of the last message that was read so far. */
  readonly last: number;
  /** Whether the log is being read at this moment, so that there will be more. */
  readonly reading: boolean;
  /** Times of the first and the last message. */
  readonly first_time: number;
  readonly last_time: number;
  /** Addresses in the order in which they appear, the first thousand of them. */
  readonly addresses: readonly string[];
  readonly kinds: readonly string[];
  /** Failures and ends of sessions. */
  readonly notable: readonly MessageHeadAnswer[];
}

/** `/api/messages?from=I&count=N[&agent=A][&kind=K]`: a window of the messages that pass. */
export interface MessagesAnswer {
  /** How many pass in all. */
  readonly total: number;
  /** Index of the first that is here, from 0. */
  readonly from: number;
  readonly messages: readonly MessageHeadAnswer[];
}

/** `/api/message?seq=N` */
export interface MessageAnswer {
  readonly head: MessageHeadAnswer;
  readonly id: string;
  readonly session: string;
  readonly body: unknown;
  /** From the first message of the log to the one before this. */
  readonly causes: readonly MessageHeadAnswer[];
  /** What was sent when it was handled. */
  readonly effects: readonly MessageHeadAnswer[];
}

/** `/api/blob?sha256=H` */
export interface BlobAnswer {
  readonly sha256: string;
  readonly bytes: number;
  /** Null for what is no text. */
  readonly text: string | null;
}

/** A place where today's agents and the log disagree. */
interface DivergenceAnswer {
  readonly seq: number;
  readonly agent: string;
  readonly kind: string;
  readonly what: string;
  readonly path: string;
  readonly likely: string;
}

/** `/api/divergences`: what folding the log through today's agents showed. */
export interface DivergencesAnswer {
  /** Position of the last message that was folded. */
  readonly last: number;
  readonly count: number;
  readonly listed: readonly DivergenceAnswer[];
}

/** A state of a machine, as its definition has it. */
export interface StateAnswer {
  /** Names from the outermost state, joined by dots; empty for the machine itself. */
  readonly name: string;
  readonly depth: number;
  readonly type: string;
  readonly initial: boolean;
  readonly transitions: readonly {
    /** Kind of the message; empty for one that is taken at once. */
    readonly event: string;
    readonly targets: readonly string[];
    readonly guarded: boolean;
  }[];
}

export interface PatchAnswer {
  readonly op: "add" | "remove" | "replace";
  readonly path: string;
  readonly value?: unknown;
  readonly old?: unknown;
}

/** `/api/agent?address=A&seq=N`: an agent once the message at a position was handled. */
export interface AgentAnswer {
  readonly address: string;
  readonly role: string;
  readonly states: readonly StateAnswer[];
  /** Position of its last step up to there; null before its first. */
  readonly step: number | null;
  /** Names of the states before and after that step. */
  readonly before: readonly string[];
  readonly after: readonly string[];
  readonly context: unknown;
  /** What that step changed in the context. */
  readonly patch: readonly PatchAnswer[];
  readonly sent: readonly string[];
  readonly error?: { readonly code: string; readonly reason: string };
  /** Positions of its steps before and after that one. */
  readonly previous: number | null;
  readonly next: number | null;
  readonly steps: number;
}

/** What is believed of a proposer at one kind of step, after a batch of evaluations. */
export interface ArmAnswer {
  readonly proposer: string;
  readonly purpose: string;
  /** By batch; absent before the arm was asked for the first time. */
  readonly points: readonly {
    /** Evaluations that had been made. */
    readonly at: number;
    /** Nats per target token. */
    readonly mean: number;
    /** Standard error of the mean. */
    readonly doubt: number;
    readonly asked: number;
    readonly scored: number;
  }[];
}

/** `/api/arms?session=S&path=P` */
export interface ArmsAnswer {
  readonly strategy: string;
  /** Empty for a strategy that keeps no such beliefs. */
  readonly arms: readonly ArmAnswer[];
}
