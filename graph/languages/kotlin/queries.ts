/** Places where an expression may be a bare name. */
const values = `
  (call_expression . (identifier) @mention.value)
  (navigation_expression) @mention.value
  (navigation_expression . (identifier) @mention.value)
  (value_argument (identifier) @mention.value .)
  (function_value_parameters (identifier) @mention.value)
  (class_parameter (identifier) @mention.value .)
  (function_body (identifier) @mention.value)
  (block (identifier) @mention.value)
  (lambda_literal (identifier) @mention.value)
  (property_declaration (identifier) @mention.value)
  (property_delegate (identifier) @mention.value)
  (return_expression (identifier) @mention.value)
  (throw_expression (identifier) @mention.value)
  (if_expression (identifier) @mention.value)
  (when_entry (identifier) @mention.value)
  (when_subject (identifier) @mention.value)
  (binary_expression (identifier) @mention.value)
  (infix_expression (identifier) @mention.value)
  (in_expression (identifier) @mention.value)
  (range_expression (identifier) @mention.value)
  (unary_expression (identifier) @mention.value)
  (index_expression (identifier) @mention.value)
  (assignment (identifier) @mention.value)
  (parenthesized_expression (identifier) @mention.value)
  (spread_expression (identifier) @mention.value)
  (interpolation (identifier) @mention.value)
  (as_expression (identifier) @mention.value)
  (is_expression (identifier) @mention.value)
  (callable_reference . (identifier) @mention.value)
  (for_statement (identifier) @mention.value)
`;

/** The query of everything that is read out of a Kotlin file. */
export const kotlinQuery = `
(import) @import

[
  (package_header)
  (class_declaration)
  (object_declaration)
  (companion_object)
  (function_declaration)
  (secondary_constructor)
  (enum_entry)
  (type_alias)
] @def
(property_declaration) @def
(class_parameter) @def
[(lambda_literal) (anonymous_function) (anonymous_initializer) (getter) (setter)] @scope

(user_type) @mention.type
(user_type . (identifier) @mention.type)
; An annotation without arguments that is read as a name.
(source_file (identifier) @mention.type)
${values}
(navigation_expression (identifier) @mention.member .)
(infix_expression (_) (identifier) @mention.member (_))
(callable_reference (identifier) @mention.member .)
(delegation_specifier (user_type . (identifier) @mention.base))
(delegation_specifier (constructor_invocation (user_type . (identifier) @mention.base)))
(delegation_specifier (explicit_delegation (user_type . (identifier) @mention.base)))

(call_expression . (identifier) @call)
(call_expression . (navigation_expression (identifier) @call .))
(navigation_expression (identifier) @use .)
(constructor_invocation (user_type . (identifier) @use))
(delegation_specifier (user_type . (identifier) @use))
(catch_block (user_type . (identifier) @use))
(callable_reference (identifier) @use)

(parameter . (identifier) @bind)
(class_parameter (identifier) @bind)
(variable_declaration . (identifier) @bind)
(catch_block . (identifier) @bind)

[(if_expression) (when_expression)] @flow.branches
[(for_statement) (while_statement) (do_while_statement)] @flow.loops
(throw_expression) @flow.throws
(catch_block) @flow.catches
`;
