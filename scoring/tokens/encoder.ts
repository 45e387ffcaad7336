/** A model's tokeniser, wherever it runs. */
export interface Encoder {
  /** Ids of a text with nothing added by the model's format. */
  plain(text: string, signal: AbortSignal): Promise<readonly number[]>;
  /** Ids of the same text as a whole prompt, with the start token that the format adds, if any. */
  prompt(text: string, signal: AbortSignal): Promise<readonly number[]>;
  /**
   * The text of each single id, U+FFFD for a part of a character; undefined, like the
   * whole method, where the tokeniser cannot say.
   */
  texts?(ids: readonly number[], signal: AbortSignal): Promise<readonly string[] | undefined>;
}

/** Whether `ids` has `part` at `from`. */
export function hasAt(ids: readonly number[], part: readonly number[], from: number): boolean {
  return from + part.length <= ids.length && part.every((id, at) => ids[from + at] === id);
}
