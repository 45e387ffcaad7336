import type { Random } from "./random.ts";

/** What opens, joins or begins something in some language; repeated, it is what parsers fear. */
const openings = (
  "( [ { < {{ (( [[ /* // # ## #! \" ' ` \"\"\" ''' `` ${ #{ <? <?php <% <!-- <![CDATA[ <script> <style> " +
  '<template> --- ``` ~~~ => -> :: . .. ... , ; : = == ! & && | || ~ ^ @ @a( @a.b( $ $$ \\ \\\\ r#" R"( @" $" ' +
  '<<~A <<-A %w[ %q( #if #ifdef #else #endif #include #define extern"C"{ template< class struct enum namespace ' +
  "A<A< A::A:: a.a. a(a( import use( from export require( include mod fn def lambda: if else case -> try{ catch( " +
  "by:: where: async await public static BEGIN_A A_END A_B( A_B LIB_API context(a:A) when{ in is if_a is_A_if_b-> " +
  "!is[ *a ** a/ /.. ../ */ **/ [a-z] [! {a,b} ?* GUARDED_BY(a) WINAPI SPDX-License-Identifier: @generated"
).split(" ");

/** Characters that end lines, count as none, or are no text. */
const odd = [
  "\r",
  "\r\n",
  "\n",
  "\t",
  " ",
  "\v",
  "\f",
  "\0",
  "\u00A0",
  "\u0085",
  "\u2028",
  "\u2029",
  "\uFEFF",
  "\u202E",
  "\uD800",
  "\u{1F600}",
  "e\u0301",
  "\u0130",
];

/** A text that repeats something short up to a length, now and then with an end that disagrees. */
export function hostileShape(random: Random, length: number): string {
  const unit = Array.from({ length: 1 + random.below(3) }, () => piece(random)).join("");
  const start = random.below(2) === 0 ? piece(random) : "";
  const end = random.below(2) === 0 ? piece(random) : "";
  return `${start}${unit.repeat(Math.max(1, Math.ceil(length / unit.length)))}${end}`;
}

/** A short piece of text that a parser does not expect. */
export function piece(random: Random): string {
  return random.below(3) === 0 ? random.pick(odd) : random.pick(openings).replaceAll("_", " ");
}
