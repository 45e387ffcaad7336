<?php

declare(strict_types=1);

use PhpParser\ConstExprEvaluator;
use PhpParser\Node;
use PhpParser\NodeFinder;
use PhpParser\NodeTraverser;
use PhpParser\NodeVisitor\NameResolver;
use PhpParser\ParserFactory;

/*
 * Names of classes and functions that stand in PHP sources, and the files that these include, as
 * PHP-Parser's NameResolver and evaluator read them and the project's own Composer autoloader finds
 * them.
 *
 * `php PhpNames.php ROOT PHP_PARSER`: in the latter and in each package of the former stands a
 * vendor/autoload.php of `composer dump-autoload`. Reads relative paths from standard input, writes
 * each file that it read, and `from TAB to` for each name or path that leads to another of the files.
 * What no autoloader knows is where it is declared, when one file alone declares it.
 */

[, $root, $tools] = $argv;
$root = realpath($root);
require "$tools/vendor/autoload.php";
$parser = (new ParserFactory())->createForNewestSupportedVersion();
$finder = new NodeFinder();
$trees = [];
$loaders = [];
$declared = [];
foreach (explode("\n", trim(stream_get_contents(STDIN))) as $file) {
    try {
        $tree = $parser->parse(file_get_contents("$root/$file")) ?? [];
    } catch (PhpParser\Error) {
        continue;
    }
    $trees[$file] = (new NodeTraverser(new NameResolver()))->traverse($tree);
    foreach ($finder->find($trees[$file], isDeclaration(...)) as $node) {
        $declared[keyOf($node->namespacedName, $node instanceof Node\Stmt\Function_)][$file] = true;
    }
    for ($place = dirname("$root/$file"); str_starts_with($place, $root); $place = dirname($place)) {
        if (is_file("$place/vendor/autoload.php")) {
            $loaders[$place] ??= require "$place/vendor/autoload.php";
        }
    }
}

function isDeclaration(Node $node): bool
{
    return ($node instanceof Node\Stmt\ClassLike || $node instanceof Node\Stmt\Function_)
        && isset($node->namespacedName);
}

function keyOf(Node\Name $name, bool $isFunction): string
{
    return strtolower($name->toString()) . ($isFunction ? '()' : '');
}

/** Where a class or function is, relative to the root. */
function placeOf(Node\Name $name, bool $isFunction): ?string
{
    global $root, $loaders, $declared;
    foreach ($isFunction ? [] : $loaders as $loader) {
        $found = realpath($loader->findFile($name->toString()) ?: '') ?: '';
        if (str_starts_with($found, "$root/")) {
            return substr($found, strlen($root) + 1);
        }
    }
    $files = array_keys($declared[keyOf($name, $isFunction)] ?? []);
    return count($files) === 1 ? $files[0] : null;
}

/** A function is looked up in the namespace first, unless PHP itself has one of its name. */
function functionPlace(Node\Name $name): ?string
{
    $full = $name->getAttribute('namespacedName');
    $own = function_exists($name->toString()) && (new ReflectionFunction($name->toString()))->isInternal();
    return $own ? null : (($full ? placeOf($full, true) : null) ?? placeOf($name, true));
}

/** The file that an include names, when its path is constant. */
function includedPlace(Node\Expr $path, string $file): ?string
{
    global $root;
    $evaluator = new ConstExprEvaluator(function (Node\Expr $node) use ($root, $file) {
        if ($node instanceof Node\Scalar\MagicConst\Dir) {
            return dirname("$root/$file");
        }
        if ($node instanceof Node\Scalar\MagicConst\File) {
            return "$root/$file";
        }
        if ($node instanceof Node\Expr\FuncCall && $node->name instanceof Node\Name && $node->name->toString() === 'dirname') {
            return dirname(...array_map(fn ($item) => $GLOBALS['evaluate']($item->value), $node->args));
        }
        throw new PhpParser\ConstExprEvaluationException();
    });
    $GLOBALS['evaluate'] = $evaluator->evaluateDirectly(...);
    try {
        $text = (string) $evaluator->evaluateDirectly($path);
    } catch (Throwable) {
        return null;
    }
    foreach (str_starts_with($text, '/') ? [''] : [dirname("$root/$file") . '/', "$root/"] as $base) {
        $found = realpath($base . $text) ?: '';
        if (str_starts_with($found, "$root/")) {
            return substr($found, strlen($root) + 1);
        }
    }
    return null;
}

$lines = [];
foreach ($trees as $file => $tree) {
    $lines[$file] = true;
    $found = [];
    foreach ($finder->findInstanceOf($tree, Node\Stmt\Use_::class) as $use) {
        foreach ($use->uses as $item) {
            $found[] = placeOf($item->name, $use->type === Node\Stmt\Use_::TYPE_FUNCTION);
        }
    }
    foreach ($finder->findInstanceOf($tree, Node\Stmt\GroupUse::class) as $use) {
        foreach ($use->uses as $item) {
            $isFunction = ($use->type | $item->type) === Node\Stmt\Use_::TYPE_FUNCTION;
            $found[] = placeOf(Node\Name::concat($use->prefix, $item->name), $isFunction);
        }
    }
    foreach ($finder->findInstanceOf($tree, Node\Expr\Include_::class) as $include) {
        $found[] = includedPlace($include->expr, $file);
    }
    foreach ($finder->findInstanceOf($tree, Node\Expr\FuncCall::class) as $call) {
        if ($call->name instanceof Node\Name) {
            $found[] = functionPlace($call->name);
            $call->name = new Node\Expr\Variable('called');
        }
    }
    foreach ($finder->findInstanceOf($tree, Node\Name\FullyQualified::class) as $name) {
        $found[] = placeOf($name, false);
    }
    foreach (array_filter($found) as $to) {
        if ($to !== $file) {
            $lines["$file\t$to"] = true;
        }
    }
}
echo implode("\n", array_keys($lines)), "\n";
