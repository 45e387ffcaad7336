/** The query of everything that is read out of a PHP file. */
export const phpQuery = `
(namespace_use_declaration) @import
[
  (include_expression)
  (include_once_expression)
  (require_expression)
  (require_once_expression)
] @import

[
  (namespace_definition)
  (class_declaration)
  (interface_declaration)
  (trait_declaration)
  (enum_declaration)
  (function_definition)
  (method_declaration)
  (enum_case)
  (const_element)
  (property_element)
] @def
[(anonymous_function) (arrow_function) (property_hook)] @scope

(named_type [(name) (qualified_name) (relative_name)] @mention.type)
(object_creation_expression [(name) (qualified_name) (relative_name)] @mention.type)
(scoped_call_expression scope: [(name) (qualified_name) (relative_name)] @mention.type)
(scoped_property_access_expression scope: [(name) (qualified_name) (relative_name)] @mention.type)
(class_constant_access_expression . [(name) (qualified_name) (relative_name)] @mention.type)
(binary_expression operator: "instanceof" right: [(name) (qualified_name) (relative_name)] @mention.type)
(attribute [(name) (qualified_name) (relative_name)] @mention.type)
(base_clause [(name) (qualified_name) (relative_name)] @mention.base)
(class_interface_clause [(name) (qualified_name) (relative_name)] @mention.base)
(use_declaration [(name) (qualified_name) (relative_name)] @mention.base)
(function_call_expression function: [(name) (qualified_name) (relative_name)] @mention.member)

(function_call_expression function: (name) @call)
(member_call_expression name: (name) @call)
(nullsafe_member_call_expression name: (name) @call)
(scoped_call_expression name: (name) @call)
(object_creation_expression (name) @use)
(scoped_call_expression scope: (name) @use)
(class_constant_access_expression . (name) @use)
(binary_expression operator: "instanceof" right: (name) @use)
(member_access_expression name: (name) @use)
(base_clause (name) @use)
(class_interface_clause (name) @use)
(use_declaration (name) @use)
(catch_clause type: (type_list (named_type (name) @use)))
(attribute (name) @use)

(simple_parameter name: (variable_name (name) @bind))
(variadic_parameter name: (variable_name (name) @bind))
(property_promotion_parameter name: (variable_name (name) @bind))
(assignment_expression left: (variable_name (name) @bind))
(list_literal (variable_name (name) @bind))
(foreach_statement (pair (variable_name (name) @bind)))
(foreach_statement (_) . (variable_name (name) @bind))
(catch_clause name: (variable_name (name) @bind))
(static_variable_declaration name: (variable_name (name) @bind))
(global_declaration (variable_name (name) @bind))

[(if_statement) (else_if_clause) (switch_statement) (match_expression) (conditional_expression)] @flow.branches
[(for_statement) (foreach_statement) (while_statement) (do_statement)] @flow.loops
(throw_expression) @flow.throws
(catch_clause) @flow.catches
(yield_expression) @flow.yields
`;
