import { randomUUID } from "node:crypto";
import type { TokenPrompt, PromptScore } from "./reading.ts";

/** A prompt on its way, settled once. */
export class EngineJob {
  readonly rid: string;
  readonly prompt: TokenPrompt;
  readonly controller = new AbortController();
  readonly reading: Promise<PromptScore>;
  settled = false;
  #resolve: (reading: PromptScore) => void = () => {};
  #reject: (error: unknown) => void = () => {};

  constructor(prompt: TokenPrompt) {
    this.prompt = prompt;
    this.rid = prompt.rid ?? randomUUID().replaceAll("-", "");
    this.reading = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    // Who waits for several hears of the first failure only.
    this.reading.catch(() => {});
  }

  resolve(reading: PromptScore): void {
    this.settled = true;
    this.#resolve(reading);
  }

  reject(error: unknown): void {
    this.settled = true;
    this.#reject(error);
  }
}
