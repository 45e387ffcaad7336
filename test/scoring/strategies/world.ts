import {
  random,
  type Assignment,
  type Json,
  type Move,
  type Outcome,
  type Proposer,
  type SearchProblem,
  type Strategy,
  type ThoughtPurpose,
} from "../../../protocols/index.ts";

const KINDS: readonly ThoughtPurpose[] = ["needs", "design", "write"];

/** A made-up world: every text at every step is worth something, and all of it adds up. */
export interface World {
  readonly seed: number;
  /**
   * Worth of a new text.
   *
   * @param chance a number in [0, 1) that is this text's own
   * @param current worth of what stood there
   */
  readonly worth: (proposer: Proposer, step: number, chance: number, current: number) => number;
  /** Worth of the first thoughts, by step. */
  readonly first: readonly number[];
  /** Share of proposals that are rejected. */
  readonly rejects?: number;
}

export interface Played {
  readonly best: { readonly assignment: Assignment; readonly value: number };
  readonly moves: readonly Move[];
  /** What became of each move. */
  readonly outcomes: readonly Outcome[];
  readonly scored: number;
  /** The best value behind each batch. */
  readonly values: readonly number[];
  /** Every state, the first one included. */
  readonly states: readonly Json[];
  readonly start: number;
}

/** Lets a strategy play a world to its end. Tokens cost 100 for each evaluation. */
export function play(
  strategy: Strategy<Json>,
  world: World,
  budget: number,
  bounds: Partial<Pick<SearchProblem, "tokens" | "margin" | "sight">> = {},
): Played {
  const texts = world.first.map((worth) => [worth]);
  const valueOf = (assignment: Assignment): number =>
    assignment.reduce<number>(
      (sum, chosen, step) => (chosen === null ? sum : sum + (texts[step]?.[chosen] ?? 0)),
      0,
    );
  const start: Assignment = world.first.map(() => 0);
  let state = strategy.begin({
    start,
    kinds: start.map((_, step) => KINDS[step % KINDS.length] ?? "write"),
    budget,
    cost: 100,
    margin: 0,
    seed: world.seed,
    value: valueOf(start),
    ...bounds,
  });
  const states: Json[] = [state];
  const moves: Move[] = [];
  const values: number[] = [];
  const all: Outcome[] = [];
  let scored = 0;
  for (let batch = strategy.ask(state); batch.length > 0; batch = strategy.ask(state)) {
    const outcomes = batch.map((move): Outcome => {
      moves.push(move);
      const number = moves.length;
      if (
        move.action === "rewrite" &&
        random(world.seed, "reject", number) < (world.rejects ?? 0)
      ) {
        return { result: "rejected" };
      }
      scored += 1;
      const assignment = move.base.map((chosen, step) => {
        if (!move.steps.includes(step)) return chosen;
        if (move.action === "delete") return null;
        if (move.action === "merge") return move.from[step] ?? null;
        const current = chosen === null ? 0 : (texts[step]?.[chosen] ?? 0);
        const chance = random(world.seed, "text", number, step);
        const worth = world.worth(move.proposer, step, chance, current);
        return (texts[step]?.push(worth) ?? 0) - 1;
      });
      return { result: "scored", assignment, value: valueOf(assignment), cost: 100 };
    });
    all.push(...outcomes);
    state = strategy.tell(state, outcomes);
    states.push(state);
    values.push(strategy.best(state).value);
    if (moves.length > 10_000) throw new Error("the search does not end");
  }
  const best = strategy.best(state);
  return { best, moves, outcomes: all, scored, values, states, start: valueOf(start) };
}

/**
 * A world where thoughts differ in worth as proposals of a fair author do: first thoughts are
 * ordinary, fresh texts lie around them, and a refinement changes what stands there by `lift`.
 */
export function additive(seed: number, lift: number): World {
  const bell = (chance: number): number => 3.46 * (chance - 0.5);
  const first = Array.from({ length: 3 }, (_, step) => 1 + 0.5 * bell(random(seed, "first", step)));
  return {
    seed,
    first,
    worth: (proposer, _step, chance, current) => {
      if (proposer === "informed") return 1 + bell(chance);
      if (proposer === "blind") return 0.3 + bell(chance);
      if (proposer === "refine") return current + lift + 0.6 * bell(chance);
      return current - 0.1 + 0.3 * bell(chance);
    },
  };
}
