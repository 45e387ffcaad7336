using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

/// <summary>
/// Names of types that stand in C# sources, and extension methods that are called, as Roslyn
/// resolves them. `mono CSharpNames.exe ROOT FRAMEWORK [SYMBOLS...]` reads relative paths from standard input.
/// It writes each file, and `from TAB to` for each name of a type that another of the files
/// declares; a partial type is in all of its files. Each SYMBOLS is a configuration, such as
/// `A;B`, and an edge of any of them counts. Types that are not there do not stop it.
/// </summary>
static class CSharpNames
{
    static void Main(string[] arguments)
    {
        var root = arguments[0];
        var names = new List<string>();
        for (var line = Console.ReadLine(); line != null; line = Console.ReadLine()) names.Add(line);
        var references = Directory.GetFiles(arguments[1], "*.dll")
            .Where(IsManaged)
            .Select(path => MetadataReference.CreateFromFile(path))
            .ToList();
        var lines = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var symbols in arguments.Skip(2).DefaultIfEmpty(""))
        {
            var options = new CSharpParseOptions(LanguageVersion.Preview, preprocessorSymbols: symbols.Split(';'));
            var trees = names.Select(name =>
                CSharpSyntaxTree.ParseText(File.ReadAllText(Path.Combine(root, name)), options, name));
            var compilation = CSharpCompilation.Create("names", trees, references,
                new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true));
            foreach (var tree in compilation.SyntaxTrees) AddNames(compilation.GetSemanticModel(tree), lines);
        }
        foreach (var line in lines) Console.WriteLine(line);
    }

    static void AddNames(SemanticModel model, SortedSet<string> lines)
    {
        var from = model.SyntaxTree.FilePath;
        lines.Add(from);
        foreach (var node in model.SyntaxTree.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>())
        {
            foreach (var place in TypesOf(model, node).SelectMany(type => type.DeclaringSyntaxReferences))
            {
                var to = place.SyntaxTree.FilePath;
                if (to != from) lines.Add(from + "\t" + to);
            }
        }
    }

    /// <summary>The type that a name stands for, itself or by an alias or an attribute; of a type
    /// in several parts the member that is named behind it; an extension method itself.</summary>
    static IEnumerable<ISymbol> TypesOf(SemanticModel model, SimpleNameSyntax node)
    {
        if (node.IsVar) yield break;
        var info = model.GetSymbolInfo(node);
        var found = info.Symbol ?? info.CandidateSymbols.FirstOrDefault();
        if (found is INamedTypeSymbol type)
        {
            var member = type.DeclaringSyntaxReferences.Length > 1 ? MemberBehind(model, node) : null;
            yield return member ?? type.OriginalDefinition;
        }
        else if (found is IMethodSymbol method)
        {
            if (method.MethodKind == MethodKind.ReducedExtension) yield return method.ReducedFrom.OriginalDefinition;
            else if (method.MethodKind == MethodKind.Constructor && node.Parent is AttributeSyntax)
                yield return method.ContainingType.OriginalDefinition;
        }
    }

    static ISymbol MemberBehind(SemanticModel model, SimpleNameSyntax node)
    {
        ExpressionSyntax name = node;
        if (node.Parent is MemberAccessExpressionSyntax qualified && qualified.Name == node) name = qualified;
        if (!(name.Parent is MemberAccessExpressionSyntax access) || access.Expression != name) return null;
        var member = model.GetSymbolInfo(access.Name);
        return (member.Symbol ?? member.CandidateSymbols.FirstOrDefault())?.OriginalDefinition;
    }

    static bool IsManaged(string path)
    {
        try
        {
            System.Reflection.AssemblyName.GetAssemblyName(path);
            return true;
        }
        catch (BadImageFormatException)
        {
            return false;
        }
    }
}
