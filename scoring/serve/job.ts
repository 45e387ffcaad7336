import { randomUUID } from "node:crypto";
import type { Prompt, Reading } from "./reading.ts";

/** A prompt on its way, settled once. */
export class Job {
  readonly rid: string;
  readonly prompt: Prompt;
  readonly controller = new AbortController();
  readonly reading: Promise<Reading>;
  settled = false;
  #resolve: (reading: Reading) => void = () => {};
  #reject: (error: unknown) => void = () => {};

  constructor(prompt: Prompt) {
    this.prompt = prompt;
    this.rid = prompt.rid ?? randomUUID().replaceAll("-", "");
    this.reading = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    // Who waits for several hears of the first failure only.
    this.reading.catch(() => {});
  }

  resolve(reading: Reading): void {
    this.settled = true;
    this.#resolve(reading);
  }

  reject(error: unknown): void {
    this.settled = true;
    this.#reject(error);
  }
}
