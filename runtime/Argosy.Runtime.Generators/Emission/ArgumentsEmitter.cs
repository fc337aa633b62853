using Argosy.Runtime.Generators.Model;

namespace Argosy.Runtime.Generators.Emission;

/// <summary>
/// Arguments are serialized as a value tuple, in sequence: methods with equal types have equal tuples, in every
/// assembly, so they can share an overload. One generic serializer for each number of arguments.
/// </summary>
internal static class ArgumentsEmitter
{
    internal const string Tuple = "global::System.ValueTuple";
    internal const string Id = "global::Argosy.Runtime.GlobalId";

    /// <summary>The type of an action's arguments.</summary>
    internal static string Type(IReadOnlyList<string> types) => types.Count switch
    {
        0 => Tuple,
        1 => $"{Tuple}<{types[0]}>",
        _ => $"({string.Join(", ", types)})",
    };

    /// <summary>A value of them.</summary>
    internal static string Value(IReadOnlyList<string> types, IReadOnlyList<string> values) => types.Count switch
    {
        0 => $"default({Tuple})",
        1 => $"new {Tuple}<{types[0]}>({values[0]})",
        _ => $"({string.Join(", ", values)})",
    };

    internal static string Serializer(IReadOnlyList<string> types) =>
        $"global::Argosy.Runtime.Generated.Arguments{(types.Count == 0 ? "" : $"<{string.Join(", ", types)}>")}";

    /// <summary>The types of an action's arguments; those of an instance action begin with its object's id.</summary>
    internal static IReadOnlyList<string> Types(ActionModel action) =>
        [.. action.IsStatic ? [] : new[] { Id }, .. action.Signature.Travelling.Select(p => p.Type.Plain)];

    internal static string Emit(EquatableArray<int> counts)
    {
        var code = new CodeWriter();
        code.Open("namespace Argosy.Runtime.Generated");
        foreach (var count in counts)
            Emit(code, count);
        return code.ToString();
    }

    private static void Emit(CodeWriter code, int count)
    {
        var names = Enumerable.Range(1, count).Select(i => $"T{i}").ToList();
        var type = Type(names);
        code.Open(
            $"internal sealed class Arguments{(count == 0 ? "" : $"<{string.Join(", ", names)}>")} "
            + $": global::Argosy.Runtime.ISerializer<{type}>");
        foreach (var name in names)
            code.Line(
                $"private static readonly global::Argosy.Runtime.ISerializer<{name}> s_{name} "
                + $"= global::Argosy.Runtime.Serializers.For<{name}>();");
        code.Open($"public void Write(ref global::Argosy.Runtime.ArchiveWriter writer, in {type} value)");
        for (var i = 1; i <= count; i++)
            code.Line($"s_T{i}.Write(ref writer, value.Item{i});");
        code.Close();
        code.Open($"public {type} Read(ref global::Argosy.Runtime.ArchiveReader reader)");
        for (var i = 1; i <= count; i++)
            code.Line($"var item{i} = s_T{i}.Read(ref reader);");
        code.Line($"return {Value(names, [.. Enumerable.Range(1, count).Select(i => $"item{i}")])};");
        code.Close();
        code.Close();
    }
}
