import { messageId } from "../../../protocols/index.ts";
import type { Bench } from "../../cluster/index.ts";
import type { BenchRow } from "../../row.ts";
import { Simulation, type Process } from "../simulation/simulation.ts";
import { Station } from "../simulation/station.ts";
import { compared, median } from "./compared.ts";

const TEXT = "a message carries a few hundred bytes of arguments, as real ones do. ".repeat(4);
const MESSAGES = 1600;
const ROUNDS = 3;
/** Senders that tell what a message costs, and how many the model has to say something of. */
const CALIBRATION = 16;
const ASKED = [4, 64];

/**
 * Messages a second through one server, each acknowledged and delivered, by 4 and by 64 senders of
 * one process. The model knows the rate of one sender, which tells how long a message is on its
 * way, and that of 16, who keep the process's thread busy.
 */
export async function validatePublishes(bench: Bench): Promise<BenchRow[]> {
  const rates = new Map<number, number[]>([1, CALIBRATION, ...ASKED].map((n) => [n, []]));
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [senders, measured] of rates) {
      measured.push(await publishRate(bench, `scale-publish-${senders}-${round}`, senders));
    }
  }
  const rateOf = (senders: number): number => median(rates.get(senders) ?? []);
  const alone = 1 / rateOf(1);
  const thread = Math.min(alone, 1 / rateOf(CALIBRATION));
  return ASKED.map((senders) =>
    compared(
      `${senders} senders through one server`,
      predicted(senders, alone, thread),
      rateOf(senders),
      "messages/s",
    ),
  );
}

async function publishRate({ bus: open }: Bench, run: string, senders: number): Promise<number> {
  const bus = await open(run);
  const each = MESSAGES / senders;
  let left = MESSAGES;
  let finish = (): void => {};
  const done = new Promise<void>((resolve) => (finish = resolve));
  const arrive = (): void => {
    left -= 1;
    if (left === 0) finish();
  };
  const pairs = Array.from({ length: senders }, (_, n) => ({
    from: `s-1/sender/${n}`,
    to: `s-1/receiver/${n}`,
  }));
  for (const { to } of pairs) await bus.mailbox(to, arrive);
  const started = performance.now();
  await Promise.all(
    pairs.map(async ({ from, to }) => {
      for (let n = 0; n < each; n += 1) {
        const id = messageId(from, n);
        const body = { text: TEXT, n };
        await bus.publish({ id, run, session: "s-1", from, to, kind: "ball", cause: null, body });
      }
    }),
  );
  await done;
  return MESSAGES / ((performance.now() - started) / 1000);
}

function predicted(senders: number, alone: number, thread: number): number {
  const simulation = new Simulation();
  const process = new Station(simulation, 1);
  function* sender(): Process {
    for (let n = 0; n < MESSAGES / senders; n += 1) {
      yield process.use(thread);
      yield simulation.sleep(alone - thread);
    }
  }
  for (let n = 0; n < senders; n += 1) simulation.start(sender());
  simulation.run();
  return MESSAGES / simulation.now;
}
