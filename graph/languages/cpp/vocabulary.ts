import { cVocabulary } from "../c/vocabulary.ts";
import { standardNames } from "./standard-names.ts";

const words =
  "alignas alignof and and_eq asm bitand bitor bool catch char16_t char32_t char8_t class compl " +
  "concept const_cast consteval constexpr constinit co_await co_return co_yield decltype delete " +
  "dynamic_cast explicit export false final friend import module mutable namespace new noexcept not " +
  "not_eq nullptr nullptr_t operator or or_eq override private protected public reinterpret_cast " +
  "requires static_assert static_cast template this thread_local throw true try typeid typename " +
  "using virtual wchar_t xor xor_eq std RAII SFINAE STL nodiscard maybe_unused fallthrough noreturn " +
  "deprecated carries_dependency no_unique_address assume expected unexpected bad_expected_access " +
  "print println mdspan extents submdspan generator flat_map flat_set flat_multimap flat_multiset " +
  "move_only_function copyable_function function_ref to_underlying unreachable byteswap " +
  "start_lifetime_as forward_like invoke_r stacktrace basic_stacktrace stacktrace_entry spanstream " +
  "out_ptr inout_ptr string_view views zip zip_transform adjacent chunk chunk_by slide stride " +
  "cartesian_product join_with enumerate as_rvalue repeat fold_left fold_right contains_subrange " +
  "starts_with ends_with find_last shift_left format format_to format_to_n formatted_size vformat " +
  "make_format_args formatter format_error jthread stop_token stop_source source_location " +
  "__PRETTY_FUNCTION__ __has_include __has_cpp_attribute __cpp_exceptions";

/** Words of C++: its keywords, attributes and standard headers, and those of C. */
export function* cppVocabulary(): Generator<string> {
  yield* words.split(" ");
  yield* standardNames.split(" ");
  yield* cVocabulary();
}
