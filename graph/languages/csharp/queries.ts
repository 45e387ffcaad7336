const name = "[(identifier) (generic_name) (qualified_name) (alias_qualified_name)]";
/**
 * What an extension method may be called on besides a plain name; static calls of built-in types
 * are none.
 */
const receiver =
  '["this" (member_access_expression) (invocation_expression) (element_access_expression) ' +
  "(parenthesized_expression) (object_creation_expression) (array_creation_expression) " +
  "(implicit_array_creation_expression) (conditional_access_expression) (postfix_unary_expression) " +
  "(string_literal) (interpolated_string_expression) (typeof_expression) (integer_literal) (generic_name)]";

/** `x is A || x is B` is read as `x is (A || x is B)`, one deeper with each further type. */
const alternatives = [1, 2, 3, 4]
  .map((depth) => {
    const open = "(binary_expression left: ".repeat(depth);
    return `(constant_pattern ${open}(identifier) @mention.value${")".repeat(depth)})`;
  })
  .join("\n");

/** The query of everything that is read out of a C# file. */
export const csharpQuery = `
(using_directive) @import

[
  (namespace_declaration)
  (file_scoped_namespace_declaration)
  (class_declaration)
  (struct_declaration)
  (interface_declaration)
  (record_declaration)
  (enum_declaration)
  (delegate_declaration)
  (method_declaration)
  (constructor_declaration)
  (destructor_declaration)
  (operator_declaration)
  (conversion_operator_declaration)
  (indexer_declaration)
  (property_declaration)
  (event_declaration)
  (enum_member_declaration)
  (local_function_statement)
] @def
(field_declaration (variable_declaration (variable_declarator) @def))
(event_field_declaration (variable_declaration (variable_declarator) @def))
[(lambda_expression) (anonymous_method_expression) (accessor_declaration)] @scope

(_ type: ${name} @mention.type)
(_ returns: ${name} @mention.type)
(type_argument_list ${name} @mention.type)
(type_parameter_constraint ${name} @mention.type)
(as_expression right: ${name} @mention.type)
(is_expression right: ${name} @mention.type)
(constant_pattern (identifier) @mention.value)
${alternatives}
(explicit_interface_specifier ${name} @mention.type)
(attribute name: ${name} @mention.annotation)
(base_list ${name} @mention.base)
(base_list (primary_constructor_base_type type: ${name} @mention.base))
(member_access_expression) @mention.value
(member_access_expression expression: (generic_name) @mention.value)
(invocation_expression
  function: (identifier) @call
  arguments: (argument_list (argument (identifier) @mention.value))
  (#eq? @call "nameof"))
(invocation_expression
  function: (member_access_expression
    expression: ${receiver}
    name: [(identifier) @mention.member (generic_name . (identifier) @mention.member)]))
(invocation_expression
  function: (member_access_expression
    expression: (identifier) @_receiver
    name: [(identifier) @mention.member (generic_name . (identifier) @mention.member)])
  (#not-match? @_receiver "^[A-Z]"))
(invocation_expression
  function: (member_access_expression expression: (identifier) @_receiver) @mention.member
  (#match? @_receiver "^[A-Z]"))
(member_binding_expression name: (identifier) @mention.member)

(invocation_expression function: (identifier) @call)
(invocation_expression function: (generic_name . (identifier) @call))
(invocation_expression function: (member_access_expression name: (identifier) @call))
(invocation_expression function: (member_access_expression name: (generic_name . (identifier) @call)))
(member_binding_expression name: (identifier) @call)
(object_creation_expression type: (identifier) @use)
(object_creation_expression type: (generic_name . (identifier) @use))
(member_access_expression expression: (identifier) @use (#match? @use "^[A-Z]"))
(member_access_expression name: (identifier) @use)
(base_list (identifier) @use)
(base_list (generic_name . (identifier) @use))
(catch_declaration type: (identifier) @use)
(attribute name: (identifier) @use)
(as_expression right: (identifier) @use)

(parameter name: (identifier) @bind)
(variable_declarator name: (identifier) @bind)
(foreach_statement left: (identifier) @bind)
(catch_declaration name: (identifier) @bind)
(declaration_pattern name: (identifier) @bind)
(declaration_expression name: (identifier) @bind)
(tuple_element name: (identifier) @bind)
(from_clause name: (identifier) @bind)
(lambda_expression parameters: (implicit_parameter) @bind)

[(if_statement) (switch_statement) (switch_expression) (conditional_expression)] @flow.branches
[(for_statement) (foreach_statement) (while_statement) (do_statement)] @flow.loops
[(throw_statement) (throw_expression)] @flow.throws
(catch_clause) @flow.catches
(await_expression) @flow.awaits
(yield_statement) @flow.yields
`;
