type Numbers = Int32Array | Uint16Array | Uint8Array | Float32Array | Float64Array;

/**
 * Everything a model has learned, as the list of its typed arrays. A part of the model takes its
 * arrays from here when it is built, so that copying a model is copying these and nothing else
 * can be forgotten.
 */
export class State {
  readonly #arrays: Numbers[] = [];

  /** Registers an array that will be copied with the model. */
  keep<A extends Numbers>(array: A): A {
    this.#arrays.push(array);
    return array;
  }

  /** Overwrites this state with another one of the same layout. */
  copyFrom(other: State): void {
    for (const [i, array] of this.#arrays.entries()) array.set(other.#arrays[i]!);
  }

  /** Bytes held by the arrays. */
  get bytes(): number {
    return this.#arrays.reduce((sum, array) => sum + array.byteLength, 0);
  }
}
