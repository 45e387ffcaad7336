import { builtinNames, keywords, standardModules } from "./standard-library.ts";

/** Members of the built-in types that prose about Python names most. */
const members =
  "append extend insert remove pop clear index count sort reverse copy keys values items get " +
  "setdefault update popitem fromkeys add discard union intersection difference issubset " +
  "issuperset join split rsplit splitlines strip lstrip rstrip replace find rfind startswith " +
  "endswith lower upper title capitalize casefold format format_map encode decode partition " +
  "rpartition zfill center ljust rjust isdigit isalpha isalnum isspace islower isupper read " +
  "readline readlines write writelines close flush seek tell send throw args kwargs __init__ " +
  "__new__ __del__ __repr__ __str__ __bytes__ __format__ __lt__ __le__ __eq__ __ne__ __gt__ " +
  "__ge__ __hash__ __bool__ __getattr__ __getattribute__ __setattr__ __delattr__ __dir__ " +
  "__get__ __set__ __delete__ __set_name__ __slots__ __init_subclass__ __class_getitem__ " +
  "__call__ __len__ __length_hint__ __getitem__ __setitem__ __delitem__ __missing__ __iter__ " +
  "__next__ __reversed__ __contains__ __add__ __sub__ __mul__ __truediv__ __floordiv__ __mod__ " +
  "__pow__ __and__ __or__ __xor__ __enter__ __exit__ __aenter__ __aexit__ __aiter__ __anext__ " +
  "__await__ __all__ __main__ __version__ __annotations__ __dict__ __class__ __module__ " +
  "__qualname__ __wrapped__ __package__ __path__ __spec__ TYPE_CHECKING";

/** Words of Python: keywords, built-ins, members of built-in types, standard modules. */
export function* pythonVocabulary(): Generator<string> {
  yield* keywords;
  yield* builtinNames;
  yield* standardModules;
  yield* members.split(" ");
}
