using Argosy.Runtime.Generators.Model;

namespace Argosy.Runtime.Generators.Emission;

/// <summary>The overloads of <c>Async</c> and <c>Post</c> on a locality: one pair for each signature.</summary>
/// <remarks>
/// They are internal and every assembly has its own, also for the signatures of its libraries: two public classes with
/// one overload would make every call ambiguous.
/// </remarks>
internal static class CallsEmitter
{
    private const int LongestOfTheFramework = 16;
    private const string Locality = "global::Argosy.Runtime.Locality";
    private static readonly string[] s_taken = ["locality", "action", "options", "cancellationToken"];

    internal static string Emit(EquatableArray<SignatureModel> signatures)
    {
        var code = new CodeWriter();
        code.Open("namespace Argosy.Runtime");
        code.Open("internal static class ActionCalls");
        foreach (var same in signatures.GroupBy(s => s.Key).OrderBy(g => g.Key, StringComparer.Ordinal))
            Emit(code, [.. same]);
        return code.ToString();
    }

    /// <summary>The delegate type of methods with a signature.</summary>
    internal static string Delegate(SignatureModel signature, bool annotated)
    {
        if (signature.Parameters.Count > LongestOfTheFramework)
            return $"global::Argosy.Runtime.ActionCalls.{OwnDelegate(signature)}";
        string Text(TypeText type) => annotated ? type.Annotated : type.Plain;
        var types = signature.Parameters.Select(p => Text(p.Type)).ToList();
        if (signature.Shape == ResultShape.Void)
            return types.Count == 0 ? "global::System.Action" : $"global::System.Action<{string.Join(", ", types)}>";
        types.Add(Text(signature.Returned));
        return $"global::System.Func<{string.Join(", ", types)}>";
    }

    private static void Emit(CodeWriter code, List<SignatureModel> same)
    {
        var one = same[0];
        // If methods differ in nullability, an overload has no annotation.
        var annotated = same.All(s =>
            s.Returned == one.Returned
            && s.Parameters.Select(p => p.Type).SequenceEqual(one.Parameters.Select(p => p.Type)));
        if (annotated)
            code.Line("#nullable enable annotations");
        if (one.Parameters.Count > LongestOfTheFramework)
            EmitDelegate(code, one, annotated);
        var travelling = same.Select(s => s.Travelling.ToList()).ToList();
        var names = Names(travelling);
        var types = one.Travelling.Select(p => p.Type.Plain).ToList();
        var parameters = Parameters(travelling, names, annotated);
        var result = annotated ? one.Result.Annotated : one.Result.Plain;
        var action =
            $"global::Argosy.Runtime.ActionRegistry.Of<{ArgumentsEmitter.Type(types)}, {one.Result.Plain}>(action)";
        var head =
            $"this {Locality} locality, {Delegate(one, annotated)} action{parameters}, "
            + "global::Argosy.Runtime.CallOptions options = default";
        var values = ArgumentsEmitter.Value(types, names);
        code.Line(
            $"internal static global::System.Threading.Tasks.ValueTask<{result}> Async({head}, "
            + "global::System.Threading.CancellationToken cancellationToken = default) =>");
        code.Line($"    locality.CallAsync({action}, {values}, options, cancellationToken);");
        code.Line();
        code.Line($"internal static global::System.Threading.Tasks.ValueTask Post({head}) =>");
        code.Line($"    locality.PostAsync({action}, {values}, options);");
        if (annotated)
            code.Line("#nullable disable annotations");
        code.Line();
    }

    private static void EmitDelegate(CodeWriter code, SignatureModel signature, bool annotated)
    {
        var parameters = signature.Parameters.Select(
            (p, i) => $"{(annotated ? p.Type.Annotated : p.Type.Plain)} argument{i + 1}");
        code.Line(
            $"internal delegate {(annotated ? signature.Returned.Annotated : signature.Returned.Plain)} "
            + $"{OwnDelegate(signature)}"
            + $"({string.Join(", ", parameters)});");
        code.Line();
    }

    // The same in every build and for equal types: FNV-1a of the signature.
    private static string OwnDelegate(SignatureModel signature) =>
        "Method_" +
        $"{signature.Key.Aggregate(14695981039346656037ul, (hash, c) => unchecked((hash ^ c) * 1099511628211ul)):x16}";

    /// <summary>The parameters' own names if all methods agree and no other parameter has them.</summary>
    private static List<string> Names(List<List<ParameterModel>> methods)
    {
        var first = methods[0].Select(p => p.Name).ToList();
        var own = methods.All(m => m.Select(p => p.Name).SequenceEqual(first)) && !first.Intersect(s_taken).Any();
        return [.. first.Select((name, i) => own ? Symbols.Code.Name(name) : $"argument{i + 1}")];
    }

    private static string Parameters(List<List<ParameterModel>> methods, List<string> names, bool annotated)
    {
        var parameters = methods[0];
        // A default is kept if all methods agree, and no later parameter lacks one.
        var optional = parameters.Count;
        while (optional > 0 && parameters[optional - 1].Default is { } value
            && methods.All(m => m[optional - 1].Default == value))
            optional--;
        return string.Concat(parameters.Select((p, i) =>
            $", {(annotated ? p.Type.Annotated : p.Type.Plain)} {names[i]}{(i >= optional ? $" = {p.Default}" : "")}"));
    }
}
