/**
 * Sentences in the words of an engineer. Slots: `C` a type, `M` a member of that type, `F` a
 * function, `K` a constant, `W` a parameter or member, `P` a path. A slot may hold a true name or
 * an invented one; `!` in front asks for an invented one.
 */
export const frames: readonly string[] = [
  "I begin with `{C}`, since {M} decides what the rest may rely on.",
  "The signature of `{F}` fixes the contract: {W} comes first, and `{W}` is optional.",
  "Before that, {P} shows how the neighbours do it; I keep to the same shape.",
  "Calling `{F}()` twice must be harmless, so `{W}` is checked up front.",
  "`{M}` and `{M}` share most of their code (both look at `{W}`), and/or could share more.",
  "The default lives in `{K}`, i.e. nobody has to pass `{W}` in the common case.",
  "What {P} exports is enough here; in particular `{C}` and `{F}`.",
  "A reader who knows `{C}` will look for `{M}` next.",
  "If `{W}` is missing I fall back on {K}, e.g. in tests.",
  "Errors surface through `{F}`; see {P} for the caller.",
  "`{M}` reads `{W}` and leaves `{W}` alone.",
  "It helps to keep `{F}` small: it only forwards `{W}`.",
  "Two places touch `{W}`: `{M}` and `{F}()`.",
  "The order matters: {P} before this file, then `{C}`.",
  "I write `{F}` first, then `{C}` around it, and finally `{K}`.",
  "There is a choice between `{M}` and a plain function; the former has access to `{W}`.",
  "`{C}` keeps its state private, so that only `{M}` has to know about `{W}`.",
  "Following {P}, the I/O stays at the edge and `{F}` remains pure.",
];

/** Sentences for one invented name each, by its shape. */
export const lies: Readonly<
  Record<"type" | "member" | "call" | "constant" | "path", readonly string[]>
> = {
  type: [
    "The heavy lifting happens in `{X}`, which is created once.",
    "I lean on {X} to keep this short.",
    "A `{X}` would be passed along with it.",
  ],
  member: [
    "After that `{X}` settles the matter.",
    "`{X}` must run before anything else does.",
    "Note that `{X}` is the only one with side effects.",
  ],
  call: [
    "Then {X}() cleans up what is left.",
    "`{X}` returns early in that case.",
    "The work is delegated to `{X}()` as before.",
  ],
  constant: [
    "The limit comes from {X}.",
    "`{X}` bounds it.",
    "Raising {X} would be the knob to turn.",
  ],
  path: ["I take the helpers from {X}.", "See `{X}` for the details.", "It mirrors what {X} does."],
};
