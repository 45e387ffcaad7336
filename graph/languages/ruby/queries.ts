/** The query of everything that is read out of a Ruby file. */
export const rubyQuery = `
[(module) (class) (method) (singleton_method)] @def
(assignment left: (constant) @def)
(call arguments: (argument_list (simple_symbol) @def))
[(lambda)] @scope

(scope_resolution) @mention.type
(constant) @mention.type
(superclass [(constant) (scope_resolution)] @mention.base)
; A method with a capital name, such as \`Array(a)\`: no constant.
(call !receiver method: (constant) @mention.none)

(call method: (identifier) @call)
(call method: (constant) @use)
(call receiver: (constant) @use)
(superclass (constant) @use)
(superclass (scope_resolution name: (constant) @use))
(exceptions (constant) @use)
(exceptions (scope_resolution name: (constant) @use))
(scope_resolution scope: (constant) @use)

(method_parameters (identifier) @bind)
(block_parameters (identifier) @bind)
(lambda_parameters (identifier) @bind)
(optional_parameter name: (identifier) @bind)
(keyword_parameter name: (identifier) @bind)
(splat_parameter name: (identifier) @bind)
(hash_splat_parameter name: (identifier) @bind)
(block_parameter name: (identifier) @bind)
(destructured_parameter (identifier) @bind)
(assignment left: (identifier) @bind)
(left_assignment_list (identifier) @bind)
(exception_variable (identifier) @bind)
(for pattern: (identifier) @bind)

[(if) (unless) (case) (case_match) (conditional) (if_modifier) (unless_modifier)] @flow.branches
[(while) (until) (for) (while_modifier) (until_modifier)] @flow.loops
(call method: (identifier) @flow.throws (#eq? @flow.throws "raise"))
(rescue) @flow.catches
(rescue_modifier) @flow.catches
(yield) @flow.yields
`;
