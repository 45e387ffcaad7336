# Files that Ruby sources load, as Ruby itself finds them.
#
# `ruby RubyLoads.rb ROOT [LIBRARY...]` reads relative paths from standard input. It writes each file
# that Ruby could parse, and `from TAB to` for each `require`, `require_relative`, `load` and
# `autoload` that leads to another of the files. A path may be put together from literals, `__FILE__`,
# `__dir__` and methods of File, which are run. Ruby's own `resolve_feature_path` looks along the load
# path: the LIBRARY directories below the root, else `lib`.
#
# With ZEITWERK=DIRECTORY... in the environment the constants count too that Zeitwerk loads from there.
require "set"

root = File.realpath(ARGV.shift)
libraries = ARGV.empty? ? ["lib"] : ARGV
$LOAD_PATH.unshift(*libraries.map { |path| File.join(root, path) })

# A walk over the syntax tree of one file.
class Loads
  WORDS = %i[require require_relative load autoload].freeze
  PATH_ONLY = /\A(?:File\.(?:expand_path|join|dirname)|__FILE__|__dir__|"[^"#]*"|'[^']*'|#\{|[\s(),+}"])*\z/
  attr_reader :found, :constants

  def initialize(place)
    @place = place
    @lines = File.readlines(place)
    @found = []
    @constants = []
    walk(RubyVM::AbstractSyntaxTree.parse_file(place), [])
  end

  private

  def walk(node, nesting)
    return unless node.is_a?(RubyVM::AbstractSyntaxTree::Node)
    case node.type
    when :FCALL then add(*node.children)
    when :CALL then add(*node.children.drop(1)) if text(node.children[0]) == "Kernel"
    when :CONST, :COLON2, :COLON3
      # Of `A::B::C` the last part that has a file is meant.
      return @constants << [text(node), nesting] if text(node).match?(/\A[\w:]+\z/)
    when :MODULE, :CLASS
      # The name that a definition gives is no use of it; a superclass stands outside of the class.
      name, *rest = node.children
      walk(rest.shift, nesting) if node.type == :CLASS
      return rest.each { |child| walk(child, nesting + text(name).split("::")) }
    end
    node.children.each { |child| walk(child, nesting) }
  end

  def add(word, arguments)
    return unless WORDS.include?(word) && arguments.respond_to?(:children)
    path = arguments.children.compact[word == :autoload ? 1 : 0]
    return if path.nil? || !text(path).match?(PATH_ONLY)
    @found << [word, eval(text(path), TOPLEVEL_BINDING, @place).to_s]
  rescue SyntaxError, StandardError
    nil
  end

  def text(node)
    first, last = node.first_lineno - 1, node.last_lineno - 1
    return @lines[first].byteslice(node.first_column...node.last_column) if first == last
    [@lines[first].byteslice(node.first_column..), *@lines[first + 1...last],
     @lines[last].byteslice(0...node.last_column)].join
  end
end

# The files of the constants that Zeitwerk would load.
def expected(directories, root)
  return {} if directories.empty?
  require "zeitwerk"
  loader = Zeitwerk::Loader.new
  directories.to_h { |directory| [File.join(root, directory), ""] }.keys.flat_map do |base|
    Dir.glob("#{base}/**/*.rb").map do |path|
      inner = path.delete_prefix("#{base}/").delete_suffix(".rb")
      [inner.split("/").map { |part| loader.inflector.camelize(part, path) }.join("::"), path]
    end
  end.to_h
end

constants = expected(ENV.fetch("ZEITWERK", "").split, root)
wanted = (files = $stdin.each_line(chomp: true).to_a).to_set
lines = Set.new
files.each do |file|
  place = File.join(root, file)
  loads = Loads.new(place)
  lines << file
  found = loads.found.filter_map do |word, path|
    case word
    when :require_relative then "#{File.expand_path(path.delete_suffix(".rb"), File.dirname(place))}.rb"
    when :load then [root, File.dirname(place)].map { |base| File.expand_path(path, base) }.find { |at| File.file?(at) }
    else $LOAD_PATH.resolve_feature_path(path)&.last
    end
  rescue LoadError
    nil
  end
  loads.constants.each do |name, nesting|
    around = name.start_with?("::") ? [0] : nesting.size.downto(0)
    parts = name.delete_prefix("::").split("::")
    full = around.flat_map do |depth|
      parts.size.downto(1).map { |size| (nesting.take(depth) + parts.take(size)).join("::") }
    end
    found << constants[full.find { |item| constants.key?(item) }]
  end
  found.compact.uniq.each do |target|
    next unless File.file?(target)
    to = File.realpath(target).delete_prefix("#{root}/")
    lines << "#{file}\t#{to}" if wanted.include?(to) && to != file
  end
rescue SyntaxError
  next
end
puts lines.to_a
