using Argosy.Runtime.Generators.Model;

namespace Argosy.Runtime.Generators.Emission;

/// <summary>The methods of a remote reference to an object:
/// one for each instance action, in the namespace of its class.</summary>
internal static class RemoteEmitter
{
    private static readonly string[] s_taken = ["remote", "options", "cancellationToken"];

    /// <summary>The code; null when the class has no instance actions.</summary>
    internal static string? Emit(OwnerModel owner)
    {
        if (owner.Actions.All(a => a.IsStatic))
            return null;
        var code = new CodeWriter();
        var first = owner.Actions[0];
        if (first.Namespace.Length > 0)
            code.Open($"namespace {first.Namespace}");
        code.Open(
            $"{(owner.Actions.Any(a => a is { IsStatic: false, IsPublic: true }) ? "public" : "internal")} "
            + $"static class {owner.Owner}_RemoteCalls");
        var keys = new HashSet<string>();
        for (var i = 0; i < owner.Actions.Count; i++)
        {
            // The analyzer reports a second one; the first must compile until then.
            if (!owner.Actions[i].IsStatic && keys.Add(owner.Actions[i].RemoteKey))
                Emit(code, owner.Actions[i], $"{ActionEmitter.Class(owner.Owner)}.{ActionEmitter.Field(i)}");
        }
        return code.ToString();
    }

    private static void Emit(CodeWriter code, ActionModel action, string descriptor)
    {
        var travelling = action.Signature.Travelling.ToList();
        var own = !travelling.Select(p => p.Name).Intersect(s_taken).Any();
        var names = travelling.Select((p, i) => own ? Symbols.Code.Name(p.Name) : $"argument{i + 1}").ToList();
        var optional = travelling.FindLastIndex(p => p.Default is null) + 1;
        var parameters = string.Concat(travelling.Select((p, i) =>
            $", {p.Type.Annotated} {names[i]}{(i >= optional ? $" = {p.Default}" : "")}"));
        code.Line("#nullable enable annotations");
        code.Line(
            $"/// <summary>Calls {action.Method.Replace("<", "&lt;").Replace(">", "&gt;")} "
            + "wherever the object is.</summary>");
        code.Line(
            $"{(action.IsPublic ? "public" : "internal")} "
            + $"static global::System.Threading.Tasks.ValueTask<{action.Signature.Result.Annotated}> "
            + $"{action.RemoteName}(");
        code.Line(
            $"    this global::Argosy.Runtime.Remote<{action.Type}> remote{parameters}, "
            + "global::Argosy.Runtime.CallOptions options = default,");
        code.Line("    global::System.Threading.CancellationToken cancellationToken = default) =>");
        var values = ArgumentsEmitter.Value(ArgumentsEmitter.Types(action), ["remote.Id", .. names]);
        code.Line($"    remote.CallAsync({descriptor}, {values}, options, cancellationToken);");
        code.Line("#nullable disable annotations");
        code.Line();
    }
}
