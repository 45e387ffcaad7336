/** The query of everything that is read out of a Python file. */
export const pythonQuery = `
[(import_statement) (import_from_statement) (future_import_statement)] @import

(call function: (identifier) @call)
(call function: (attribute object: (identifier) attribute: (identifier) @call) (#eq? @call "import_module"))
(attribute attribute: (identifier) @use)
(decorator (identifier) @use)
(except_clause (identifier) @use)
(except_clause (tuple (identifier) @use))
(except_clause (as_pattern . (identifier) @use))
(except_clause (as_pattern . (tuple (identifier) @use)))
(raise_statement . (identifier) @use)
(class_definition superclasses: (argument_list (identifier) @use))

[(function_definition) (class_definition) (decorated_definition) (type_alias_statement)] @def
(expression_statement (assignment) @def)

(parameters (identifier) @bind)
(lambda_parameters (identifier) @bind)
(typed_parameter . (identifier) @bind)
(default_parameter name: (identifier) @bind)
(typed_default_parameter name: (identifier) @bind)
(list_splat_pattern (identifier) @bind)
(dictionary_splat_pattern (identifier) @bind)
(assignment left: (identifier) @bind)
(pattern_list (identifier) @bind)
(tuple_pattern (identifier) @bind)
(list_pattern (identifier) @bind)
(for_statement left: (identifier) @bind)
(for_in_clause left: (identifier) @bind)
(as_pattern_target (identifier) @bind)
(named_expression name: (identifier) @bind)
(lambda) @scope

[(if_statement) (elif_clause) (conditional_expression) (match_statement)] @flow.branches
[(for_statement) (while_statement) (for_in_clause)] @flow.loops
(raise_statement) @flow.throws
(except_clause) @flow.catches
(await) @flow.awaits
(yield) @flow.yields
`;
